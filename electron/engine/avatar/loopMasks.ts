/** Where the person is in every picture of a video loop, coarsely; drawing refines it along each picture's own edges. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EngineContext } from '../context.ts';
import type { RecordCodec } from '../runtime/contentCache/types.ts';
import type { RgbaImage } from '../runtime/image.ts';
import { MASK_SIDE_PX, segmentRegion } from '../stages/matte/forward.ts';
import { eachLoopPicture, type LoopVideo } from '../stages/media/loop.ts';

/** Raise it when the same loop may give other masks. */
export const LOOP_MASKS_VERSION = 1;

/** The embedded network: a larger one would take minutes for a loop. */
export const LOOP_MASK_MODEL = 'selfie';

const MASK_SIZE = { width: MASK_SIDE_PX, height: MASK_SIDE_PX };
export const MASK_LENGTH = MASK_SIDE_PX * MASK_SIDE_PX;

function redGreenBlue({ data }: RgbaImage): Float32Array {
  const pixels = new Float32Array(MASK_LENGTH * 3);
  for (let i = 0; i < MASK_LENGTH; i++)
    for (let channel = 0; channel < 3; channel++) pixels[i * 3 + channel] = data[i * 4 + channel] / 255;
  return pixels;
}

/** Each mask takes half of itself and a quarter of either neighbour: edges of a network's guess tremble less. */
export function steadyMasks(masks: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(masks.length * MASK_LENGTH);
  masks.forEach((mask, picture) => {
    const before = masks[Math.max(0, picture - 1)];
    const after = masks[Math.min(masks.length - 1, picture + 1)];
    for (let i = 0; i < MASK_LENGTH; i++)
      out[picture * MASK_LENGTH + i] = (before[i] + 2 * mask[i] + after[i] + 2) >> 2;
  });
  return out;
}

/**
 * Finds the person in every picture of a loop.
 * @returns 256 x 256 values 0..255 per picture, spread over the whole upright picture, steadied over time
 * @throws what decoding throws; `missing`; `cancelled`
 */
export async function maskLoop(loop: LoopVideo, fps: number, context: EngineContext): Promise<Uint8Array> {
  const model = await context.models.open(LOOP_MASK_MODEL);
  const whole = { x: 0, y: 0, width: loop.width, height: loop.height };
  const masks: Uint8Array[] = [];
  const look = async (image: RgbaImage): Promise<void> => {
    const pixels = redGreenBlue(image);
    const mask = await segmentRegion(model, () => pixels, whole);
    masks.push(Uint8Array.from(mask, (value) => Math.round(value * 255)));
    if (loop.durationSec !== null)
      context.progress.report(Math.min(1, masks.length / (loop.durationSec * fps)));
  };
  await eachLoopPicture(loop, fps, look, context, MASK_SIZE);
  return steadyMasks(masks);
}

/** Raw DEFLATE: most of a mask is plainly person or plainly not. */
export const loopMasksCodec: RecordCodec<Uint8Array> = {
  layout: 'loop masks 1',
  encode: (masks) => [deflateRawSync(masks, { level: 1 })],
  decode(bytes) {
    const masks = inflateRawSync(bytes);
    if (masks.length === 0 || masks.length % MASK_LENGTH !== 0)
      throw new Error('The masks have another length.');
    return masks;
  },
  sizeOf: (masks) => masks.length,
};
