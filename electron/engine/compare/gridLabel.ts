import sharp from 'sharp';
import type { FrameSize } from '../stages/compose/background.ts';
import type { YuvImage } from '../frames/yuv.ts';
import { rgbaToYuv } from '../frames/yuv.ts';
import { escapeXml } from '../runtime/escapeXml.ts';
import { createRgba } from '../runtime/image.ts';

/** Fonts of the usual systems that hold Japanese as well; whichever is there. */
const FONTS =
  "'Noto Sans CJK JP','Noto Sans JP','Hiragino Sans','Yu Gothic UI',Meiryo,IPAPGothic,'Noto Sans',sans-serif";
const GROUND = '#18161c';

export interface LabelText {
  /** Large. */
  readonly title: string;
  /** Small, behind it; left out where the fonts of the machine cannot draw it. */
  readonly subtitle: string;
  /** Used instead of a title that cannot be drawn. */
  readonly fallback: string;
  /** Marks the tile whose sound is heard. */
  readonly isHeard: boolean;
}

/** Width and height of what is drawn for one character, at 60 pixels; null when nothing is. */
async function inkOf(character: string): Promise<string | null> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="120"><text x="30" y="85" font-size="60" font-family="${FONTS}">${escapeXml(character)}</text></svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let [left, right, top, bottom] = [info.width, -1, info.height, -1];
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++) {
      if (data[(y * info.width + x) * 4 + 3] < 40) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  return right < 0 ? null : `${right - left + 1}x${bottom - top + 1}`;
}

/** Characters that no font has: what is drawn for them is the box that stands for a missing one. */
const MISSING_BMP = '\u{E0F1}';
const MISSING_ASTRAL = '\u{10F0F1}';

/**
 * Whether the machine's fonts hold all characters of a text. A missing character is drawn as a box with its number, and
 * all such boxes have the same size. Without any font nothing can be drawn.
 */
export async function canDraw(text: string): Promise<boolean> {
  const characters = [...new Set(text)].filter((character) => character.trim() !== '');
  const [letter, bmp, astral] = await Promise.all(['A', MISSING_BMP, MISSING_ASTRAL].map(inkOf));
  if (letter === null) return false;
  for (const character of characters) {
    if (/^[\x20-\x7e]$/.test(character)) continue;
    const ink = await inkOf(character);
    if (ink === null || ink === ((character.codePointAt(0) ?? 0) > 0xffff ? astral : bmp)) return false;
  }
  return true;
}

/** A loudspeaker with two waves, in a box of 24 by 24. */
const LOUDSPEAKER =
  '<path d="M3 9v6h4l5 4.5v-15L7 9z" fill="#f3c96b"/><path d="M15.5 8.5a5 5 0 0 1 0 7M18 6a8.5 8.5 0 0 1 0 12" stroke="#f3c96b" stroke-width="2" stroke-linecap="round" fill="none"/>';

/** Draws the label above a tile. @param size even */
export async function drawLabel(text: LabelText, size: FrameSize): Promise<YuvImage> {
  const { widthPx, heightPx } = size;
  const title = (await canDraw(text.title)) ? text.title : text.fallback;
  const subtitle = text.subtitle !== title && (await canDraw(text.subtitle)) ? text.subtitle : '';
  const fontPx = heightPx * 0.5;
  const padPx = heightPx * 0.3;
  const iconPx = heightPx * 0.62;
  const baseline = heightPx / 2 + fontPx * 0.36;
  const icon = text.isHeard
    ? `<g transform="translate(${widthPx - padPx - iconPx} ${(heightPx - iconPx) / 2}) scale(${iconPx / 24})">${LOUDSPEAKER}</g>`
    : '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"><rect width="100%" height="100%" fill="${GROUND}"/><text x="${padPx}" y="${baseline}" font-family="${FONTS}" font-size="${fontPx}" fill="#ffffff">${escapeXml(title)}<tspan dx="${fontPx * 0.6}" font-size="${fontPx * 0.78}" fill="#b9b3c4">${escapeXml(subtitle)}</tspan></text>${icon}</svg>`;
  const data = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  const image = createRgba(widthPx, heightPx);
  image.data.set(data);
  return rgbaToYuv(image);
}
