import { describe, expect, it } from 'vitest';
import type { MatteStroke } from '../../../../shared/matteTouchUp.ts';
import { createGray, createRgba } from '../../runtime/image.ts';
import { seededRandom } from '../../runtime/random.ts';
import { matteFromColours } from './finish.ts';
import { applyTouchUp } from './touchUp.ts';
import type { Matte } from './types.ts';

const PERSON = [200, 120, 40];
const WALL = [30, 60, 190];

/** The person fills the photo left of `edge`; the matte knows. */
function scene(width: number, height: number, edge: number) {
  const photo = createRgba(width, height);
  const alpha = createGray(width, height);
  for (let i = 0; i < alpha.data.length; i++) {
    const inside = i % width < edge;
    alpha.data[i] = inside ? 1 : 0;
    photo.data.set([...(inside ? PERSON : WALL), 255], i * 4);
  }
  const foreground = createRgba(width, height);
  foreground.data.set(photo.data);
  const matte: Matte = { ...matteFromColours(alpha, foreground), model: 'some', warnings: ['A sentence.'] };
  return { photo, matte };
}

const stroke = (
  kind: MatteStroke['kind'],
  points: MatteStroke['points'],
  radiusPx: number,
  hardness: number,
): MatteStroke => ({ kind, points, radiusPx, hardness });

const alphaAt = (matte: Matte, x: number, y: number): number => matte.alpha.data[y * matte.alpha.width + x];
const colourAt = ({ foreground }: Matte, x: number, y: number): number[] =>
  Array.from(foreground.data.subarray((y * foreground.width + x) * 4, (y * foreground.width + x) * 4 + 3));

describe('applyTouchUp', () => {
  it('returns the matte itself when there is no stroke', () => {
    const { photo, matte } = scene(40, 40, 20);
    expect(applyTouchUp(matte, photo, { strokes: [] })).toBe(matte);
  });

  it('adds what lies under a stroke with the photo’s own colours, and counts it', () => {
    const { photo, matte } = scene(200, 100, 50);
    const touched = applyTouchUp(matte, photo, { strokes: [stroke('add', [[120, 50]], 20, 1)] });
    expect(touched.coverage).toBeCloseTo(0.25 + (Math.PI * 400) / 20_000, 3);
    expect([alphaAt(touched, 120, 50), alphaAt(touched, 137, 50), alphaAt(touched, 143, 50)]).toEqual([
      1, 1, 0,
    ]);
    expect(colourAt(touched, 120, 50)).toEqual(WALL);
    expect(touched.foreground.data[(50 * 200 + 120) * 4 + 3]).toBe(255);
    expect(touched).toMatchObject({ model: 'some', warnings: ['A sentence.'] });
    // What was given is as it was.
    expect(matte.coverage).toBe(0.25);
    expect(alphaAt(matte, 120, 50)).toBe(0);
  });

  it('follows the profile of its hardness', () => {
    const { photo, matte } = scene(400, 40, 0);
    const line: [number, number][] = [
      [200.5, -200],
      [200.5, 240],
    ];
    const soft = applyTouchUp(matte, photo, { strokes: [stroke('add', line, 80, 0)] });
    expect([0, 20, 40, 60, 80].map((away) => alphaAt(soft, 200 + away, 20))).toEqual([
      1, 0.84375, 0.5, 0.15625, 0,
    ]);
    const removed = applyTouchUp(soft, photo, { strokes: [stroke('remove', line, 80, 0.5)] });
    expect(alphaAt(removed, 230, 20)).toBe(0);
    expect(alphaAt(removed, 260, 20)).toBeCloseTo(0.15625 / 2, 6);
  });

  it('lets later strokes lie over earlier ones', () => {
    const { photo, matte } = scene(200, 100, 0);
    const add = stroke('add', [[100, 50]], 30, 0.8);
    const remove = stroke('remove', [[110, 50]], 30, 0.8);
    const addLast = applyTouchUp(matte, photo, { strokes: [remove, add] });
    const removeLast = applyTouchUp(matte, photo, { strokes: [add, remove] });
    expect([alphaAt(addLast, 105, 50), alphaAt(removeLast, 105, 50)]).toEqual([1, 0]);
    expect(alphaAt(removeLast, 78, 50)).toBe(1);
    const oneByOne = applyTouchUp(applyTouchUp(matte, photo, { strokes: [add] }), photo, {
      strokes: [remove],
    });
    expect(Buffer.from(oneByOne.alpha.data.buffer).equals(Buffer.from(removeLast.alpha.data.buffer))).toBe(
      true,
    );
  });

  it('removes all, and says that nothing is left', () => {
    const { photo, matte } = scene(120, 90, 50);
    const all = applyTouchUp(matte, photo, { strokes: [stroke('remove', [[60, 45]], 200, 1)] });
    expect(all.coverage).toBe(0);
    expect(all.alpha.data.every((value) => value === 0)).toBe(true);
  });

  it('ignores what lies outside the photo', () => {
    const { photo, matte } = scene(60, 60, 30);
    const far: [number, number][] = [
      [-5000, 30],
      [-4000, -9e7],
    ];
    const touched = applyTouchUp(matte, photo, { strokes: [stroke('add', far, 50, 0)] });
    expect(Buffer.from(touched.alpha.data.buffer).equals(Buffer.from(matte.alpha.data.buffer))).toBe(true);
    // A line that only passes by on its way counts where it passes.
    const through: [number, number][] = [
      [-1000, 30],
      [1000, 30],
    ];
    const crossed = applyTouchUp(matte, photo, { strokes: [stroke('add', through, 5, 1)] });
    expect([alphaAt(crossed, 50, 30), alphaAt(crossed, 50, 40)]).toEqual([1, 0]);
  });

  it('keeps what the photo itself leaves out', () => {
    const { photo, matte } = scene(60, 60, 0);
    for (let i = 0; i < 60 * 60; i++) photo.data[i * 4 + 3] = i % 60 < 30 ? 0 : 128;
    const touched = applyTouchUp(matte, photo, { strokes: [stroke('add', [[30, 30]], 100, 1)] });
    expect(alphaAt(touched, 10, 30)).toBe(0);
    expect(alphaAt(touched, 50, 30)).toBeCloseTo(128 / 255, 6);
    expect(colourAt(touched, 50, 30)).toEqual(WALL);
  });

  it('takes the wall out of the rim of a person that the matte missed', () => {
    // The person reaches to 100 with a soft edge of 12 pixels; the matte ends at 50.
    const { photo, matte } = scene(220, 120, 50);
    for (let i = 0; i < 220 * 120; i++) {
      const truth = Math.min(1, Math.max(0, 0.5 - ((i % 220) + 0.5 - 100) / 12));
      for (let c = 0; c < 3; c++) photo.data[i * 4 + c] = truth * PERSON[c] + (1 - truth) * WALL[c];
    }
    const line: [number, number][] = [
      [60, -40],
      [60, 160],
    ];
    // The rim of the brush falls from 90 to 110, about as the edge does.
    const touched = applyTouchUp(matte, photo, { strokes: [stroke('add', line, 50, 0.6)] });
    for (const x of [97, 100, 103]) {
      expect(alphaAt(touched, x, 60)).toBeGreaterThan(0.15);
      const inPhoto = photo.data[(60 * 220 + x) * 4 + 2];
      expect(colourAt(touched, x, 60)[2], `blue at ${x}`).toBeLessThan(
        PERSON[2] + 0.45 * (inPhoto - PERSON[2]),
      );
    }
    // Beyond the rim, where nothing shows, the person's colour goes on: a resize would draw in the wall's.
    expect(alphaAt(touched, 114, 60)).toBe(0);
    expect(colourAt(touched, 114, 60)[2]).toBeLessThan(100);
  });

  it('keeps the colours of all visible pixels that no stroke changed', () => {
    const { photo, matte } = scene(300, 300, 150);
    // Colours that are not the photo's, so that a recomputation would show.
    for (let i = 0; i < 300 * 300; i++) matte.foreground.data[i * 4] = (i * 7) % 251;
    const touched = applyTouchUp(matte, photo, {
      strokes: [stroke('remove', [[150, 150]], 30, 0.2), stroke('add', [[20, 20]], 10, 1)],
    });
    let changed = 0;
    for (let i = 0; i < 300 * 300; i++) {
      if (touched.alpha.data[i] !== matte.alpha.data[i]) changed++;
      else if (matte.alpha.data[i] > 0)
        expect(touched.foreground.data[i * 4]).toBe(matte.foreground.data[i * 4]);
    }
    expect(changed).toBeGreaterThan(1000);
    expect(changed).toBeLessThan(1600);
  });

  it('gives the same bytes each time, on a photo large enough for the coarser grid', () => {
    const { photo, matte } = scene(2000, 1500, 900);
    const random = seededRandom(5);
    const strokes = Array.from({ length: 20 }, (_, i) =>
      stroke(
        i % 2 === 0 ? 'add' : 'remove',
        [[random() * 2000, random() * 1500]],
        20 + random() * 90,
        random(),
      ),
    );
    const [first, second] = [0, 1].map(() => applyTouchUp(matte, photo, { strokes }));
    expect(Buffer.from(first.foreground.data.buffer).equals(Buffer.from(second.foreground.data.buffer))).toBe(
      true,
    );
    expect(first.coverage).toBe(second.coverage);
  });
});
