/** The person room around a detector that is a function: looks, merging, clipping, order. */
import { describe, expect, it } from 'vitest';
import type { EngineContext } from '../../context.ts';
import { fakeModelStore } from '../../runtime/fakeModels.ts';
import { createRgba } from '../../runtime/image.ts';
import type { Tensor } from '../../runtime/onnx.ts';
import type { Photo } from '../media/types.ts';
import { findPersons } from './index.ts';

const SIDE = 416;
const COLUMNS = 52;
const CLASSES = 80;

function photoOf(width: number, height: number): Photo {
  const image = createRgba(width, height);
  image.data.fill(255);
  return { path: 'photo.png', sha256: '', image, hasAlpha: false, warnings: [] };
}

/** What a network says of one cell of its finest grid: distances are whole strides of eight pixels. */
interface Sighting {
  readonly column: number;
  readonly row: number;
  readonly score: number;
  readonly strides: readonly [left: number, top: number, right: number, bottom: number];
  readonly classIndex?: number;
}

/** A NanoDet that answers its looks in turn; looks beyond the list show nothing. */
function store(answers: readonly (readonly Sighting[])[]): { context: EngineContext; looks: () => number } {
  let looks = 0;
  const run = (): Record<string, Tensor> => {
    const scores = new Float32Array(COLUMNS * COLUMNS * CLASSES);
    const distances = new Float32Array(COLUMNS * COLUMNS * 44);
    for (const { column, row, score, strides, classIndex = 0 } of answers[looks] ?? []) {
      const cell = row * COLUMNS + column;
      scores[cell * CLASSES + classIndex] = score;
      strides.forEach((bin, side) => {
        distances[(cell * 4 + side) * 11 + bin] = 80;
      });
    }
    looks += 1;
    const level = (cells: number, values: number): Tensor => ({
      dims: [1, cells, values],
      data: new Float32Array(cells * values),
    });
    return {
      Identity: { dims: [1, 2704, CLASSES], data: scores },
      Identity_1: level(676, CLASSES),
      Identity_2: level(169, CLASSES),
      Identity_3: { dims: [1, 2704, 44], data: distances },
      Identity_4: level(676, 44),
      Identity_5: level(169, 44),
    };
  };
  const models = fakeModelStore({ finder: { run, card: { role: 'person', family: 'nanodet' } } });
  const context: EngineContext = {
    folders: { home: '', cache: '', models: '' },
    ffmpegPath: '',
    models,
    log: { info: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    progress: { report: () => undefined },
  };
  return { context, looks: () => looks };
}

const big: Sighting = { column: 26, row: 26, score: 0.8, strides: [8, 9, 8, 10] };

describe('findPersons', () => {
  it('places a box in photo pixels', async () => {
    const { context } = store([[big]]);
    const { persons, model } = await findPersons(photoOf(SIDE * 2, SIDE * 2), context, 'auto');
    expect(model).toBe('finder');
    expect(persons).toHaveLength(1);
    // The middle of the cell is (212, 212) of 416, which is (424, 424) of 832; a stride is 16 photo pixels.
    const expected = [424 - 128, 424 - 144, 256, 304];
    persons[0].box.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 6));
    expect(persons[0].score).toBeCloseTo(0.8, 6);
  });

  it('takes two looks at different sizes for one person, and the surer one', async () => {
    // At 0.7 of the size, the same box is 0.7 x 16 = 11.2 strides wide around the middle.
    const { context, looks } = store([
      [{ ...big, score: 0.55, strides: [8, 8, 8, 8] }],
      [{ ...big, score: 0.9, strides: [6, 6, 6, 6] }],
    ]);
    const { persons } = await findPersons(photoOf(SIDE, SIDE), context, 'auto');
    expect(looks()).toBe(2);
    expect(persons.map(({ score }) => score)).toEqual([expect.closeTo(0.9, 6)]);
  });

  it('drops what is no person, and what the network is not sure of', async () => {
    const { context } = store([
      [
        { ...big, classIndex: 15 },
        { ...big, column: 10, score: 0.45 },
      ],
    ]);
    expect((await findPersons(photoOf(SIDE, SIDE), context, 'auto')).persons).toEqual([]);
  });

  it('cuts boxes at the photo, the largest first', async () => {
    const { context } = store([
      [
        { column: 2, row: 2, score: 0.9, strides: [8, 8, 4, 10] },
        { column: 40, row: 26, score: 0.7, strides: [10, 10, 10, 10] },
      ],
    ]);
    const { persons } = await findPersons(photoOf(SIDE, SIDE), context, 'auto');
    expect(persons.map(({ score }) => score.toFixed(1))).toEqual(['0.7', '0.9']);
    const [x, y, width, height] = persons[1].box;
    expect([x, y]).toEqual([0, 0]);
    expect(width).toBeCloseTo(20 + 32, 6);
    expect(height).toBeCloseTo(20 + 80, 6);
  });

  it('looks closer when it sees nobody, and not when somebody is large', async () => {
    const nobody = store([]);
    expect((await findPersons(photoOf(2000, 1500), nobody.context, 'auto')).persons).toEqual([]);
    expect(nobody.looks()).toBe(2 * (1 + 6));
    const somebody = store([[big]]);
    expect((await findPersons(photoOf(2000, 1500), somebody.context, 'auto')).persons).toHaveLength(1);
    expect(somebody.looks()).toBe(2);
  });

  it('places what a part of the photo shows, and leaves out what its edge cuts', async () => {
    // The third look is the upper left tile of 1000 x 1000, at 0.416 of its size.
    const { context } = store([
      [],
      [],
      [
        { column: 26, row: 26, score: 0.7, strides: [4, 5, 4, 6] },
        { column: 48, row: 10, score: 0.8, strides: [4, 4, 4, 4] },
      ],
    ]);
    const { persons } = await findPersons(photoOf(2000, 1500), context, 'auto');
    expect(persons).toHaveLength(1);
    const scale = 1000 / SIDE;
    const expected = [(212 - 32) * scale, (212 - 40) * scale, 64 * scale, 88 * scale];
    persons[0].box.forEach((value, index) => expect(value).toBeCloseTo(expected[index], 6));
  });

  it('tells how far it is, never backwards, and ends when it is cancelled', async () => {
    const { context, looks } = store([]);
    const reported: number[] = [];
    await findPersons(
      photoOf(2000, 1500),
      { ...context, progress: { report: (fraction) => reported.push(fraction) } },
      'auto',
    );
    expect(reported.at(-1)).toBe(1);
    expect(reported.every((fraction, index) => index === 0 || fraction >= reported[index - 1])).toBe(true);
    const before = looks();
    const controller = new AbortController();
    controller.abort();
    await expect(
      findPersons(photoOf(600, 600), { ...context, signal: controller.signal }, 'auto'),
    ).rejects.toMatchObject({ kind: 'cancelled' });
    expect(looks()).toBe(before);
  });
});
