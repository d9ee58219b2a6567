import sharp from 'sharp';
import { titleFontPx, titleZone } from '../../../../../shared/titles/titleShapes.ts';
import type { Title } from '../../../../../shared/titles/titles.ts';
import { createRgba, type RgbaImage } from '../../../runtime/image.ts';
import type { FrameSize } from '../background.ts';
import { drawLetters, type Letters } from './letters.ts';
import { dressTitle, TITLE_LOOKS } from './titleLooks.ts';

/** A title as it stands in the frame: even places and sizes. */
export interface DrawnTitle {
  readonly left: number;
  readonly top: number;
  readonly image: RgbaImage;
}

/** A word that does not fit is drawn smaller, down to this share of the size that was asked for. */
const SMALLEST_SHARE = 0.25;
const SHRINK = 0.88;
/** Wider than any title of one line. */
const NO_LIMIT_PX = 30_000;

const even = (value: number): number => 2 * Math.floor(value / 2);

/**
 * Draws a title in its style, in lines that fit its zone. Scripts, directions and picture signs are laid out by Pango.
 * @param aboveCaptions there are captions at the bottom that it must not cover
 */
export async function drawTitle(
  { text, position, style, sizePercent }: Pick<Title, 'text' | 'position' | 'style' | 'sizePercent'>,
  frame: FrameSize,
  aboveCaptions: boolean,
): Promise<DrawnTitle> {
  const zone = titleZone(position, aboveCaptions);
  const look = TITLE_LOOKS[style];
  const wishedPx = titleFontPx(sizePercent, frame);
  let fontPx = wishedPx;
  const room = (): { readonly width: number; readonly height: number } => ({
    width: Math.floor(frame.widthPx * (1 - 2 * zone.side) - 2 * look.marginX * fontPx),
    height: Math.floor(frame.heightPx * (zone.bottom - zone.top) - (2 * look.marginY + look.drop) * fontPx),
  });
  const tooLarge = ({ width, height }: Letters): boolean => width > room().width || height > room().height;
  const inOneLine = await drawLetters(text, fontPx, NO_LIMIT_PX, look);
  const toFit = room().width / inOneLine.width;
  if (toFit < 1 && toFit >= look.oneLineDownTo) fontPx = Math.floor(fontPx * toFit);
  let letters = await drawLetters(text, fontPx, room().width, look);
  while (tooLarge(letters) && fontPx > wishedPx * SMALLEST_SHARE && fontPx > 8) {
    fontPx = Math.max(8, Math.floor(fontPx * SHRINK));
    letters = await drawLetters(text, fontPx, room().width, look);
  }
  const dressed = await dressTitle(style, letters, fontPx);
  const width = Math.min(even(frame.widthPx), even(dressed.width + 1));
  const height = Math.min(even(frame.heightPx), even(dressed.height + 1));
  const middle = {
    top: frame.heightPx * zone.top + dressed.height / 2,
    middle: (frame.heightPx * (zone.top + zone.bottom)) / 2,
    bottom: frame.heightPx * zone.bottom - dressed.height / 2,
  }[position];
  const clampTop = Math.min(frame.heightPx - height, Math.max(0, middle - height / 2));
  const image = createRgba(width, height);
  for (let y = 0; y < Math.min(height, dressed.height); y++)
    image.data.set(
      dressed.data.subarray(y * dressed.width * 4, (y * dressed.width + Math.min(width, dressed.width)) * 4),
      y * width * 4,
    );
  return { left: even((frame.widthPx - width) / 2), top: even(clampTop), image };
}

/** A title as a PNG for display, and where it stands. */
export async function titlePng(
  title: Pick<Title, 'text' | 'position' | 'style' | 'sizePercent'>,
  frame: FrameSize,
  aboveCaptions: boolean,
): Promise<{
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly png: Buffer;
}> {
  const { left, top, image } = await drawTitle(title, frame, aboveCaptions);
  const { width, height, data } = image;
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const png = await sharp(bytes, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  return { left, top, width, height, png };
}
