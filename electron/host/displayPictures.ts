import sharp from 'sharp';
import type { RgbaImage } from '../engine/runtime/image.ts';
import type { EncodedPicture } from './messages.ts';

/** Longest side of pictures made for display, in pixels: sharp on a stage of a large window at 200 % scale. */
const DISPLAY_SIDE_PX = 1600;
const WEBP_QUALITY = 88;

/** Encodes a picture, reduced for display; transparency is kept. */
export async function encodeForDisplay({ width, height, data }: RgbaImage): Promise<EncodedPicture> {
  const bytes = await sharp(data, { raw: { width, height, channels: 4 } })
    .resize(DISPLAY_SIDE_PX, DISPLAY_SIDE_PX, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: WEBP_QUALITY, alphaQuality: 90 })
    .toBuffer();
  return { bytes: new Uint8Array(bytes), mimeType: 'image/webp' };
}

/** Encodes a picture pixel by pixel, transparency included. */
export async function encodeExactly({ width, height, data }: RgbaImage): Promise<EncodedPicture> {
  const bytes = await sharp(data, { raw: { width, height, channels: 4 } })
    .webp({ lossless: true, effort: 0 })
    .toBuffer();
  return { bytes: new Uint8Array(bytes), mimeType: 'image/webp' };
}
