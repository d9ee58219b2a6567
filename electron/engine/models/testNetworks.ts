/** For tests: a small network with the right tensors for each family, and ways to make it wrong. */
import type { OnnxFamily } from '../../../shared/contract/models.ts';
import type { TensorInfo } from '../runtime/onnx.ts';
import { testGraph, type ElementType } from '../runtime/onnxFile/testGraph.ts';
import { seededRandom } from '../runtime/random.ts';

export interface TestTensor extends Omit<TensorInfo, 'type'> {
  readonly type: ElementType;
}

export interface TestNetwork {
  readonly inputs: readonly TestTensor[];
  readonly outputs: readonly TestTensor[];
  readonly notes?: Readonly<Record<string, string>>;
}

export const tensor = (
  name: string,
  dims: TensorInfo['dims'],
  type: ElementType = 'float32',
): TestTensor => ({
  name,
  dims,
  type,
});

/** As Ultralytics writes them: Python, not JSON. */
const NOTES = {
  task: 'detect',
  imgsz: '[64, 64]',
  stride: '32',
  names: "{0: 'person', 1: 'driver\\'s seat', 2: \"dog's toy\"}",
};

export const RIGHT_NETWORKS: Readonly<Record<OnnxFamily, TestNetwork>> = {
  blazeface: {
    inputs: [tensor('input:0', [1, 256, 256, 3])],
    outputs: [
      tensor('Identity:0', [1, 512, 1]),
      tensor('Identity_1:0', [1, 384, 1]),
      tensor('Identity_2:0', [1, 512, 16]),
      tensor('Identity_3:0', [1, 384, 16]),
    ],
  },
  facemesh: {
    inputs: [tensor('input_1', ['batch', 192, 192, 3])],
    outputs: [
      tensor('Identity', ['batch', 266]),
      tensor('Identity_1', ['batch', 1]),
      tensor('Identity_2', ['batch', 1404]),
    ],
  },
  selfie: {
    inputs: [tensor('input_1', [1, 256, 256, 3])],
    outputs: [tensor('activation_10', [1, 256, 256, 1])],
  },
  nanodet: {
    inputs: [tensor('input_1', [1, 3, 416, 416])],
    outputs: [80, 44].flatMap((values, group) =>
      [2704, 676, 169].map((cells, scale) =>
        tensor(`Identity${group + scale === 0 ? '' : `_${3 * group + scale}`}`, [1, cells, values]),
      ),
    ),
  },
  yolox: { inputs: [tensor('images', [1, 3, 64, 64])], outputs: [tensor('output', [1, 84, 85])] },
  ultralytics: {
    inputs: [tensor('images', [1, 3, 64, 64])],
    outputs: [tensor('output0', [1, 7, 84])],
    notes: NOTES,
  },
  birefnet: {
    inputs: [tensor('input_image', [1, 3, 64, 64])],
    outputs: [tensor('output_image', [1, 1, 64, 64])],
  },
  mouth: {
    inputs: [tensor('mel', [1, 'frames', 80])],
    outputs: ['open', 'width', 'protrusion', 'closure', 'teeth'].map((name) => tensor(name, [1, 'frames'])),
  },
  wav2lip: {
    inputs: [tensor('source', [1, 1, 80, 16]), tensor('target', [1, 6, 96, 96])],
    outputs: [tensor('output', [1, 3, 96, 96])],
  },
  kokoro: {
    inputs: [tensor('style', [1, 256]), tensor('input_ids', [1, 'tokens'], 'int64'), tensor('speed', [1])],
    outputs: [tensor('waveform', ['samples'])],
  },
  'openvoice-encoder': {
    inputs: [tensor('spec', [1, 'frames', 513])],
    outputs: [tensor('embedding', [1, 256])],
  },
  'openvoice-converter': {
    inputs: [
      tensor('spec', [1, 513, 'frames']),
      tensor('lengths', [1], 'int64'),
      tensor('source', [1, 256, 1]),
      tensor('target', [1, 256, 1]),
      tensor('tau', [1]),
    ],
    outputs: [tensor('audio', [1, 1, 'samples'])],
  },
  piper: {
    inputs: [
      tensor('scales', [3]),
      tensor('input', ['batch', 'phonemes'], 'int64'),
      tensor('input_lengths', ['batch'], 'int64'),
    ],
    outputs: [tensor('output', ['batch', 1, 'samples'])],
  },
};

/** Floats of a seeded generator, -1..1. */
function noise(seed: number, count: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => 2 * random() - 1);
}

/**
 * Writes a network that runs: each output is a constant (zeros) plus the mean of the first input.
 * @param seed of a weight that nothing reads, so that networks of different seeds are different files
 */
export async function writeNetwork(
  { inputs, outputs, notes = {} }: TestNetwork,
  seed = 1,
): Promise<Uint8Array> {
  const graph = await testGraph('test', 13);
  for (const { name, dims, type } of inputs) graph.input(name, dims, type);
  graph.constant({ dataType: 'float32', dims: [512], data: noise(seed, 512) });
  const [mean] = graph.node('ReduceMean', [inputs[0]?.name ?? ''], { keepdims: 0 });
  const [float] = graph.node('Cast', [mean], { to: 1 });
  for (const { name, dims, type } of outputs) {
    const sizes = dims.map((dim) => (typeof dim === 'number' ? dim : 1));
    const count = sizes.reduce((product, size) => product * size, 1);
    const zeros = graph.constant({ dataType: 'uint8', dims: sizes, data: new Uint8Array(count) });
    const [cast] = graph.node('Cast', [zeros], { to: 1 });
    const [sum] = graph.node('Add', [cast, float]);
    graph.node('Cast', [sum], { to: type === 'float16' ? 10 : type === 'int64' ? 7 : 1 }, [name]);
    graph.output(name, dims, type);
  }
  return graph.encode(notes);
}

/** Ways in which a network can have other tensors than it should, by name. */
export const WRONG_TENSORS: Readonly<Record<string, (right: TestNetwork) => TestNetwork>> = {
  'input of integers': ({ inputs: [first, ...rest], ...others }) => ({
    ...others,
    inputs: [{ ...first, type: 'int64' }, ...rest],
  }),
  'output of integers': ({ outputs, ...others }) => ({
    ...others,
    outputs: outputs.map((one) => ({ ...one, type: 'int64' })),
  }),
  'input of another rank': ({ inputs: [first, ...rest], ...others }) => ({
    ...others,
    inputs: [{ ...first, dims: [...first.dims, 1] }, ...rest],
  }),
  'output of another rank': ({ outputs, ...others }) => ({
    ...others,
    outputs: outputs.map((one) => ({ ...one, dims: one.dims.slice(1) })),
  }),
  'input of other channels': ({ inputs, ...others }) => ({
    ...others,
    inputs: inputs.map((one) => ({
      ...one,
      dims: one.dims.map((dim) => ([3, 6, 80, 256, 513].includes(Number(dim)) ? Number(dim) + 1 : dim)),
    })),
  }),
  'output of other sizes': ({ outputs, ...others }) => ({
    ...others,
    outputs: outputs.map((one) => ({
      ...one,
      dims: one.dims.map((dim, index) =>
        index > 0 && typeof dim === 'number' ? dim + 1 : index === 0 ? 3 : dim,
      ),
    })),
  }),
  'one more input': ({ inputs, ...others }) => ({ ...others, inputs: [...inputs, tensor('weight', [1])] }),
  'no input': (right) => ({ ...right, inputs: [] }),
};
