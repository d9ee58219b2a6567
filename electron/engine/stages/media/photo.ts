import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import sharp, { type Metadata } from 'sharp';
import { inputError, throwIfCancelled, type KotohogiError } from '../../../../shared/errors.ts';
import { PHOTO_MAX_FILE_BYTES, PHOTO_MAX_PIXELS, PHOTO_MIN_SIDE_PX } from '../../../../shared/limits.ts';
import type { EngineContext } from '../../context.ts';
import { createRgba, type RgbaImage } from '../../runtime/image.ts';
import { checkInputFile, exampleOf } from './inputFile.ts';
import { isAccepted, isCutOff, isHdr, sniffPicture, type PictureFormat } from './pictureFormat.ts';
import type { Photo } from './types.ts';

/** What the decoder may complain about without the picture being damaged. */
const HARMLESS = /SOS parameters|extraneous bytes before marker 0xd9|iccp|icc profile/i;

/**
 * Decodes a photo: upright, sRGB, 8 bits, straight alpha.
 *
 * EXIF orientation and embedded ICC profiles are applied; CMYK, grey and 16-bit pictures are converted; of a moving
 * picture or a multi-page TIFF the first page is taken. The content decides the format, not the name of the file.
 * @param path JPEG, PNG, WebP, AVIF, TIFF or GIF of 64x64 up to 100 megapixels
 * @throws `input` photo-* for every file that cannot be used, `cancelled`
 */
export async function decodePhoto(path: string, context: Pick<EngineContext, 'signal'>): Promise<Photo> {
  const file = await checkInputFile(path, 'photo');
  if (file.bytes > PHOTO_MAX_FILE_BYTES) {
    throw inputError(
      'photo-file-too-large',
      `The photo "${path}" is larger than ${PHOTO_MAX_FILE_BYTES / 1024 ** 3} GiB.`,
      'Save it as a JPEG or a smaller TIFF.',
    );
  }
  throwIfCancelled(context.signal);
  const bytes = await readFile(path);
  const format = acceptedFormat(path, bytes);
  const metadata = await readMetadata(path, bytes, format);
  checkContent(path, bytes, format, metadata);
  throwIfCancelled(context.signal);

  const { image, damage } = await decodePixels(path, bytes, format, metadata);
  throwIfCancelled(context.signal);
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    image,
    hasAlpha: hasTransparency(image),
    warnings: [...conversionWarnings(format, metadata), ...damage],
  };
}

function acceptedFormat(path: string, bytes: Buffer): PictureFormat {
  const format = sniffPicture(bytes.subarray(0, 32));
  if (format !== null && isAccepted(format)) return format;
  const what =
    format === null ? 'is not a picture that can be read' : `is a ${format} file, which is not supported`;
  throw inputError(
    'photo-unsupported',
    `The photo "${path}" ${what}.`,
    format === 'HEIC'
      ? 'Export it as a JPEG (on an iPhone: Settings > Camera > Formats > Most Compatible).'
      : `Choose ${exampleOf('photo')}.`,
  );
}

async function readMetadata(path: string, bytes: Buffer, format: PictureFormat): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch (cause) {
    throw corruptError(path, bytes, format, cause);
  }
}

function checkContent(path: string, bytes: Buffer, format: PictureFormat, metadata: Metadata): void {
  const width = metadata.width;
  const height = metadata.pageHeight ?? metadata.height;
  if (width * height > PHOTO_MAX_PIXELS) {
    throw inputError(
      'photo-too-large',
      `The photo "${path}" has ${width} x ${height} pixels, more than ${PHOTO_MAX_PIXELS / 1e6} megapixels.`,
      'Save a smaller copy; 12 megapixels are plenty for a video.',
    );
  }
  if (Math.min(width, height) < PHOTO_MIN_SIDE_PX) {
    throw inputError(
      'photo-too-small',
      `The photo "${path}" has only ${width} x ${height} pixels.`,
      `Choose one of at least ${PHOTO_MIN_SIDE_PX} x ${PHOTO_MIN_SIDE_PX}; 500 pixels or more across the face look good.`,
    );
  }
  const isIntegerPicture = metadata.depth === 'uchar' || metadata.depth === 'ushort';
  if (!isIntegerPicture || isHdr(bytes, format)) {
    throw inputError(
      'photo-hdr',
      `The photo "${path}" holds high-dynamic-range values (${isIntegerPicture ? 'PQ or HLG' : metadata.depth}).`,
      'Export a standard copy: 8 or 16 bits a channel, sRGB.',
    );
  }
}

async function decodePixels(
  path: string,
  bytes: Buffer,
  format: PictureFormat,
  metadata: Metadata,
): Promise<{ image: RgbaImage; damage: readonly string[] }> {
  try {
    return { image: await rasterise(bytes, metadata, 'warning'), damage: [] };
  } catch (strict) {
    if (!(strict instanceof Error) || !HARMLESS.test(strict.message))
      throw corruptError(path, bytes, format, strict);
    try {
      const image = await rasterise(bytes, metadata, 'error');
      return {
        image,
        damage: [`The ${format} file has small faults that do not show (${firstLine(strict)}).`],
      };
    } catch (cause) {
      throw corruptError(path, bytes, format, cause);
    }
  }
}

async function rasterise(bytes: Buffer, metadata: Metadata, failOn: 'warning' | 'error'): Promise<RgbaImage> {
  const decoder = sharp(bytes, { failOn, limitInputPixels: PHOTO_MAX_PIXELS, unlimited: true })
    .autoOrient()
    .toColourspace('srgb')
    .ensureAlpha();
  // sharp takes 16-bit pictures with a profile through Display P3 and leaves them there unless told otherwise.
  if (metadata.depth === 'ushort' && metadata.hasProfile) decoder.withIccProfile('srgb');
  const { data, info } = await decoder.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new Error(`The decoder returned ${info.channels} channels instead of 4.`);
  const image = createRgba(info.width, info.height);
  image.data.set(data);
  return image;
}

function hasTransparency({ data }: RgbaImage): boolean {
  for (let i = 3; i < data.length; i += 4) if (data[i] < 255) return true;
  return false;
}

function conversionWarnings(format: PictureFormat, metadata: Metadata): string[] {
  const warnings: string[] = [];
  if ((metadata.pages ?? 1) > 1) {
    warnings.push(`The ${format} file has ${metadata.pages ?? 1} pictures; the first one is used.`);
  }
  if (metadata.depth === 'ushort') warnings.push('The photo was reduced from 16 to 8 bits a channel.');
  if (metadata.space === 'cmyk')
    warnings.push('The photo was converted from CMYK to sRGB; colours may shift a little.');
  return warnings;
}

function corruptError(path: string, bytes: Buffer, format: PictureFormat, cause: unknown): KotohogiError {
  const says =
    cause instanceof Error && /premature end|truncated|unexpected end|bad seek/i.test(cause.message);
  const cutOff = says || isCutOff(bytes, format);
  return inputError(
    cutOff ? 'photo-truncated' : 'photo-corrupt',
    `The photo "${path}" is ${cutOff ? 'cut off' : 'damaged'} and cannot be decoded as ${format} (${firstLine(cause)}).`,
    'Copy or download it again, or open it in a picture editor and save it anew.',
    cause,
  );
}

const firstLine = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).trim().split('\n')[0];
