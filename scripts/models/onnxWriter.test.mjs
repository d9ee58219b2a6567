import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { OnnxGraph } from './onnxWriter.mjs';

describe('OnnxGraph', () => {
  it('writes a file that the runtime reads: constants, attributes of each kind, a free dimension', async () => {
    const graph = new OnnxGraph('test');
    const x = graph.input('x', ['batch', 4]);
    const weight = graph.constant({
      dataType: 'float32',
      dims: [4, 2],
      data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    });
    const [product] = graph.node('Gemm', [x, weight], { alpha: { float: 0.5 }, transB: 0 });
    const [padded] = graph.node(
      'Pad',
      [product, graph.constant({ dataType: 'int64', dims: [4], data: BigInt64Array.of(0n, 1n, 0n, -1n) })],
      { mode: 'constant' },
    );
    graph.node('Transpose', [padded], { perm: [1, 0] }, ['y']);
    graph.output('y', [2, 'batch']);

    const session = await ort.InferenceSession.create(graph.encode({ licence: 'none' }));
    expect(session.inputMetadata[0]).toMatchObject({ name: 'x', type: 'float32', shape: ['batch', 4] });
    const { y } = await session.run({ x: new ort.Tensor('float32', [1, 1, 1, 1, 2, 0, 0, 0], [2, 4]) });
    expect(y.dims).toEqual([2, 2]);
    expect(Array.from(/** @type {Float32Array} */ (y.data))).toEqual([0, 0, 8, 1]);
  });

  it('stores half floats as their bits', async () => {
    const graph = new OnnxGraph('half');
    const half = graph.constant({
      dataType: 'float16',
      dims: [3],
      data: Uint16Array.of(0x3c00, 0xc000, 0x3555),
    });
    const [wide] = graph.node('Cast', [half], { to: 1 });
    graph.node('Add', [graph.input('x', [3]), wide], {}, ['y']);
    graph.output('y', [3]);
    const session = await ort.InferenceSession.create(graph.encode());
    const { y } = await session.run({ x: new ort.Tensor('float32', [0, 0, 0], [3]) });
    expect(Array.from(/** @type {Float32Array} */ (y.data))).toEqual([1, -2, 0.333251953125]);
  });

  it('writes the same bytes each time', () => {
    const make = () => {
      const graph = new OnnxGraph('same');
      graph.node('Relu', [graph.input('x', [1])], {}, ['y']);
      graph.output('y', [1]);
      return graph.encode();
    };
    expect(make()).toEqual(make());
  });

  it('refuses a constant whose shape and content disagree', () => {
    const graph = new OnnxGraph('wrong');
    expect(() => graph.constant({ dataType: 'float32', dims: [2, 3], data: new Float32Array(5) })).toThrow(
      'shape [2, 3] cannot hold 5',
    );
  });
});
