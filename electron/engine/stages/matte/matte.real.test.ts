import { existsSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { createRgba, type Point } from '../../runtime/image.ts';
import { createModelStore } from '../../runtime/modelStore.ts';
import { silentProgress } from '../../progress.ts';
import { cutOut } from './index.ts';
import type { Photo } from '../media/types.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const samplePath = path.join(root, 'resources/sample/photo.jpg');
const needed = [samplePath, path.join(root, 'models/embedded/selfie.onnx')];
const absent = needed.filter((file) => !existsSync(file));
if (absent.length > 0)
  console.log(`matte.real.test skipped: ${absent.join(', ')} absent; run "npm run setup".`);

/** Of the sample portrait, 512 x 512: where the face is, and points on its outline, eyes, nose and mouth. */
const FACE_BOX = [178, 69, 94, 108] as const;
const FACE_POINTS: readonly Point[] = [
  [226, 88],
  [190, 110],
  [186, 130],
  [192, 155],
  [206, 177],
  [226, 186],
  [246, 178],
  [260, 155],
  [266, 130],
  [203, 101],
  [249, 103],
  [223, 122],
  [206, 145],
  [240, 145],
];

async function read(file: string, side?: number): Promise<Photo> {
  const picture = sharp(file).ensureAlpha();
  if (side !== undefined) picture.resize(side, side, { fit: 'fill', kernel: 'lanczos3' });
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  const image = createRgba(info.width, info.height);
  image.data.set(data);
  return { path: file, sha256: '', image, hasAlpha: false, warnings: [] };
}

describe.skipIf(absent.length > 0)('cutOut on the sample portrait', () => {
  const models = createModelStore(path.join(root, 'models'));
  const context = { models, signal: new AbortController().signal, progress: silentProgress };
  afterAll(() => models.close());

  // At 64 pixels the outline of the face shares its pixels with the wall.
  it.each([
    [64, 0.6],
    [512, 0.9],
    [1600, 0.9],
  ])(
    'cuts the person out of a photo of %i pixels a side, face alpha above %f',
    async (side, faceAlphaMin) => {
      const photo = await read(samplePath, side);
      const scale = side / 512;
      const [x, y, w, h] = FACE_BOX;
      const matte = await cutOut(photo, [{ box: [x * scale, y * scale, w * scale, h * scale] }], context);
      expect(matte.coverage).toBeGreaterThan(0.38);
      expect(matte.coverage).toBeLessThan(0.6);
      const alphaAt = ([px, py]: Point): number =>
        matte.alpha.data[Math.floor(py * scale) * side + Math.floor(px * scale)];
      for (const point of FACE_POINTS)
        expect(alphaAt(point), `face at ${point.join(', ')}`).toBeGreaterThan(faceAlphaMin);
      // Wall at the top, flag, shuttle and wall: none of it person.
      for (const point of [
        [2, 2],
        [509, 2],
        [60, 60],
        [120, 40],
        [330, 100],
        [420, 120],
        [505, 200],
      ] as const)
        expect(alphaAt(point), `background at ${point.join(', ')}`).toBeLessThan(0.02);
      for (const point of [
        [226, 60],
        [226, 30],
        [160, 95],
      ] as const)
        expect(alphaAt(point), `hair at ${point.join(', ')}`).toBeGreaterThan(0.8);
    },
  );

  it('takes the grey wall out of the colours at the edge of the hair', async () => {
    const photo = await read(samplePath);
    const { alpha, foreground } = await cutOut(photo, [{ box: FACE_BOX }], context);
    // The wall is bright; hair on its rim must stay as dark as the hair inside it.
    const luma = (data: Uint8ClampedArray, i: number): number =>
      (0.299 * data[i * 4] + 0.587 * data[i * 4 + 1] + 0.114 * data[i * 4 + 2]) / 255;
    let [count, before, after] = [0, 0, 0];
    for (let y = 20; y < 90; y++)
      for (let x = 150; x < 305; x++) {
        const i = y * 512 + x;
        if (alpha.data[i] < 0.2 || alpha.data[i] > 0.8) continue;
        count++;
        before += luma(photo.image.data, i);
        after += luma(foreground.data, i);
      }
    expect(count).toBeGreaterThan(40);
    expect(after / count).toBeLessThan(before / count - 0.1);
    expect(after / count).toBeLessThan(0.5);
  });

  it('gives an empty matte for the part of the photo without a person', async () => {
    const photo = await read(samplePath);
    const image = createRgba(140, 140);
    for (let y = 0; y < 140; y++)
      image.data.set(photo.image.data.subarray((y * 512 + 330) * 4, (y * 512 + 470) * 4), y * 140 * 4);
    const matte = await cutOut({ ...photo, image }, [{ box: [40, 40, 50, 50] }], context);
    expect(matte.coverage).toBeLessThan(0.02);
    expect((await cutOut({ ...photo, image }, [], context)).coverage).toBe(0);
  });
});
