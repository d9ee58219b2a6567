/** What dresses the letters of a title: gold leaf, a shadow, a ribbon. Lengths are in units of the font size. */
import sharp from 'sharp';
import type { TitleStyle } from '../../../../../shared/titles/titleShapes.ts';
import type { LetterLook, Letters } from './letters.ts';

/** How a style sets its letters, and how much room it takes around them. */
export interface TitleLook extends LetterLook {
  readonly marginX: number;
  readonly marginY: number;
  /** More room below. */
  readonly drop: number;
  /** Rather in one line than large, down to this share of the size that was asked for; 1: lines are broken at once. */
  readonly oneLineDownTo: number;
}

/** A green that no picture sign has: what is drawn in it is a letter, and becomes gold. */
const TO_GILD = '#01fe80';

export const TITLE_LOOKS: Readonly<Record<TitleStyle, TitleLook>> = {
  plain: {
    face: 'sans',
    weight: 'bold',
    color: '#ffffff',
    marginX: 0.35,
    marginY: 0.35,
    drop: 0,
    oneLineDownTo: 0.85,
  },
  gold: {
    face: 'serif',
    weight: 'bold',
    color: TO_GILD,
    marginX: 0.35,
    marginY: 0.35,
    drop: 0,
    oneLineDownTo: 0.85,
  },
  ink: {
    face: 'serif',
    weight: 'normal',
    color: '#221b1a',
    marginX: 0.5,
    marginY: 0.5,
    drop: 0,
    oneLineDownTo: 0.85,
  },
  ribbon: {
    face: 'serif',
    weight: 'bold',
    color: '#fff6e3',
    marginX: 1.25,
    marginY: 0.5,
    drop: 0.2,
    oneLineDownTo: 0.6,
  },
};

/** One layer behind or instead of the letters. */
interface Layer {
  readonly input: Buffer;
  readonly raw?: { readonly width: number; readonly height: number; readonly channels: 4 };
  readonly left?: number;
  readonly top?: number;
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Where the letters begin. */
  readonly left: number;
  readonly top: number;
}

type Rgb = readonly [r: number, g: number, b: number];

/** The letters' shape on the canvas, 0..255, moved down by some pixels. */
function shapeOf({ width, height, data }: Letters, canvas: Canvas, downPx: number): Buffer {
  const shape = Buffer.alloc(canvas.width * canvas.height);
  for (let y = 0; y < height; y++) {
    const row = canvas.top + y + downPx;
    if (row < 0 || row >= canvas.height) continue;
    for (let x = 0; x < width; x++)
      shape[row * canvas.width + canvas.left + x] = data[(y * width + x) * 4 + 3];
  }
  return shape;
}

/**
 * A soft copy of the letters in one colour.
 * @param blurPx standard deviation
 * @param gain above 1 it grows beyond the letters
 */
async function soft(
  letters: Letters,
  canvas: Canvas,
  [r, g, b]: Rgb,
  { blurPx, gain, opacity, downPx }: { blurPx: number; gain: number; opacity: number; downPx: number },
): Promise<Layer> {
  const { width, height } = canvas;
  const blurred = await sharp(shapeOf(letters, canvas, Math.round(downPx)), {
    raw: { width, height, channels: 1 },
  })
    .blur(Math.max(0.5, blurPx))
    .extractChannel(0)
    .raw()
    .toBuffer();
  const input = Buffer.alloc(width * height * 4);
  for (let i = 0; i < blurred.length; i++) {
    input[i * 4] = r;
    input[i * 4 + 1] = g;
    input[i * 4 + 2] = b;
    input[i * 4 + 3] = Math.min(255, blurred[i] * gain) * opacity;
  }
  return { input, raw: { width, height, channels: 4 } };
}

/** Gold leaf from the upper edge of a line to its lower one. */
const GOLD: readonly (readonly [at: number, color: Rgb])[] = [
  [0, [255, 240, 190]],
  [0.3, [242, 206, 112]],
  [0.52, [196, 146, 48]],
  [0.58, [250, 224, 148]],
  [0.8, [222, 174, 74]],
  [1, [158, 106, 26]],
];

function goldAt(share: number): Rgb {
  const next = Math.max(
    1,
    GOLD.findIndex(([at]) => at >= share),
  );
  const [[from, a], [to, b]] = [GOLD[next - 1], GOLD[next]];
  const t = (share - from) / (to - from);
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}

/** Gilds what is drawn in {@link TO_GILD}; picture signs keep their colours. */
function gilded({ width, height, data }: Letters, linePx: number): Buffer {
  const out = Buffer.from(data);
  for (let y = 0; y < height; y++) {
    const gold = goldAt(Math.min(1, (y % linePx) / linePx));
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      // The fainter a pixel, the more its colour was rounded.
      const slack = 12 + 400 / Math.max(1, data[at + 3]);
      if (data[at] > slack || data[at + 1] < 254 - slack || Math.abs(data[at + 2] - 128) > slack) continue;
      for (let c = 0; c < 3; c++) out[at + c] = gold[c];
    }
  }
  return out;
}

/** A vermilion ribbon with folded ends and threads of gold, as wide and high as the canvas. */
function ribbonSvg(canvas: Canvas, em: number): string {
  const { width, height } = canvas;
  const tail = em * 0.95;
  const fold = em * 0.42;
  const drop = em * TITLE_LOOKS.ribbon.drop;
  const [left, right, bottom] = [tail, width - tail, height - drop];
  const end = (x: number, inner: number, sign: number): string =>
    `<path d="M${inner} ${drop}H${x}L${x + sign * em * 0.38} ${(drop + height) / 2}L${x} ${height}H${inner}Z" fill="url(#tail)"/>` +
    `<path d="M${inner - sign * fold} ${bottom}H${inner}V${height}Z" fill="#5f160b"/>`;
  const thread = (y: number): string =>
    `<path d="M${left} ${y}H${right}" stroke="#e8c877" stroke-width="${Math.max(1, em * 0.026)}"/>`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>` +
    '<linearGradient id="band" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#c94a33"/><stop offset="0.5" stop-color="#b5351f"/><stop offset="1" stop-color="#9a2815"/></linearGradient>' +
    '<linearGradient id="tail" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#a33019"/><stop offset="1" stop-color="#7f1f10"/></linearGradient></defs>' +
    end(0, left + fold, 1) +
    end(width, right - fold, -1) +
    `<rect x="${left}" y="0" width="${right - left}" height="${bottom}" fill="url(#band)"/>` +
    thread(em * 0.11) +
    thread(bottom - em * 0.11) +
    '</svg>'
  );
}

/** A stroke of the vermilion brush under ink. */
const brushSvg = (lengthPx: number, em: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(lengthPx)}" height="${Math.ceil(em * 0.12)}"><path d="M0 ${em * 0.05}C${lengthPx * 0.3} ${em * 0.01} ${lengthPx * 0.7} ${em * 0.015} ${lengthPx} ${em * 0.055}C${lengthPx * 0.7} ${em * 0.085} ${lengthPx * 0.3} ${em * 0.1} 0 ${em * 0.05}Z" fill="#b5351f"/></svg>`;

const DARK: Rgb = [20, 14, 12];
const LIGHT: Rgb = [255, 250, 240];
const BROWN: Rgb = [64, 34, 6];

async function layersOf(
  style: TitleStyle,
  letters: Letters,
  canvas: Canvas,
  em: number,
): Promise<readonly Layer[]> {
  const { width, height, data } = letters;
  const own = (input: Buffer): Layer => ({
    input,
    raw: { width, height, channels: 4 },
    left: canvas.left,
    top: canvas.top,
  });
  switch (style) {
    case 'plain':
      return [
        await soft(letters, canvas, DARK, { blurPx: em * 0.14, gain: 1.3, opacity: 0.55, downPx: em * 0.03 }),
        await soft(letters, canvas, DARK, { blurPx: em * 0.03, gain: 1.4, opacity: 0.6, downPx: em * 0.02 }),
        own(data),
      ];
    case 'gold':
      return [
        await soft(letters, canvas, DARK, { blurPx: em * 0.13, gain: 1.2, opacity: 0.5, downPx: em * 0.05 }),
        await soft(letters, canvas, BROWN, {
          blurPx: em * 0.028,
          gain: 3,
          opacity: 0.92,
          downPx: em * 0.012,
        }),
        own(gilded(letters, em * 1.36)),
      ];
    case 'ink': {
      const lengthPx = Math.min(width, em * 2.4);
      return [
        await soft(letters, canvas, LIGHT, { blurPx: em * 0.16, gain: 2.6, opacity: 0.82, downPx: 0 }),
        {
          input: Buffer.from(brushSvg(lengthPx, em)),
          left: Math.round(canvas.left + (width - lengthPx) / 2),
          top: Math.round(canvas.top + height + em * 0.2),
        },
        own(data),
      ];
    }
    case 'ribbon':
      return [
        { input: Buffer.from(ribbonSvg(canvas, em)) },
        await soft(letters, canvas, BROWN, { blurPx: em * 0.03, gain: 1, opacity: 0.6, downPx: em * 0.03 }),
        own(data),
      ];
  }
}

/** Letters with all that belongs to their style. @param em the font size, pixels */
export async function dressTitle(style: TitleStyle, letters: Letters, em: number): Promise<Letters> {
  const { marginX, marginY, drop } = TITLE_LOOKS[style];
  const left = Math.ceil(marginX * em);
  const top = Math.ceil(marginY * em);
  const canvas: Canvas = {
    width: letters.width + 2 * left,
    height: letters.height + 2 * top + Math.ceil(drop * em),
    left,
    top,
  };
  const data = await sharp({
    create: {
      width: canvas.width,
      height: canvas.height,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    },
  })
    .composite([...(await layersOf(style, letters, canvas, em))])
    .raw()
    .toBuffer();
  return { width: canvas.width, height: canvas.height, data };
}
