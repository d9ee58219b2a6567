import { copyMelWindow, MEL_WINDOW_FRAMES, melWindowStart } from '../../../voice/melWindows.ts';
import type { MelMatrix } from '../../../voice/types.ts';
import { MEL_BANDS } from '../../../voice/wav2lipMel.ts';

/**
 * The sound that a frame is drawn from begins this long before the frame. In training the window of a frame began one
 * video frame (40 ms at 25 fps) earlier than the original's own inference has it; here mouth and sound meet as they
 * met in training. 0 gives the original's inference, whose mouths lead by that much.
 */
export const AUDIO_OFFSET_SEC = -0.04;

/** Values of one window. */
export const WINDOW_LENGTH = MEL_BANDS * MEL_WINDOW_FRAMES;

/** The range of the mel values; the lower end is silence. */
const SILENCE = -4;
const LOUDEST = 4;

/** What the network hears at every frame of a video. */
export interface MouthSound {
  /** First mel frame of each window. */
  readonly starts: Int32Array;
  /** Writes the window of a frame as the network reads it. */
  copy(frameIndex: number, target: Float32Array, offset: number): void;
  /** Whether two frames are drawn from the same values. */
  isSame(frameIndex: number, otherIndex: number): boolean;
  /** Whether a frame is drawn from nothing but digital silence. */
  isSilent(frameIndex: number): boolean;
}

/**
 * Cuts one window for each of the `frames` frames.
 * @param strength how far the mouth opens. The network has no such knob, and mixing two pictures of a mouth would
 *   show both: so it is told a softer or louder voice. Levels are scaled about silence; 1 leaves them.
 */
export function mouthSound(
  mel: MelMatrix,
  fps: number,
  frames: number,
  strength: number,
  offsetSec: number = AUDIO_OFFSET_SEC,
): MouthSound {
  const starts = Int32Array.from({ length: frames }, (_, i) => melWindowStart(i, fps, mel.frames, offsetSec));
  const valueAt = (start: number, i: number): number => mel.data[start * MEL_BANDS + i];
  return {
    starts,
    copy(frameIndex, target, offset) {
      copyMelWindow(mel, starts[frameIndex], target, offset);
      if (strength === 1) return;
      for (let i = offset; i < offset + WINDOW_LENGTH; i++)
        target[i] = Math.min(LOUDEST, SILENCE + strength * (target[i] - SILENCE));
    },
    isSame(frameIndex, otherIndex) {
      const [a, b] = [starts[frameIndex], starts[otherIndex]];
      if (a === b) return true;
      for (let i = 0; i < WINDOW_LENGTH; i++) if (valueAt(a, i) !== valueAt(b, i)) return false;
      return true;
    },
    isSilent(frameIndex) {
      for (let i = 0; i < WINDOW_LENGTH; i++) if (valueAt(starts[frameIndex], i) !== SILENCE) return false;
      return true;
    },
  };
}

/**
 * Which frames need a mouth of their own. The network is a function of face and sound: where both repeat (pauses of
 * digital silence, the last frames, which share the last window) the mouth does.
 * @param cropOfFrame the face picture of each frame
 * @returns for each frame the first one that has the same mouth: itself where the mouth is new
 */
export function firstWithSameMouth(sound: MouthSound, cropOfFrame: Int32Array): Int32Array {
  const first = new Int32Array(cropOfFrame.length);
  const silentOfCrop = new Map<number, number>();
  for (let frame = 0; frame < first.length; frame++) {
    const crop = cropOfFrame[frame];
    first[frame] = frame;
    if (sound.isSilent(frame)) {
      first[frame] = silentOfCrop.get(crop) ?? frame;
      silentOfCrop.set(crop, first[frame]);
    } else if (frame > 0 && cropOfFrame[frame - 1] === crop && sound.isSame(frame - 1, frame)) {
      first[frame] = first[frame - 1];
    }
  }
  return first;
}
