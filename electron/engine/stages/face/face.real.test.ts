/** The face room on real weights and the sample portrait. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { EngineContext } from '../../context.ts';
import { createRgba, type Point } from '../../runtime/image.ts';
import { createModelStore } from '../../runtime/modelStore.ts';
import { findFaces } from './index.ts';
import {
  CHIN,
  INNER_LIP_BOTTOM,
  INNER_LIP_TOP,
  MOUTH_CORNER_LEFT,
  MOUTH_CORNER_RIGHT,
  NOSE_TIP,
} from './landmarkIndices.ts';
import type { Face, FaceResult } from './types.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
const PORTRAIT = fromRoot('resources/sample/photo.jpg');
const MODELS = fromRoot('models');

const isReady = ['blazeface-back', 'facemesh'].every((name) => existsSync(`${MODELS}/embedded/${name}.onnx`));
if (!isReady) console.log('skipped: models/embedded is not there; "npm run setup" makes it.');

/** Where the portrait (512 x 512) shows things, read off the photo by eye; good to about two pixels. */
const SEEN = {
  eyeImageLeft: [204, 101],
  eyeImageRight: [247, 103],
  noseTip: [223, 129],
  mouthLeft: [203, 139],
  mouthRight: [245, 141],
  chin: [220, 177],
} satisfies Record<string, Point>;

const models = createModelStore(MODELS);
const context: EngineContext = {
  folders: { home: '', cache: '', models: MODELS },
  ffmpegPath: '',
  models,
  log: { info: () => undefined, warn: () => undefined },
  signal: new AbortController().signal,
  progress: { report: () => undefined },
};

async function find(picture: Sharp): Promise<FaceResult> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = createRgba(info.width, info.height);
  image.data.set(data);
  return findFaces({ path: PORTRAIT, sha256: '', image, hasAlpha: false, warnings: [] }, context);
}

const landmark = ({ landmarks }: Face, index: number): Point => [
  landmarks[index * 3],
  landmarks[index * 3 + 1],
];
const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The portrait's width over its height stays 1, so a turn by multiples of 90 degrees keeps the size. */
function turned([x, y]: Point, quarterTurns: number): Point {
  let point: Point = [x, y];
  for (let turn = 0; turn < quarterTurns; turn++) point = [512 - point[1], point[0]];
  return point;
}

const scaled = ([x, y]: Point, scale: number): Point => [x * scale, y * scale];

describe.skipIf(!isReady)('findFaces on the sample portrait', () => {
  afterAll(() => models.close());

  it('puts the landmarks on eyes, nose, lips and chin', async () => {
    const { faces } = await find(sharp(PORTRAIT));
    expect(faces).toHaveLength(1);
    const [face] = faces;
    expect(face.presence).toBeGreaterThan(0.999);
    expect(face.score).toBeGreaterThan(0.8);
    expect(distance(face.keypoints.eyeImageLeft, SEEN.eyeImageLeft)).toBeLessThan(3);
    expect(distance(face.keypoints.eyeImageRight, SEEN.eyeImageRight)).toBeLessThan(3);
    expect(distance(landmark(face, NOSE_TIP), SEEN.noseTip)).toBeLessThan(4);
    expect(distance(landmark(face, MOUTH_CORNER_LEFT), SEEN.mouthLeft)).toBeLessThan(3);
    expect(distance(landmark(face, MOUTH_CORNER_RIGHT), SEEN.mouthRight)).toBeLessThan(3);
    expect(distance(landmark(face, CHIN), SEEN.chin)).toBeLessThan(4);
    const opening = distance(landmark(face, INNER_LIP_TOP), landmark(face, INNER_LIP_BOTTOM));
    expect(opening, 'the smile shows teeth').toBeGreaterThan(4);
    expect(opening).toBeLessThan(12);
  });

  it.each([100, 200, 1000, 6000])('finds the same face at a width of %d pixels', async (width) => {
    const { faces } = await find(sharp(PORTRAIT).resize(width));
    expect(faces).toHaveLength(1);
    const scale = width / 512;
    const tolerancePx = 4 * scale + 0.5;
    expect(distance(landmark(faces[0], MOUTH_CORNER_LEFT), scaled(SEEN.mouthLeft, scale))).toBeLessThan(
      tolerancePx,
    );
    expect(distance(landmark(faces[0], MOUTH_CORNER_RIGHT), scaled(SEEN.mouthRight, scale))).toBeLessThan(
      tolerancePx,
    );
  });

  it.each([1, 2, 3])('knows what is up after %d quarter turns', async (quarterTurns) => {
    const { faces } = await find(sharp(PORTRAIT).rotate(90 * quarterTurns));
    expect(faces).toHaveLength(1);
    const corner = turned(SEEN.mouthLeft, quarterTurns);
    expect(distance(landmark(faces[0], MOUTH_CORNER_LEFT), corner)).toBeLessThan(4);
  });

  it.each([-45, -30, 15, 45])('finds it tilted by %d degrees', async (angle) => {
    const tilted = await sharp(PORTRAIT).rotate(angle, { background: '#808080' }).png().toBuffer();
    const { faces } = await find(sharp(tilted));
    expect(faces).toHaveLength(1);
    const [left, right] = [landmark(faces[0], MOUTH_CORNER_LEFT), landmark(faces[0], MOUTH_CORNER_RIGHT)];
    const mouthDegrees = (Math.atan2(right[1] - left[1], right[0] - left[0]) * 180) / Math.PI;
    expect(Math.abs(mouthDegrees - 3 - angle)).toBeLessThan(6);
  });

  it('finds two faces of different size, the larger first', async () => {
    const small = await sharp(PORTRAIT).resize(300).toBuffer();
    const both = await sharp({ create: { width: 900, height: 520, channels: 3, background: '#bbbbbb' } })
      .composite([
        { input: small, left: 0, top: 150 },
        { input: PORTRAIT, left: 350, top: 0 },
      ])
      .png()
      .toBuffer();
    const { faces } = await find(sharp(both));
    expect(faces).toHaveLength(2);
    expect(distance(landmark(faces[0], MOUTH_CORNER_LEFT), [350 + 203, 139])).toBeLessThan(4);
    expect(
      distance(landmark(faces[1], MOUTH_CORNER_LEFT), [(203 * 300) / 512, 150 + (139 * 300) / 512]),
    ).toBeLessThan(4);
  });

  it('finds a face of 40 pixels in a picture of 1000', async () => {
    const small = await sharp(PORTRAIT).resize(200).toBuffer();
    const padded = await sharp({ create: { width: 1000, height: 1000, channels: 3, background: '#7090a0' } })
      .composite([{ input: small, left: 610, top: 230 }])
      .png()
      .toBuffer();
    const { faces } = await find(sharp(padded));
    expect(faces).toHaveLength(1);
    expect(faces[0].box[2]).toBeGreaterThan(30);
    expect(faces[0].box[2]).toBeLessThan(45);
  });

  it('finds a face that is larger than the photo', async () => {
    const close = await sharp(PORTRAIT).extract({ left: 185, top: 90, width: 80, height: 80 }).toBuffer();
    const { faces } = await find(sharp(close).resize(800));
    expect(faces).toHaveLength(1);
    expect(distance(landmark(faces[0], MOUTH_CORNER_LEFT), [(203 - 185) * 10, (139 - 90) * 10])).toBeLessThan(
      40,
    );
  });

  it('finds no face where there is none', async () => {
    const suit = await sharp(PORTRAIT).extract({ left: 40, top: 230, width: 472, height: 282 }).toBuffer();
    expect((await find(sharp(suit))).faces).toEqual([]);
    const grey = sharp({ create: { width: 640, height: 480, channels: 3, background: '#808080' } });
    expect((await find(grey.png())).faces).toEqual([]);
    let seed = 7;
    const noise = Buffer.from(
      Array.from({ length: 320 * 240 * 3 }, () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        return seed >>> 24;
      }),
    );
    expect((await find(sharp(noise, { raw: { width: 320, height: 240, channels: 3 } }))).faces).toEqual([]);
    const strip = sharp({ create: { width: 3000, height: 64, channels: 3, background: '#c0a080' } });
    expect((await find(strip.png())).faces).toEqual([]);
  });
});
