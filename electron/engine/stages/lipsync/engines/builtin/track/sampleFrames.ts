import { STEP_SEC } from './mel.ts';

/** Lips lead the sound they make by a little. */
const LEAD_SEC = 0.01;

/** First and last 10 ms step that fall on video frame `frame`, on screen from frame / fps to (frame + 1) / fps. */
function stepsOf(
  frame: number,
  fps: number,
  steps: number,
  widen: number,
): readonly [first: number, last: number] {
  const from = frame / fps + LEAD_SEC - widen;
  const to = (frame + 1) / fps + LEAD_SEC + widen;
  const clamp = (step: number): number => Math.max(0, Math.min(steps - 1, step));
  return [
    clamp(Math.ceil(from / STEP_SEC - 1e-6)),
    clamp(Math.max(Math.ceil(to / STEP_SEC - 1e-6) - 1, Math.ceil(from / STEP_SEC))),
  ];
}

/** Video frames of a curve: the weighted mean around the middle of each frame, half a frame beyond it either side. */
export function sampleSmooth(curve: Float32Array, fps: number, frames: number): Float32Array {
  return Float32Array.from({ length: frames }, (_, frame) => {
    const [first, last] = stepsOf(frame, fps, curve.length, 0.25 / fps);
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

/** Video frames of a curve: the largest value within each frame, so that a brief event is not lost between two. */
export function sampleMaximum(curve: Float32Array, fps: number, frames: number): Float32Array {
  return Float32Array.from({ length: frames }, (_, frame) => {
    const [first, last] = stepsOf(frame, fps, curve.length, 0);
    let largest = -Infinity;
    for (let t = first; t <= last; t++) largest = Math.max(largest, curve[t]);
    return largest;
  });
}
