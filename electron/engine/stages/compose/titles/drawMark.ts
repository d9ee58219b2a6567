import sharp from 'sharp';
import type { MarkLanguage } from '../../../../../shared/contract/provenance.ts';
import { MARK_WORDS } from '../../../../../shared/contract/provenanceConstants.ts';
import { createRgba } from '../../../runtime/image.ts';
import type { FrameSize } from '../background.ts';
import type { DrawnTitle } from './drawTitle.ts';
import { drawLetters } from './letters.ts';

/** Height of a letter's body as a share of the frame's shorter side: there for who looks for it. */
const FONT_SHARE = 0.024;
const LEAST_FONT_PX = 11;
/** Room around the letters, in shares of the font size. */
const PAD_X = 0.5;
const PAD_Y = 0.32;
/** From the right and lower edge, as a share of the shorter side: below where captions end. */
const MARGIN_SHARE = 0.016;
const PLATE = '#16131b';
const PLATE_OPACITY = 0.62;

const even = (value: number): number => 2 * Math.ceil(value / 2);

/** Draws the words that say that a computer made the picture: small, on a plate, in the lower right corner. */
export async function drawMark(language: MarkLanguage, frame: FrameSize): Promise<DrawnTitle> {
  const shorterPx = Math.min(frame.widthPx, frame.heightPx);
  const fontPx = Math.max(LEAST_FONT_PX, Math.round(shorterPx * FONT_SHARE));
  const look = { face: 'sans', weight: 'normal', color: '#ffffff' } as const;
  const letters = await drawLetters(MARK_WORDS[language], fontPx, frame.widthPx, look);
  const width = even(letters.width + 2 * PAD_X * fontPx);
  const height = even(letters.height + 2 * PAD_Y * fontPx);
  const plate = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" rx="${fontPx * 0.3}" fill="${PLATE}" fill-opacity="${PLATE_OPACITY}"/></svg>`;
  const raw = { width: letters.width, height: letters.height, channels: 4 } as const;
  const pixels = await sharp(Buffer.from(plate))
    .composite([{ input: letters.data, raw }])
    .ensureAlpha()
    .raw()
    .toBuffer();
  const image = createRgba(width, height);
  image.data.set(pixels);
  const marginPx = even(shorterPx * MARGIN_SHARE);
  return {
    left: frame.widthPx - width - marginPx,
    top: frame.heightPx - height - marginPx,
    image,
  };
}
