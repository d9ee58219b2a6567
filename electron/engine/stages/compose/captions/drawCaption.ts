import sharp from 'sharp';
import { rgbaToYuv } from '../../../frames/yuv.ts';
import { escapeXml } from '../../../runtime/escapeXml.ts';
import { createRgba } from '../../../runtime/image.ts';
import type { FrameSize } from '../background.ts';
import { captionZone, type CaptionPicture } from './captionPicture.ts';

/** Fonts of the usual systems, Japanese ones first: their Latin letters go well with them. Then signs and the rest. */
const FONTS =
  'Noto Sans CJK JP, Noto Sans JP, Hiragino Sans, Yu Gothic UI, Meiryo, IPAPGothic, Noto Sans, DejaVu Sans, Noto Color Emoji, sans-serif';
/** Height of a letter's body as a share of the frame's shorter side: read on a phone at arm's length. */
const FONT_SHARE = 0.044;
const SMALLEST_FONT_SHARE = 0.02;
/** Room between the letters and the edge of the plate, in shares of the font size. */
const PAD_X = 0.65;
const PAD_Y = 0.4;
/** Ink behind the letters: white stays readable on any picture (contrast above 7:1 on white). */
const PLATE = { r: 22, g: 19, b: 27, alpha: 0.72 };
const CORNER = 0.35;

interface Letters {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function drawLetters(text: string, fontPx: number, widthPx: number): Promise<Letters> {
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="#ffffff">${escapeXml(text)}</span>`,
      font: `${FONTS} ${fontPx}`,
      width: widthPx,
      align: 'center',
      wrap: 'word-char',
      spacing: Math.round(fontPx * 0.2),
      rgba: true,
      // Points are pixels.
      dpi: 72,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

const even = (value: number): number => 2 * Math.round(value / 2);

/**
 * Draws a caption: white letters on a dark plate at the bottom of the frame, in lines that fit it. Scripts, directions
 * and picture signs are laid out by Pango. A text too long for its zone is drawn smaller.
 */
export async function drawCaption(text: string, frame: FrameSize): Promise<CaptionPicture> {
  const zone = captionZone(frame);
  const shorterPx = Math.min(frame.widthPx, frame.heightPx);
  let fontPx = Math.max(10, Math.round(shorterPx * FONT_SHARE));
  const smallestPx = Math.max(8, Math.round(shorterPx * SMALLEST_FONT_SHARE));
  const room = (): { width: number; height: number } => ({
    width: zone.width - 2 * Math.ceil(fontPx * PAD_X) - 2,
    height: zone.height - 2 * Math.ceil(fontPx * PAD_Y) - 2,
  });
  let letters = await drawLetters(text, fontPx, room().width);
  while ((letters.height > room().height || letters.width > room().width) && fontPx > smallestPx) {
    fontPx = Math.max(smallestPx, Math.floor(fontPx * 0.85));
    letters = await drawLetters(text, fontPx, room().width);
  }
  const width = Math.min(zone.width, even(letters.width + 2 * fontPx * PAD_X));
  const height = Math.min(zone.height, even(letters.height + 2 * fontPx * PAD_Y));
  const plate = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" rx="${fontPx * CORNER}" fill="rgb(${PLATE.r},${PLATE.g},${PLATE.b})" fill-opacity="${PLATE.alpha}"/></svg>`;
  // What does not even fit at the smallest size loses its last lines.
  const fitting = await sharp(letters.data)
    .extract({
      left: 0,
      top: 0,
      width: Math.min(letters.width, width),
      height: Math.min(letters.height, height),
    })
    .toBuffer({ resolveWithObject: true });
  const rgba = await sharp(Buffer.from(plate))
    .composite([
      {
        input: fitting.data,
        left: Math.floor((width - fitting.info.width) / 2),
        top: Math.floor((height - fitting.info.height) / 2),
      },
    ])
    .ensureAlpha()
    .raw()
    .toBuffer();
  const image = createRgba(width, height);
  image.data.set(rgba);
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) alpha[i] = rgba[i * 4 + 3];
  return {
    left: even(zone.left + (zone.width - width) / 2),
    top: even(zone.top + zone.height - height),
    width,
    height,
    colours: rgbaToYuv(image),
    alpha,
  };
}
