/** YOLOX's two kinds of export, run by the real runtime: boxes left to the decoder, and decoded in the graph. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCard } from '../../../../../shared/contract/models.ts';
import { createRgba } from '../../../runtime/image.ts';
import { loadSession } from '../../../runtime/onnx.ts';
import { testGraph, type TestGraph } from '../../../runtime/onnxFile/testGraph.ts';
import { wholePhoto } from '../looks.ts';
import { openDetector } from './index.ts';

const [WIDTH, HEIGHT] = [64, 32];
const CLASSES = 80;
/** Grids of 8 x 4, 4 x 2 and 2 x 1 cells. */
const FINE_CELLS = 32;
const COARSE_CELLS = 8 + 2;
const CELLS = FINE_CELLS + COARSE_CELLS;

const floats = (graph: TestGraph, dims: readonly number[], values: readonly number[]): string =>
  graph.constant({ dataType: 'float32', dims, data: Float32Array.from(values) });
const integers = (graph: TestGraph, ...values: readonly number[]): string =>
  graph.constant({
    dataType: 'int64',
    dims: [values.length],
    data: BigInt64Array.from(values, (value) => BigInt(value)),
  });

/**
 * Each cell of eight pixels shows a person as surely as it is blue; the box is 24 x 16 and begins a quarter of a cell
 * right of the middle of its cell's corner.
 */
async function standIn(isDecoded: boolean): Promise<Uint8Array> {
  const graph = await testGraph('yolox');
  const image = graph.input('images', [1, 3, HEIGHT, WIDTH]);
  const plane = (index: number): string =>
    graph.node('Slice', [image, integers(graph, index), integers(graph, index + 1), integers(graph, 1)])[0];
  // BGR, 0 to 255: the first plane is blue.
  const [difference] = graph.node('Sub', [plane(0), plane(1)]);
  const [means] = graph.node('AveragePool', [difference], { kernel_shape: [8, 8], strides: [8, 8] });
  const [positive] = graph.node('Relu', [means]);
  const [scaled] = graph.node('Mul', [positive, floats(graph, [1], [1 / 255])]);
  const [fine] = graph.node('Reshape', [scaled, integers(graph, 1, FINE_CELLS, 1)]);
  const coarse = floats(graph, [1, COARSE_CELLS, 1], new Array<number>(COARSE_CELLS).fill(0));
  const [objectness] = graph.node('Concat', [fine, coarse], { axis: 1 });

  const columns = WIDTH / 8;
  const offsets = Array.from({ length: CELLS }, (_, cell) =>
    isDecoded ? [((cell % columns) + 0.25) * 8, (Math.floor(cell / columns) + 0.5) * 8] : [0.25, 0.5],
  ).flat();
  const logSizes = floats(
    graph,
    [1, CELLS, 2],
    Array.from({ length: CELLS }, () => [Math.log(3), Math.log(2)]).flat(),
  );
  const decodedSizes = (): string => {
    const [sizes] = graph.node('Exp', [logSizes]);
    return graph.node('Mul', [sizes, floats(graph, [1], [8])])[0];
  };
  const classes = floats(
    graph,
    [1, CELLS, CLASSES],
    Array.from({ length: CELLS * CLASSES }, (_, index) => (index % CLASSES === 0 ? 0.9 : 0.05)),
  );
  const [output] = graph.node(
    'Concat',
    [floats(graph, [1, CELLS, 2], offsets), isDecoded ? decodedSizes() : logSizes, objectness, classes],
    { axis: 2 },
    ['output'],
  );
  graph.output(output, [1, CELLS, 5 + CLASSES]);
  return graph.encode();
}

describe('YOLOX exports', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-yolox-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    { what: 'boxes left to the decoder', isDecoded: false },
    { what: 'boxes decoded in the graph', isDecoded: true },
  ])('$what', async ({ isDecoded }) => {
    const bytes = await standIn(isDecoded);
    const file = path.join(folder, `${isDecoded ? 'decoded' : 'raw'}.onnx`);
    writeFileSync(file, bytes);
    const session = await loadSession(file);
    const card: ModelCard = {
      id: 'yolox',
      role: 'person',
      family: 'yolox',
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
    const detector = await openDetector({ card, path: file, session });
    expect([detector.personClass, detector.inputSidePx]).toEqual([0, 64]);

    // Shown at half its size, in the upper left corner: 60 of 64 columns.
    const image = createRgba(120, 64);
    image.data.fill(255);
    // Blue where the cell (4, 2) looks, and two pixels around it, which its outer pixels hold a share of.
    for (let y = 30; y < 50; y++)
      for (let x = 62; x < 82; x++) image.data.set([0, 0, 255, 255], (y * 120 + x) * 4);
    const look = { region: wholePhoto(image), zoom: 1 };
    const [person, ...others] = await detector.detect({ image, hasAlpha: false }, look);
    await session.release();
    expect(others).toEqual([]);
    expect(person.classIndex).toBe(0);
    expect(person.score).toBeCloseTo(0.9, 2);
    const [x, y] = [(4 + 0.25) * 8, (2 + 0.5) * 8];
    expect(person.left).toBeCloseTo((x - 12) * 2, 4);
    expect(person.right).toBeCloseTo((x + 12) * 2, 4);
    expect(person.top).toBeCloseTo((y - 8) * 2, 4);
    expect(person.bottom).toBeCloseTo((y + 8) * 2, 4);
  });
});
