import type { MelMatrix } from './types.ts';
import { MEL_FRAMES_PER_SEC } from './wav2lipMel.ts';

/** Mel frames that a mouth frame of Wav2Lip sees: 200 ms. */
export const MEL_WINDOW_FRAMES = 16;

/** Keeps a start that is a whole number in exact arithmetic from falling below it. */
const ALLOWANCE = 1e-9;

/**
 * First mel frame of the window of a video frame: floor(index * 80 / fps) as in the original, held at the first and
 * the last full window for the frames at the ends.
 * @param melFrames at least {@link MEL_WINDOW_FRAMES}
 * @param offsetSec added to the time of the frame; the original has none
 */
export function melWindowStart(frameIndex: number, fps: number, melFrames: number, offsetSec = 0): number {
  const start = Math.floor(MEL_FRAMES_PER_SEC * (frameIndex / fps + offsetSec) + ALLOWANCE);
  return Math.max(0, Math.min(start, melFrames - MEL_WINDOW_FRAMES));
}

/** The windows the original cuts for a whole sound: all that fit, then one of the final 16 frames. */
export function melWindowStarts(melFrames: number, fps: number): number[] {
  const starts: number[] = [];
  for (let index = 0; ; index++) {
    const start = Math.floor((index * MEL_FRAMES_PER_SEC) / fps);
    if (start + MEL_WINDOW_FRAMES > melFrames) break;
    starts.push(start);
  }
  starts.push(melFrames - MEL_WINDOW_FRAMES);
  return starts;
}

/**
 * Copies one window in the layout of the model's input: band after band, 16 values each.
 * @param target receives 80 * 16 values from `offset` on
 */
export function copyMelWindow(mel: MelMatrix, start: number, target: Float32Array, offset = 0): void {
  for (let band = 0; band < mel.bands; band++) {
    for (let t = 0; t < MEL_WINDOW_FRAMES; t++) {
      target[offset + band * MEL_WINDOW_FRAMES + t] = mel.data[(start + t) * mel.bands + band];
    }
  }
}
