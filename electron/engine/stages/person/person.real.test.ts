/**
 * The person room on real weights: the embedded NanoDet-g, and YOLOX-Nano where KOTOHOGI_PERSON_REFERENCE names a folder
 * with yolox_nano.onnx (the official export).
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../../shared/contract/models.ts';
import type { EngineContext } from '../../context.ts';
import { createRgba, type Box } from '../../runtime/image.ts';
import { createModelStore, type ModelStore } from '../../runtime/modelStore.ts';
import { loadSession } from '../../runtime/onnx.ts';
import { findPersons } from './index.ts';
import type { Person } from './types.ts';

const fromRoot = (file: string): string => fileURLToPath(new URL(`../../../../${file}`, import.meta.url));
const PORTRAIT = fromRoot('resources/sample/photo.jpg');
const CAT = fromRoot('e2e/fixtures/pictures/cat.jpg');
const MODELS = fromRoot('models');

const hasNanodet = existsSync(path.join(MODELS, 'embedded', 'nanodet.onnx'));
if (!hasNanodet) console.log('skipped: models/embedded is not there; "npm run setup" makes it.');
const yoloxFile = path.join(process.env['KOTOHOGI_PERSON_REFERENCE'] ?? '', 'yolox_nano.onnx');
const hasYolox = path.isAbsolute(yoloxFile) && existsSync(yoloxFile);
if (!hasYolox) console.log('skipped: YOLOX-Nano (KOTOHOGI_PERSON_REFERENCE names no folder with it).');

/** The person in the portrait (512 x 512), read off the photo by eye: hair to lower edge, elbow to elbow. */
const SEEN: Box = [8, 16, 358, 496];

const yoloxCard: ModelCard = {
  id: 'yolox-nano',
  role: 'person',
  family: 'yolox',
  file: yoloxFile,
  bytes: 0,
  sha256: '',
  maker: 'Megvii',
  year: 2021,
  licence: 'Apache-2.0',
  source: '',
  inputs: {},
  outputs: {},
};

const embedded = createModelStore(MODELS);

async function yoloxStore(): Promise<ModelStore> {
  const session = await loadSession(yoloxFile);
  return {
    ...embedded,
    choose: () => Promise.resolve(yoloxCard),
    open: () => Promise.resolve({ card: yoloxCard, path: yoloxFile, session }),
    close: () => session.release(),
  };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}

const moved = ([x, y, width, height]: Box, left: number, top: number, scale: number): Box => [
  left + x * scale,
  top + y * scale,
  width * scale,
  height * scale,
];

const canvas = (width: number, height: number, background: string): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

/** Just the person of the portrait, rectangular, at this height. */
const bustOf = (heightPx: number): Promise<Buffer> =>
  sharp(PORTRAIT)
    .extract({ left: SEEN[0], top: SEEN[1], width: SEEN[2], height: SEEN[3] })
    .resize({ height: heightPx })
    .png()
    .toBuffer();

function isOpaque(rgba: Uint8ClampedArray): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] < 255) return false;
  return true;
}

/** Random dots of some size, the same every time. */
function noise(width: number, height: number): Sharp {
  let seed = 7;
  const dots = Buffer.from(
    Array.from({ length: width * height * 3 }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed >>> 24;
    }),
  );
  return sharp(dots, { raw: { width, height, channels: 3 } });
}

const landscape = (width: number, height: number): Sharp =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
      <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#3f78c8"/><stop offset="1" stop-color="#e8d8c0"/></linearGradient>
      <linearGradient id="land" x2="0" y2="1"><stop stop-color="#6d8f55"/><stop offset="1" stop-color="#2d4020"/></linearGradient>
      </defs><rect width="100%" height="60%" fill="url(#sky)"/><rect y="60%" width="100%" height="40%" fill="url(#land)"/>
      <circle cx="75%" cy="25%" r="6%" fill="#fff4c0"/></svg>`,
    ),
  );

const DETECTORS = [
  { name: 'NanoDet-g', isReady: hasNanodet, open: () => Promise.resolve(embedded) },
  { name: 'YOLOX-Nano', isReady: hasYolox, open: yoloxStore },
];

describe.each(DETECTORS)('$name', ({ isReady, open }) => {
  let models: ModelStore;
  beforeAll(async () => {
    if (isReady) models = await open();
  });
  afterAll(() => models?.close());

  async function find(picture: Sharp): Promise<readonly Person[]> {
    const { data, info } = await picture
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const image = createRgba(info.width, info.height);
    image.data.set(data);
    const context: Pick<EngineContext, 'models' | 'signal' | 'progress'> = {
      models,
      signal: new AbortController().signal,
      progress: { report: () => undefined },
    };
    const photo = { path: PORTRAIT, sha256: '', image, hasAlpha: !isOpaque(image.data), warnings: [] };
    return (await findPersons(photo, context, 'auto')).persons;
  }

  describe.skipIf(!isReady)('finds', () => {
    it('the person of the portrait', async () => {
      const persons = await find(sharp(PORTRAIT));
      expect(persons).toHaveLength(1);
      expect(persons[0].score).toBeGreaterThan(0.7);
      expect(overlap(persons[0].box, SEEN)).toBeGreaterThan(0.92);
    });

    it('them in a mirror', async () => {
      const persons = await find(sharp(PORTRAIT).flop());
      expect(persons).toHaveLength(1);
      expect(overlap(persons[0].box, [512 - SEEN[0] - SEEN[2], SEEN[1], SEEN[2], SEEN[3]])).toBeGreaterThan(
        0.9,
      );
    });

    it('them in grey', async () => {
      const persons = await find(sharp(await sharp(PORTRAIT).greyscale().png().toBuffer()));
      expect(persons).toHaveLength(1);
      expect(overlap(persons[0].box, SEEN)).toBeGreaterThan(0.9);
    });

    it.each([100, 1000, 4000])('the same place at a width of %d pixels', async (width) => {
      const persons = await find(sharp(PORTRAIT).resize(width));
      expect(persons).toHaveLength(1);
      expect(overlap(persons[0].box, moved(SEEN, 0, 0, width / 512))).toBeGreaterThan(0.9);
    });

    it.each([
      { background: '#ffffff', heightPx: 1500 },
      { background: '#7090a0', heightPx: 1050 },
      { background: '#303030', heightPx: 525 },
      { background: '#ffffff', heightPx: 375 },
      { background: '#7090a0', heightPx: 270 },
      { background: '#7090a0', heightPx: 195 },
    ])('somebody of $heightPx pixels on plain $background', async ({ background, heightPx }) => {
      const width = Math.round((heightPx * SEEN[2]) / SEEN[3]);
      const left = Math.round((2000 - width) * 0.7);
      const top = Math.round((1500 - heightPx) * 0.9);
      const pasted = await canvas(2000, 1500, background)
        .composite([{ input: await bustOf(heightPx), left, top }])
        .png()
        .toBuffer();
      const persons = await find(sharp(pasted));
      expect(persons).toHaveLength(1);
      expect(overlap(persons[0].box, [left, top, width, heightPx])).toBeGreaterThan(0.85);
    });

    it('two of different size side by side, the larger first', async () => {
      const both = await canvas(1000, 620, '#bbbbbb')
        .composite([
          { input: await bustOf(300), left: 60, top: 300 },
          { input: await bustOf(580), left: 440, top: 30 },
        ])
        .png()
        .toBuffer();
      const persons = await find(sharp(both));
      expect(persons).toHaveLength(2);
      const wide = (heightPx: number): number => (heightPx * SEEN[2]) / SEEN[3];
      expect(overlap(persons[0].box, [440, 30, wide(580), 580])).toBeGreaterThan(0.85);
      expect(overlap(persons[1].box, [60, 300, wide(300), 300])).toBeGreaterThan(0.85);
    });

    it('somebody who was cut out of their photo', async () => {
      const mask = Buffer.from(
        '<svg width="512" height="512"><path d="M8 512 V300 L110 200 L150 100 Q160 16 230 16 T300 120 L310 200 L366 340 V512 Z"/></svg>',
      );
      const cut = await sharp(PORTRAIT)
        .composite([{ input: mask, blend: 'dest-in' }])
        .png()
        .toBuffer();
      const persons = await find(sharp(cut));
      expect(persons).toHaveLength(1);
      expect(overlap(persons[0].box, SEEN)).toBeGreaterThan(0.85);
    });
  });

  it.skipIf(!isReady).each([
    { what: 'a cat', make: () => sharp(CAT) },
    { what: 'a large cat', make: () => sharp(CAT).resize(1500) },
    { what: 'noise', make: () => noise(900, 700) },
    { what: 'one colour', make: () => canvas(1600, 1200, '#c0a080') },
    { what: 'a landscape', make: () => landscape(1600, 1000) },
    { what: 'a strip', make: () => landscape(3000, 64) },
    {
      what: 'space shuttle and helmet',
      make: () => sharp(PORTRAIT).extract({ left: 372, top: 0, width: 140, height: 340 }),
    },
  ])('finds nobody in $what', async ({ make }) => {
    expect(await find(sharp(await make().png().toBuffer()))).toEqual([]);
  });
});
