import { FROM_THE_START, stepsOfFrame, type CurveOrigin } from './sampleFrames.ts';

/**
 * Probability of closure below which lips do not press at all, and from which they press fully. The network is trained
 * to miss few closures and so suspects too many: it has to be fairly sure.
 */
const PRESS_FROM = 0.42;
const PRESS_FULLY = 0.72;
/** Share of a frame's time that lips must be pressed for the frame to begin to show it, and to show it fully. */
const COVERED_FROM = 0.4;
const COVERED_FULLY = 0.85;

const smoothstep = (x: number): number => {
  const within = Math.max(0, Math.min(1, x));
  return within * within * (3 - 2 * within);
};

/**
 * Closures at the frames of the video. A closure (m, b, p) can be shorter than a frame, and still has to be seen: every
 * one of them presses the lips fully in the frame that it fills most, and does not spread over the vowels beside it.
 * @param probability every 10 ms
 * @returns 0 open..1 pressed, per frame
 */
export function closureFrames(
  probability: Float32Array,
  fps: number,
  frames: number,
  origin: CurveOrigin = FROM_THE_START,
): Float32Array {
  const stepsOf = (frame: number): readonly [first: number, last: number] =>
    stepsOfFrame(origin.frame + frame, fps, probability.length, 0, origin.step);
  const pressed = probability.map((value) => smoothstep((value - PRESS_FROM) / (PRESS_FULLY - PRESS_FROM)));
  const covered = Float32Array.from({ length: frames }, (_, frame) => {
    const [first, last] = stepsOf(frame);
    let sum = 0;
    for (let t = first; t <= last; t++) sum += pressed[t];
    return sum / (last - first + 1);
  });
  const result = covered.map((share) => smoothstep((share - COVERED_FROM) / (COVERED_FULLY - COVERED_FROM)));

  let frame = 0;
  for (let start = 0; start < pressed.length;) {
    let end = start;
    let peak = 0;
    while (end < pressed.length && pressed[end] > 0) peak = Math.max(peak, pressed[end++]);
    if (end > start) {
      while (frame < frames - 1 && stepsOf(frame)[1] < start) frame++;
      let fullest = frame;
      for (let i = frame; i < frames && stepsOf(i)[0] < end; i++)
        if (covered[i] > covered[fullest]) fullest = i;
      result[fullest] = Math.max(result[fullest], peak);
    }
    start = end + 1;
  }
  return result;
}
