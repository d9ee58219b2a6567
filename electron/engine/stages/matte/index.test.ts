import { describe, expect, it } from 'vitest';
import { createRgba } from '../../runtime/image.ts';
import { fakeModelStore } from '../../runtime/fakeModels.ts';
import type { ModelStore } from '../../runtime/modelStore.ts';
import { silentProgress } from '../../progress.ts';
import { MASK_SIDE_PX } from './forward.ts';
import { cutOut } from './index.ts';

/** Answers every look with: person where the picture is red. */
const redIsPerson = fakeModelStore({
  selfie: {
    inputs: [{ name: 'image', type: 'float32', dims: [1, MASK_SIDE_PX, MASK_SIDE_PX, 3] }],
    outputs: [{ name: 'person', type: 'float32', dims: [1, MASK_SIDE_PX, MASK_SIDE_PX, 1] }],
    run: ({ image }) => {
      const data = new Float32Array(MASK_SIDE_PX * MASK_SIDE_PX);
      for (let i = 0; i < data.length; i++) data[i] = Number(image.data[i * 3]) > 0.5 ? 0.98 : 0.01;
      return { person: { dims: [1, MASK_SIDE_PX, MASK_SIDE_PX, 1], data } };
    },
  },
});
const noModels: ModelStore = {
  ...redIsPerson,
  open: () => Promise.reject(new Error('No network should run here.')),
};
const contextWith = (models: ModelStore, signal = new AbortController().signal) => ({
  models,
  signal,
  progress: silentProgress,
});

/** A red disc on blue; alpha as given by `alphaAt`. */
function photoOfDisc(
  width: number,
  height: number,
  radius: number,
  alphaAt: (inside: boolean) => number = () => 255,
) {
  const image = createRgba(width, height);
  let hasAlpha = false;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) {
      const inside = Math.hypot(x - width / 2 + 0.5, y - height / 2 + 0.5) < radius;
      image.data.set(inside ? [220, 40, 30] : [20, 60, 200], at);
      image.data[at + 3] = alphaAt(inside);
      hasAlpha ||= image.data[at + 3] < 255;
    }
  return { path: 'disc.png', sha256: '', image, hasAlpha, warnings: [] };
}

describe('cutOut', () => {
  it('cuts out what the network calls a person, sharply on the edge of the colours', async () => {
    const photo = photoOfDisc(300, 200, 60);
    const matte = await cutOut(photo, [{ box: [120, 70, 60, 60] }], contextWith(redIsPerson));
    expect(matte.coverage).toBeCloseTo((Math.PI * 60 * 60) / (300 * 200), 2);
    expect(matte.alpha.data[100 * 300 + 150]).toBe(1);
    expect(matte.alpha.data[100 * 300 + 206]).toBe(1);
    expect(matte.alpha.data[100 * 300 + 214]).toBe(0);
    expect(matte.alpha.data[0]).toBe(0);
  });

  it('finds nobody without a face, and runs no network', async () => {
    const matte = await cutOut(photoOfDisc(80, 80, 30), [], contextWith(noModels));
    expect(matte.coverage).toBe(0);
    expect(Math.max(...matte.alpha.data)).toBe(0);
  });

  it('takes the alpha of a photo that is a cut-out already', async () => {
    const photo = photoOfDisc(80, 80, 30, (inside) => (inside ? 255 : 0));
    const matte = await cutOut(photo, [{ box: [25, 25, 30, 30] }], contextWith(noModels));
    expect(matte.coverage).toBeCloseTo((Math.PI * 30 * 30) / (80 * 80), 2);
    expect(Array.from(matte.foreground.data.subarray((40 * 80 + 40) * 4, (40 * 80 + 41) * 4))).toEqual([
      220, 40, 30, 255,
    ]);
    // What the file hides is blue; next to the person it must not be, or a resize would draw a blue rim.
    expect(Array.from(matte.foreground.data.subarray((40 * 80 + 8) * 4, (40 * 80 + 9) * 4))).toEqual([
      220, 40, 30, 0,
    ]);
  });

  it('asks the network about a photo that only has rounded corners', async () => {
    const photo = photoOfDisc(80, 80, 30);
    photo.image.data[3] = 0;
    const middle = 40 * 80 + 40;
    photo.image.data[middle * 4 + 3] = 0;
    const matte = await cutOut(
      { ...photo, hasAlpha: true },
      [{ box: [25, 25, 30, 30] }],
      contextWith(redIsPerson),
    );
    expect(matte.coverage).toBeCloseTo((Math.PI * 30 * 30) / (80 * 80), 1);
    expect([matte.alpha.data[middle - 1], matte.alpha.data[middle]]).toEqual([1, 0]);
  });

  it('names the model that drew the matte', async () => {
    const photo = photoOfDisc(80, 80, 30);
    const matte = await cutOut(photo, [{ box: [25, 25, 30, 30] }], contextWith(redIsPerson), {
      model: 'selfie',
    });
    expect(matte).toMatchObject({ model: 'selfie', warnings: [] });
    expect((await cutOut(photo, [], contextWith(noModels))).model).toBeNull();
  });

  it('lays the strokes of the brush over the result, also where nobody was found', async () => {
    const photo = photoOfDisc(80, 80, 30);
    const touchUp = {
      strokes: [{ kind: 'add' as const, radiusPx: 10, hardness: 1, points: [[40, 40] as [number, number]] }],
    };
    const matte = await cutOut(photo, [], contextWith(noModels), { touchUp });
    expect(matte.coverage).toBeCloseTo((Math.PI * 10 * 10) / (80 * 80), 2);
    expect((await cutOut(photo, [], contextWith(noModels), { touchUp: null })).coverage).toBe(0);
  });

  it('stops when cancelled', async () => {
    const photo = photoOfDisc(80, 80, 30);
    const cancelled = contextWith(redIsPerson, AbortSignal.abort());
    await expect(cutOut(photo, [{ box: [25, 25, 30, 30] }], cancelled)).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });
});
