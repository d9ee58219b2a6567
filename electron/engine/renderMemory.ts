/** What a render needs of memory, known before it starts. */
import { stat } from 'node:fs/promises';
import sharp from 'sharp';
import type { RenderRequest } from '../../shared/contract/render.ts';
import type { MemoryDemand } from './runtime/admission.ts';

const MIB = 2 ** 20;
/**
 * Peaks measured on whole renders (process and encoder together, resident, 2 s of voice, sample photo, frames of 0.07
 * to 8.3 megapixels): an encoder of 45 MiB + 145 bytes per pixel of the frame, 12 to 17 bytes per pixel in the process,
 * 65 MiB more where the background is replaced; networks and ffmpeg of the first rooms on top of what is loaded anyway.
 */
const FIXED_BYTES = 150 * MIB;
const PER_FRAME_PIXEL_BYTES = 165;
const REPLACED_BACKGROUND_BYTES = 70 * MIB;
/** The decoded photo, its upright copy and the floating-point planes of the matte. */
const PER_PHOTO_PIXEL_BYTES = 16;
/** A loop is kept in a ring; its frames at once are bounded (frames/loopFeed.ts). */
const LOOP_BYTES = 400 * MIB;
/** Weights as loaded, and what a run needs beside them. */
const PER_MODEL_BYTE = 3;

/**
 * The peak that a render adds to the process and its encoder.
 * @param modelBytes sizes of the files of the networks that are not embedded and would be loaded for it
 * @param onDevice whether these run on a graphics device
 */
export async function renderDemand(
  { photoPath, size, background }: Pick<RenderRequest, 'photoPath' | 'size' | 'background'>,
  modelBytes: number,
  onDevice: boolean,
): Promise<MemoryDemand> {
  const photo = await sharp(photoPath, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  const isThere = photo !== null || (await stat(photoPath).catch(() => null)) !== null;
  const material = photo ? photo.width * photo.height * PER_PHOTO_PIXEL_BYTES : isThere ? LOOP_BYTES : 0;
  const networks = modelBytes * PER_MODEL_BYTE;
  return {
    mainBytes:
      FIXED_BYTES +
      size.widthPx * size.heightPx * PER_FRAME_PIXEL_BYTES +
      (background.kind === 'none' ? 0 : REPLACED_BACKGROUND_BYTES) +
      material +
      (onDevice ? 0 : networks),
    deviceBytes: onDevice ? networks : 0,
  };
}
