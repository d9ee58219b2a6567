import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Background } from '../../../../shared/contract/render.ts';
import { assertNever, inputError } from '../../../../shared/errors.ts';
import { PHOTO_MAX_PIXELS } from '../../../../shared/limits.ts';
import { createRgba, type GrayImage, type RgbaImage } from '../../runtime/image.ts';
import { gradientBackground } from './backgroundGradient.ts';
import { sceneBackground } from './backgroundScene.ts';
import { blurBackground } from './blurBackground.ts';

export interface FrameSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** @param color `#rrggbb` */
export function plainBackground(color: string, size: FrameSize): RgbaImage {
  const value = Number.parseInt(color.slice(1), 16);
  const image = createRgba(size.widthPx, size.heightPx);
  // One pixel as R G B A bytes, repeated; the typed array of bytes keeps the order on every machine.
  const pixel = [(value >> 16) & 255, (value >> 8) & 255, value & 255, 255];
  image.data.set(pixel);
  for (let filled = 4; filled < image.data.length; filled *= 2) image.data.copyWithin(filled, 0, filled);
  return image;
}

/**
 * Reads a picture as a background: upright, sRGB, filling the frame from its middle, transparent parts over white.
 * @throws KotohogiError kind `input` (`background-unreadable`) when there is no such picture or it is damaged
 */
export async function pictureBackground(path: string, size: FrameSize): Promise<RgbaImage> {
  const image = createRgba(size.widthPx, size.heightPx);
  try {
    const { data, info } = await sharp(await readFile(path), {
      failOn: 'error',
      limitInputPixels: PHOTO_MAX_PIXELS,
    })
      .autoOrient()
      .resize(size.widthPx, size.heightPx, { fit: 'cover', position: 'centre' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 4) throw new Error(`The decoder returned ${info.channels} channels instead of 4.`);
    image.data.set(data);
  } catch (cause) {
    throw inputError(
      'background-unreadable',
      `The background picture "${path}" cannot be read.`,
      'Choose a JPEG, PNG, WebP, AVIF, TIFF or GIF picture that opens in an image viewer.',
      cause,
    );
  }
  return image;
}

/**
 * Makes what stands behind the person, at frame size and opaque.
 * @param composed the photo already laid out in the frame, opaque; returned itself for kind `none`
 * @param matteAlpha the person in the same layout; read only for kind `blur`
 * @throws KotohogiError kind `input` when a background picture cannot be read
 */
export async function makeBackground(
  background: Background,
  composed: RgbaImage,
  matteAlpha: GrayImage,
  size: FrameSize,
): Promise<RgbaImage> {
  switch (background.kind) {
    case 'none':
      return composed;
    case 'blur':
      return blurBackground(composed, matteAlpha);
    case 'color':
      return plainBackground(background.color, size);
    case 'gradient':
      return gradientBackground(background, size);
    case 'scene':
      return sceneBackground(background.id, size);
    case 'picture':
      return pictureBackground(background.path, size);
    default:
      return assertNever(background, 'background');
  }
}
