import { sharedPixels, type FrameZone } from '../../../../../shared/framing/faceZone.ts';
import { titleFontPx, titleZone, type TitlePlace } from '../../../../../shared/titles/titleShapes.ts';
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

/** Where titles are drawn. */
export interface TitledFrame {
  readonly size: FrameSize;
  /** There are captions at the bottom that a title must not cover. */
  readonly aboveCaptions: boolean;
  /** The speaker's face; null where nobody is known. */
  readonly face: FrameZone | null;
}

type DressedWords = Pick<Title, 'text' | 'style' | 'sizePercent'>;

/** Draws a title in its style, in lines that fit its zone. Scripts, directions and picture signs are laid out by Pango. */
export async function drawTitle(
  { position, ...words }: DressedWords & Pick<Title, 'position'>,
  frame: TitledFrame,
): Promise<DrawnTitle> {
  if (position !== 'auto') return drawIn(position, words, frame);
  const above = await drawIn('top', words, frame);
  if (faceCovered(above, frame) === 0) return above;
  const below = await drawIn('bottom', words, frame);
  return faceCovered(below, frame) < faceCovered(above, frame) ? below : above;
}

const faceCovered = ({ left, top, image: { width, height } }: DrawnTitle, { face }: TitledFrame): number =>
  face ? sharedPixels({ left, top, width, height }, face) : 0;

async function drawIn(
  place: TitlePlace,
  { text, style, sizePercent }: DressedWords,
  { size: frame, aboveCaptions }: TitledFrame,
): Promise<DrawnTitle> {
  const zone = titleZone(place, aboveCaptions);
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
  }[place];
  const clampTop = Math.min(frame.heightPx - height, Math.max(0, middle - height / 2));
  const image = createRgba(width, height);
  for (let y = 0; y < Math.min(height, dressed.height); y++)
    image.data.set(
      dressed.data.subarray(y * dressed.width * 4, (y * dressed.width + Math.min(width, dressed.width)) * 4),
      y * width * 4,
    );
  return { left: even((frame.widthPx - width) / 2), top: even(clampTop), image };
}
