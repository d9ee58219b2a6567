import sharp from 'sharp';
import { escapeXml } from '../../../runtime/escapeXml.ts';

/** Serif faces of the usual systems, Japanese ones first; then picture signs and the rest. */
const SERIF =
  'Noto Serif CJK JP, Noto Serif JP, Hiragino Mincho ProN, Yu Mincho, Shippori Mincho, IPAexMincho, IPAMincho, Georgia, Noto Serif, DejaVu Serif, IPAPGothic, Noto Color Emoji, serif';
const SANS =
  'Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic UI, Meiryo, IPAPGothic, Noto Sans, DejaVu Sans, Noto Color Emoji, sans-serif';

/** How letters are set. */
export interface LetterLook {
  readonly face: 'serif' | 'sans';
  readonly weight: 'normal' | 'bold';
  /** `#rrggbb`. */
  readonly color: string;
}

/** A drawn text, straight opacity. */
export interface Letters {
  readonly width: number;
  readonly height: number;
  /** R G B A. */
  readonly data: Buffer;
}

/**
 * Sets a text in the middle of lines of at most `widthPx`. Picture signs keep their own colours.
 * @returns exactly what has ink
 */
export async function drawLetters(
  text: string,
  fontPx: number,
  widthPx: number,
  { face, weight, color }: LetterLook,
): Promise<Letters> {
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${color}" weight="${weight}">${escapeXml(text)}</span>`,
      font: `${face === 'serif' ? SERIF : SANS} ${fontPx}`,
      width: Math.max(fontPx, widthPx),
      align: 'center',
      wrap: 'word-char',
      spacing: Math.round(fontPx * 0.18),
      rgba: true,
      // Points are pixels.
      dpi: 72,
    },
  })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
