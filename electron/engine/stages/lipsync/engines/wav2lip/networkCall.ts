import type { InferencePool } from '../../../../runtime/inference/types.ts';
import { MEL_WINDOW_FRAMES } from '../../../voice/melWindows.ts';
import { MEL_BANDS } from '../../../voice/wav2lipMel.ts';
import type { NetworkBinding } from './binding.ts';
import { FACE_CHANNELS } from './binding.ts';
import type { MouthSound } from './mouthSound.ts';
import { WINDOW_LENGTH } from './mouthSound.ts';
import type { PatchAnimation } from './types.ts';
import { patchLength } from './types.ts';

export const BYTES_PER_FLOAT = 4;
export const sharedFloats = (length: number): Float32Array<SharedArrayBuffer> =>
  new Float32Array(new SharedArrayBuffer(length * BYTES_PER_FLOAT));

/** What the network sees and hears at every frame. */
export interface MouthSource extends Pick<PatchAnimation, 'references' | 'cropOfFrame' | 'sidePx'> {
  readonly sound: MouthSound;
}

/** The memory of one call of the network. One call at a time. */
export interface NetworkCall {
  /** Draws the mouths of some frames, at most as many as there are rows. @returns them, back to back */
  draw(frameIndices: readonly number[]): Promise<Float32Array>;
}

/**
 * Writes one face as the network reads it: B, G, R of the masked face (its lower half black), then of the whole one,
 * 0..1.
 * @param crop index of the face picture
 */
export function writeFace(
  { references, sidePx }: Pick<MouthSource, 'references' | 'sidePx'>,
  crop: number,
  target: Float32Array,
  offset: number,
): void {
  const length = patchLength(sidePx);
  const plane = sidePx * sidePx;
  for (let i = 0; i < length; i++) {
    const value = references[crop * length + i] / 255;
    target[offset + i] = i % plane < plane / 2 ? value : 0;
    target[offset + length + i] = value;
  }
}

/** @param rows most frames of a call */
export function createNetworkCall(
  source: MouthSource,
  { melName, faceName, outputName, sidePx }: NetworkBinding,
  pool: InferencePool,
  rows: number,
): NetworkCall {
  const length = patchLength(sidePx);
  const faceLength = FACE_CHANNELS * sidePx * sidePx;
  const mel = sharedFloats(rows * WINDOW_LENGTH);
  const faces = sharedFloats(rows * faceLength);
  const output = sharedFloats(rows * length);
  const cropInRow = new Int32Array(rows).fill(-1);

  return {
    async draw(frameIndices) {
      const count = frameIndices.length;
      frameIndices.forEach((frameIndex, row) => {
        source.sound.copy(frameIndex, mel, row * WINDOW_LENGTH);
        const crop = source.cropOfFrame[frameIndex];
        if (cropInRow[row] !== crop) writeFace(source, crop, faces, row * faceLength);
        cropInRow[row] = crop;
      });
      const drawn = output.subarray(0, count * length);
      await pool.run({
        inputs: {
          [melName]: {
            dims: [count, 1, MEL_BANDS, MEL_WINDOW_FRAMES],
            data: mel.subarray(0, count * WINDOW_LENGTH),
          },
          [faceName]: {
            dims: [count, FACE_CHANNELS, sidePx, sidePx],
            data: faces.subarray(0, count * faceLength),
          },
        },
        outputName,
        output: drawn,
      });
      return drawn;
    },
  };
}
