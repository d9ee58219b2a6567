import { STEP_SEC } from './mel.ts';

/** Lips lead the sound they make by a little. */
const LEAD_SEC = 0.01;

/** Where curves begin: value 0 every 10 ms belongs to `step`, value 0 per frame to `frame`. */
export interface CurveOrigin {
  readonly step: number;
  readonly frame: number;
}

export const FROM_THE_START: CurveOrigin = { step: 0, frame: 0 };

/**
 * The 10 ms steps that fall on a video frame, on screen from frame / fps to (frame + 1) / fps.
 * @param steps how many steps there are
 * @param widenSec how much further to look either side
 * @param firstStep the step that index 0 stands for
 * @returns first and last index, inclusive, within the voice
 */
export function stepsOfFrame(
  frame: number,
  fps: number,
  steps: number,
  widenSec = 0,
  firstStep = 0,
): readonly [first: number, last: number] {
  const from = Math.ceil((frame / fps + LEAD_SEC - widenSec) / STEP_SEC - 1e-6);
  const to = Math.ceil(((frame + 1) / fps + LEAD_SEC + widenSec) / STEP_SEC - 1e-6) - 1;
  const clamp = (step: number): number => Math.max(0, Math.min(steps - 1, step - firstStep));
  return [clamp(from), clamp(Math.max(from, to))];
}

/** Video frames of a curve: the weighted mean around the middle of each frame, half a frame beyond it either side. */
export function sampleSmooth(
  curve: Float32Array,
  fps: number,
  frames: number,
  origin: CurveOrigin = FROM_THE_START,
): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) => {
    const [first, last] = stepsOfFrame(origin.frame + i, fps, curve.length, 0.25 / fps, origin.step);
    const centre = (first + last) / 2;
    const reach = (last - first) / 2 + 1;
    let sum = 0;
    let weights = 0;
    for (let t = first; t <= last; t++) {
      const weight = 1 - Math.abs(t - centre) / reach;
      sum += weight * curve[t];
      weights += weight;
    }
    return sum / weights;
  });
}
