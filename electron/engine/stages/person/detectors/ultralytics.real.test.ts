/**
 * Ultralytics' heads in files as its exporter writes them, run by the real runtime. Their answer is known in closed form:
 * a red patch is a person, a blue patch is a dog, and both have the colour's strength as their score.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../../../shared/contract/models.ts';
import { floatsToHalves } from '../../../runtime/halfFloat.ts';
import { createRgba, type Box } from '../../../runtime/image.ts';
import { loadSession } from '../../../runtime/onnx.ts';
import { testGraph, type TestGraph } from '../../../runtime/onnxFile/testGraph.ts';
import type { Photo } from '../../media/types.ts';
import type { Detection } from '../detections.ts';
import { wholePhoto } from '../looks.ts';
import type { Detector } from './detector.ts';
import { openDetector } from './index.ts';

/** The network's picture, its cells, and the box that each cell stands for: 24 x 40 around its middle. */
const SIDE = 96;
const CELL = 8;
const GRID = SIDE / CELL;
const CELLS = GRID * GRID;
const [BOX_WIDTH, BOX_HEIGHT] = [24, 40];
const MAX_ROWS = 300;

/** The class that a person has in this export. */
const NAMES = `{0: 'traffic light', 1: "driver's dog", 2: 'Person'}`;
const [PERSON, DOG] = [2, 1];
const METADATA = { task: 'detect', stride: '32', imgsz: '[96, 96]', names: NAMES, end2end: 'False' };

type FloatType = 'float32' | 'float16';

function floats(
  graph: TestGraph,
  type: FloatType,
  dims: readonly number[],
  values: readonly number[],
): string {
  const data = Float32Array.from(values);
  return graph.constant({ dataType: type, dims, data: type === 'float16' ? floatsToHalves(data) : data });
}

const integers = (graph: TestGraph, ...values: readonly number[]): string =>
  graph.constant({
    dataType: 'int64',
    dims: [values.length],
    data: BigInt64Array.from(values, (value) => BigInt(value)),
  });

/** Mean of one channel less another in each cell, nothing below zero: [1, 1, cells]. */
function patchScores(graph: TestGraph, image: string, more: number, less: number): string {
  const channel = (index: number): string =>
    graph.node('Slice', [image, integers(graph, index), integers(graph, index + 1), integers(graph, 1)])[0];
  const [difference] = graph.node('Sub', [channel(more), channel(less)]);
  const [means] = graph.node('AveragePool', [difference], {
    kernel_shape: [CELL, CELL],
    strides: [CELL, CELL],
  });
  const [positive] = graph.node('Relu', [means]);
  return graph.node('Reshape', [positive, integers(graph, 1, 1, CELLS)])[0];
}

const cellMiddles = (axis: 'x' | 'y'): number[] =>
  Array.from(
    { length: CELLS },
    (_, cell) => ((axis === 'x' ? cell % GRID : Math.floor(cell / GRID)) + 0.5) * CELL,
  );
const all = (value: number): number[] => new Array<number>(CELLS).fill(value);

/** [1, 4 + classes, cells]: as YOLOv8 and YOLO11 are exported. */
async function rawHead(type: FloatType): Promise<Uint8Array> {
  const graph = await testGraph('raw head');
  const image = graph.input('images', [1, 3, SIDE, SIDE], type);
  const boxes = [...cellMiddles('x'), ...cellMiddles('y'), ...all(BOX_WIDTH), ...all(BOX_HEIGHT)];
  const [joined] = graph.node(
    'Concat',
    [
      floats(graph, type, [1, 4, CELLS], boxes),
      floats(graph, type, [1, 1, CELLS], all(0)),
      patchScores(graph, image, 2, 1),
      patchScores(graph, image, 0, 1),
    ],
    { axis: 1 },
    ['output0'],
  );
  graph.output(joined, [1, 7, CELLS], type);
  return graph.encode(METADATA);
}

/** [1, 300, 6]: as YOLO26 is exported, and others with the choice made in the graph. */
async function finishedRows(): Promise<Uint8Array> {
  const type = 'float32';
  const graph = await testGraph('finished rows');
  const image = graph.input('images', [1, 3, SIDE, SIDE]);
  const corners = cellMiddles('x').flatMap((x, cell) => {
    const y = cellMiddles('y')[cell];
    return [x - BOX_WIDTH / 2, y - BOX_HEIGHT / 2, x + BOX_WIDTH / 2, y + BOX_HEIGHT / 2];
  });
  const [scores] = graph.node('Transpose', [patchScores(graph, image, 0, 1)], { perm: [0, 2, 1] });
  const [rows] = graph.node(
    'Concat',
    [floats(graph, type, [1, CELLS, 4], corners), scores, floats(graph, type, [1, CELLS, 1], all(PERSON))],
    { axis: 2 },
  );
  const empty = floats(
    graph,
    type,
    [1, MAX_ROWS - CELLS, 6],
    new Array<number>((MAX_ROWS - CELLS) * 6).fill(0),
  );
  const [output] = graph.node('Concat', [rows, empty], { axis: 1 }, ['output0']);
  graph.output(output, [1, MAX_ROWS, 6]);
  return graph.encode({ ...METADATA, end2end: 'True' });
}

/** Takes pictures of any size: one sure person over the middle half of whatever it was given. */
async function anySize(): Promise<Uint8Array> {
  const graph = await testGraph('any size');
  const image = graph.input('images', ['batch', 3, 'height', 'width']);
  const [shape] = graph.node('Shape', [image]);
  const [sizes] = graph.node('Cast', [shape], { to: 1 });
  const half = floats(graph, 'float32', [1], [0.5]);
  const side = (axis: number): string => {
    const [size] = graph.node('Gather', [sizes, integers(graph, axis)], { axis: 0 });
    return graph.node('Mul', [size, half])[0];
  };
  const [width, height] = [side(3), side(2)];
  const zero = floats(graph, 'float32', [1], [0]);
  const one = floats(graph, 'float32', [1], [1]);
  const [column] = graph.node('Concat', [width, height, width, height, zero, zero, one], { axis: 0 });
  const [output] = graph.node('Reshape', [column, integers(graph, 1, 7, 1)], {}, ['output0']);
  graph.output(output, ['batch', 7, 'anchors']);
  return graph.encode({ ...METADATA, imgsz: '[64, 128]' });
}

/** White, with patches of one colour: paint is 0..1 of red or blue over what is left of white. */
function painted(
  width: number,
  height: number,
  patches: readonly { readonly box: Box; readonly colour: 'red' | 'blue'; readonly strength: number }[],
): Photo {
  const image = createRgba(width, height);
  image.data.fill(255);
  for (const { box, colour, strength } of patches)
    for (let y = box[1]; y < box[1] + box[3]; y++)
      for (let x = box[0]; x < box[0] + box[2]; x++) {
        const rest = Math.round(255 * (1 - strength));
        image.data.set(
          colour === 'red' ? [255, rest, rest, 255] : [rest, rest, 255, 255],
          (y * width + x) * 4,
        );
      }
  return { path: 'painted.png', sha256: '', image, hasAlpha: false, warnings: [] };
}

describe('Ultralytics exports', () => {
  let folder = '';
  const closing: (() => Promise<void>)[] = [];
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-ultralytics-test-'));
  });
  afterAll(async () => {
    for (const close of closing) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(name: string, bytes: Uint8Array): Promise<Detector> {
    const file = path.join(folder, `${name}.onnx`);
    writeFileSync(file, bytes);
    const session = await loadSession(file);
    closing.push(() => session.release());
    const card: ModelCard = {
      id: name,
      role: 'person',
      family: 'ultralytics',
      file,
      bytes: bytes.length,
      sha256: '',
      maker: '',
      year: 2026,
      licence: '',
      source: '',
      inputs: {},
      outputs: {},
    };
    return openDetector({ card, path: file, session });
  }
  const see = async (detector: Detector, photo: Photo): Promise<Detection[]> =>
    (await detector.detect(photo, { region: wholePhoto(photo.image), zoom: 1 })).sort(
      (a, b) => a.left - b.left,
    );

  /** Twice the network's picture in width, as high as it: 24 rows of padding above and below, half the size. */
  const wide = painted(192, 96, [
    // In the network's picture columns 16 to 24 and rows 24 + 16 to 24 + 24, the cell (2, 5). Two pixels more on each
    // side, because a pixel of half the size also holds some of its neighbours.
    { box: [30, 30, 20, 20], colour: 'red', strength: 0.8 },
    // Columns 72 to 80, rows 56 to 64, the cell (9, 7).
    { box: [142, 62, 20, 20], colour: 'blue', strength: 0.6 },
  ]);
  const boxOfCell = (column: number, row: number): number[] => {
    const [x, y] = [(column + 0.5) * CELL, (row + 0.5) * CELL - 24];
    return [x - BOX_WIDTH / 2, y - BOX_HEIGHT / 2, x + BOX_WIDTH / 2, y + BOX_HEIGHT / 2].map(
      (value) => value * 2,
    );
  };
  const corners = ({ left, top, right, bottom }: Detection): number[] => [left, top, right, bottom];

  it.each(['float32', 'float16'] as const)('the raw head in %s', async (type) => {
    const detector = await open(`raw-${type}`, await rawHead(type));
    expect(detector.personClass).toBe(PERSON);
    expect(detector.inputSidePx).toBe(SIDE);
    const [person, dog, ...others] = await see(detector, wide);
    expect(others).toEqual([]);
    expect(corners(person)).toEqual(boxOfCell(2, 5));
    expect(person.classIndex).toBe(PERSON);
    expect(person.score).toBeCloseTo(0.8, 2);
    expect(corners(dog)).toEqual(boxOfCell(9, 7));
    expect(dog.classIndex).toBe(DOG);
    expect(dog.score).toBeCloseTo(0.6, 2);
  });

  it('finds one thing once, and another class beside it all the same', async () => {
    const detector = await open('raw-overlap', await rawHead('float32'));
    // Two red cells above each other share 40 - 8 of 40 + 8 rows: 2/3 of their joint box. The blue one overlaps as much.
    const photo = painted(96, 96, [
      { box: [40, 40, 8, 8], colour: 'red', strength: 0.9 },
      { box: [40, 48, 8, 8], colour: 'red', strength: 0.7 },
      { box: [40, 32, 8, 8], colour: 'blue', strength: 0.6 },
    ]);
    const found = await see(detector, photo);
    expect(found.map(({ classIndex, score }) => [classIndex, score.toFixed(1)]).sort()).toEqual([
      [DOG, '0.6'],
      [PERSON, '0.9'],
    ]);
  });

  it('rows that are finished already', async () => {
    const detector = await open('rows', await finishedRows());
    const [person, ...others] = await see(detector, wide);
    // The blue patch is less than nothing to this one.
    expect(others).toEqual([]);
    expect(corners(person)).toEqual(boxOfCell(2, 5));
    expect(person.classIndex).toBe(PERSON);
    expect(person.score).toBeCloseTo(0.8, 2);
    // What such a graph lets stand, stands, however much it overlaps.
    const close = painted(96, 96, [
      { box: [40, 40, 8, 8], colour: 'red', strength: 0.9 },
      { box: [40, 48, 8, 8], colour: 'red', strength: 0.7 },
    ]);
    expect(await see(detector, close)).toHaveLength(2);
  });

  it.each([
    [200, 100],
    [100, 200],
    [150, 140],
  ])('pictures of any size: a photo of %d x %d', async (width, height) => {
    const detector = await open(`any-${width}`, await anySize());
    expect(detector.inputSidePx).toBe(128);
    const [person, ...others] = await see(detector, painted(width, height, []));
    expect(others).toEqual([]);
    expect(person.score).toBe(1);
    // The middle half of its picture: of the photo's own length where that fills it, of the padding too where not.
    const scale = Math.min(128 / width, 64 / height);
    const strides = (side: number): number => Math.ceil(Math.round(side * scale) / 32) * 32;
    const [inputWidth, inputHeight] = [strides(width), strides(height)];
    const shown = [Math.round(width * scale), Math.round(height * scale)];
    const middle = (input: number, length: number, size: number): number[] => {
      const before = Math.floor((input - length) / 2);
      return [0.25, 0.75].map((share) => ((share * input - before) * size) / length);
    };
    const [left, right] = middle(inputWidth, shown[0], width);
    const [top, bottom] = middle(inputHeight, shown[1], height);
    expect(person.left).toBeCloseTo(left, 4);
    expect(person.top).toBeCloseTo(top, 4);
    expect(person.right).toBeCloseTo(right, 4);
    expect(person.bottom).toBeCloseTo(bottom, 4);
  });

  it('refuses a file that knows no persons', async () => {
    const graph = await testGraph('cats');
    const image = graph.input('images', [1, 3, SIDE, SIDE]);
    graph.node('Reshape', [image, integers(graph, 1, 3, SIDE * SIDE)], {}, ['output0']);
    graph.output('output0', [1, 3, SIDE * SIDE]);
    const bytes = graph.encode({ ...METADATA, names: `{0: 'cat', 1: 'dog'}` });
    await expect(open('cats', bytes)).rejects.toMatchObject({
      kind: 'missing',
      code: 'model-contract',
      message: expect.stringContaining('Expected: a class "person". Found: cat, dog.'),
    });
  });

  it('refuses an answer of another shape', async () => {
    const graph = await testGraph('other shape');
    const image = graph.input('images', [1, 3, SIDE, SIDE]);
    graph.node('Reshape', [image, integers(graph, 1, 3, SIDE * SIDE)], {}, ['output0']);
    graph.output('output0', ['batch', 'values', 'anchors']);
    const detector = await open('other-shape', graph.encode(METADATA));
    await expect(see(detector, wide)).rejects.toMatchObject({
      code: 'model-contract',
      message: expect.stringContaining(`Found: [1, 3, ${SIDE * SIDE}]`),
    });
  });
});
