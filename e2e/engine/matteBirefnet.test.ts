/** BiRefNet through the real runtime, by networks whose answer is known for every colour. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createRgba, type Box, type RgbaImage } from '../../electron/engine/runtime/image.ts';
import type { OnnxSession } from '../../electron/engine/runtime/onnx.ts';
import { cutOut, type CutOutOptions } from '../../electron/engine/stages/matte/index.ts';
import type { Matte } from '../../electron/engine/stages/matte/types.ts';
import { birefnetStandIn, standInOpacity, type StandInVariant } from '../fixtures/birefnetStandIn.ts';
import { STAND_IN_ID, standInStore, type StandInStore } from '../fixtures/birefnetStore.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-birefnet-'));
const stores: StandInStore[] = [];
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

const OFFICIAL: StandInVariant = {
  scaling: 'outside',
  sigmoid: 'outside',
  type: 'float32',
  sidePx: 1024,
};

function storeOf(variant: StandInVariant, wrap?: (session: OnnxSession) => OnnxSession): StandInStore {
  const store = standInStore(folder, birefnetStandIn(variant), wrap);
  stores.push(store);
  return store;
}

async function cut(
  store: StandInStore,
  image: RgbaImage,
  faces: readonly Box[],
  options?: CutOutOptions,
): Promise<Matte> {
  const photo = { path: 'photo.png', sha256: '', image, hasAlpha: false, warnings: [] };
  const context = { models: store, signal: new AbortController().signal, progress: silentProgress };
  return cutOut(
    photo,
    faces.map((box) => ({ box })),
    context,
    options,
  );
}

/** A picture of these colours, 0..255. */
function picture(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => readonly number[],
): RgbaImage {
  const image = createRgba(width, height);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) image.data.set([...colourAt(x, y), 255], at);
  return image;
}

/** What a colour becomes: the answer, with the mist at both ends taken off. */
function expectedAlpha(image: RgbaImage, pixel: number): number {
  const opacity = standInOpacity(image.data[pixel * 4] / 255, image.data[pixel * 4 + 1] / 255);
  return Math.min(1, Math.max(0, (opacity - 0.04) / 0.92));
}

const FACE: Box = [300, 300, 200, 240];
/** All opacities there are, slowly falling to the right: no edge that could be refined. */
const ramp = picture(1000, 1000, (x) => [Math.round(150 - 0.1 * x), 60, 100]);

const VARIANTS = (['outside', 'inside'] as const).flatMap((place) =>
  (['float32', 'float16'] as const).flatMap((type) =>
    ([1024, 'free'] as const).map((sidePx) => ({ scaling: place, sigmoid: place, type, sidePx })),
  ),
);

describe('a BiRefNet', () => {
  it.each(VARIANTS)(
    'gives the same matte with scaling and sigmoid $scaling the graph, $type, side $sidePx',
    async (variant) => {
      const matte = await cut(storeOf(variant), ramp, [FACE]);
      let worst = 0;
      for (let i = 0; i < 1_000_000; i++)
        worst = Math.max(worst, Math.abs(matte.alpha.data[i] - expectedAlpha(ramp, i)));
      expect(worst).toBeLessThan(variant.type === 'float16' ? 0.03 : 0.02);
      expect(matte).toMatchObject({ model: STAND_IN_ID, warnings: [] });
      expect(matte.coverage).toBeGreaterThan(0.3);
      expect(matte.coverage).toBeLessThan(0.9);
    },
  );

  it.each([
    ['scaling', { scaling: 'inside', sigmoid: 'outside', inputName: 'input_image' }],
    ['sigmoid', { scaling: 'outside', sigmoid: 'inside', inputName: 'input', outputName: 'output' }],
  ] as const)(
    'is known by its graph, not by its names or by the other end: only its %s inside',
    async (_, odd) => {
      const matte = await cut(storeOf({ ...OFFICIAL, ...odd }), ramp, [FACE]);
      for (const pixel of [500_100, 500_300, 500_500, 500_700])
        expect(matte.alpha.data[pixel]).toBeCloseTo(expectedAlpha(ramp, pixel), 1.5);
    },
  );

  it('cuts out something else when one kind of file is run as the other', async () => {
    // The graph that is read is of one kind, the network that runs of the other.
    const inside = storeOf({ ...OFFICIAL, scaling: 'inside', sigmoid: 'inside' });
    const { session } = await inside.open(STAND_IN_ID);
    const matte = await cut(
      storeOf(OFFICIAL, () => ({ ...session, release: () => Promise.resolve() })),
      ramp,
      [FACE],
    );
    let off = 0;
    for (let i = 0; i < 1_000_000; i += 100)
      off += Math.abs(matte.alpha.data[i] - expectedAlpha(ramp, i)) / 10_000;
    expect(off).toBeGreaterThan(0.2);
  });

  it('cuts a person out of a wide photo, fixed or free size, on the very edge', async () => {
    const inside = (x: number, y: number): boolean => Math.hypot(x - 600, y - 420) < 300;
    const image = picture(1500, 840, (x, y) => (inside(x, y) ? [200, 80, 60] : [50, 90, 160]));
    for (const sidePx of [1024, 'free'] as const) {
      const matte = await cut(storeOf({ ...OFFICIAL, sidePx }), image, [[500, 300, 200, 240]]);
      let wrong = 0;
      for (let i = 0; i < matte.alpha.data.length; i++)
        if (matte.alpha.data[i] > 0.5 !== inside(i % 1500, Math.floor(i / 1500))) wrong++;
      // Of a rim of 1885 pixels.
      expect(wrong).toBeLessThan(100);
      expect(matte.coverage).toBeCloseTo((Math.PI * 300 ** 2) / (1500 * 840), 2);
    }
  });

  it('gives an empty matte for a photo without anybody, however little there is in it', async () => {
    const store = storeOf(OFFICIAL);
    for (const image of [
      picture(700, 500, () => [90, 120, 150]),
      // Doubts of up to 0.4, which a stretch to the full range would make a mask of.
      picture(700, 500, (x, y) => [100 + 28 * ((x * 7 + y * 13) % 2), 80, 60]),
    ]) {
      const matte = await cut(store, image, [[200, 100, 150, 180]], {
        persons: [{ box: [100, 50, 400, 450] }],
      });
      expect(matte.coverage).toBe(0);
      expect(matte.alpha.data.every((value) => value === 0)).toBe(true);
    }
  });

  it('cuts out no cat: what stands out is nobody without a face and without a person’s box', async () => {
    const store = storeOf(OFFICIAL);
    const cat = picture(600, 600, (x, y) =>
      Math.hypot(x - 300, y - 320) < 180 ? [200, 80, 60] : [50, 90, 160],
    );
    expect((await cut(store, cat, [])).coverage).toBe(0);
    expect(store.loads).toBe(0);
    expect((await cut(store, cat, [], { persons: [{ box: [20, 20, 60, 120] }] })).coverage).toBe(0);
    const fromBehind = await cut(store, cat, [], { persons: [{ box: [110, 130, 380, 380] }] });
    expect(fromBehind.coverage).toBeCloseTo((Math.PI * 180 ** 2) / 600 ** 2, 2);
  });
});

describe('a BiRefNet that cannot run', () => {
  const person = picture(500, 400, (x, y) =>
    Math.hypot(x - 250, y - 200) < 120 ? [220, 40, 30] : [20, 60, 200],
  );
  const face: Box = [200, 140, 100, 110];
  const share = (Math.PI * 120 ** 2) / (500 * 400);

  it('looks at a smaller picture where memory is short, and says so', async () => {
    const free = storeOf({ ...OFFICIAL, sidePx: 'free' });
    const matte = await cut(free, person, [face], { availableBytes: () => 40e6 });
    expect(matte.coverage).toBeCloseTo(share, 2);
    expect(matte.warnings).toEqual([
      'The model "stand-in" looked at the photo at 864x672 instead of 1152x928 for want of memory: fine hair may be less exact.',
    ]);
  });

  it('leaves the work to the embedded model where memory does not suffice, and says so', async () => {
    const store = storeOf(OFFICIAL);
    const matte = await cut(store, person, [face], { availableBytes: () => 40e6 });
    expect(matte.model).toBe('selfie');
    expect(matte.coverage).toBeCloseTo(share, 2);
    expect(matte.warnings).toEqual([
      'The model "stand-in" needs about 0.1 GB of memory and 0.0 GB are free: the embedded model cut the person out instead.',
    ]);
    const tiny = storeOf({ ...OFFICIAL, offset: 0.001 });
    await cut(tiny, person, [face], { availableBytes: () => 10 });
    expect(tiny.loads).toBe(0);
  });

  it.each([
    [
      'runs out of memory in spite of all',
      (session: OnnxSession): OnnxSession => ({
        ...session,
        run: () => Promise.reject(new Error('Failed to allocate memory for requested buffer of size 9')),
      }),
      /^The model "stand-in" failed \(Failed to allocate memory .*\): the embedded model cut the person out instead\.$/,
    ],
    [
      'answers with what is no number',
      (session: OnnxSession): OnnxSession => ({
        ...session,
        run: async (inputs) => {
          const outputs = await session.run(inputs);
          const [name] = session.outputNames;
          const { dims, data } = outputs[name];
          return { [name]: { dims, data: new Float32Array(data.length).fill(NaN) } };
        },
      }),
      /failed \(its answer holds numbers that are none\)/,
    ],
  ] as const)('and %s leaves the work to the embedded model', async (_, wrap, sentence) => {
    const matte = await cut(storeOf(OFFICIAL, wrap), person, [face]);
    expect(matte.model).toBe('selfie');
    expect(matte.coverage).toBeCloseTo(share, 2);
    expect(matte.warnings).toHaveLength(1);
    expect(matte.warnings[0]).toMatch(sentence);
  });
});
