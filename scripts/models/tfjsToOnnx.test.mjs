/**
 * Every operator against the original runtime, with small random weights. The real models are compared in
 * embedded.real.test.mjs.
 */
import { describe, expect, it } from 'vitest';
import { largestDifference, runWithOnnx, runWithTfjs } from './referenceRuntime.mjs';
import { tfjsToOnnx } from './tfjsToOnnx.mjs';

/** @typedef {import('./conversion.mjs').SourceNode} SourceNode */
/** @typedef {import('./conversion.mjs').SourceAttribute} SourceAttribute */
/** @typedef {import('./tfjsWeights.mjs').WeightSpec} WeightSpec */

/** @param {string} text @returns {SourceAttribute} */
const text = (text) => ({ s: Buffer.from(text).toString('base64') });
/** @param {number[]} numbers @returns {SourceAttribute} */
const list = (...numbers) => ({ list: { i: numbers.map(String) } });
/** @param {string[]} names @returns {SourceAttribute} */
const texts = (...names) => ({ list: { s: names.map((name) => Buffer.from(name).toString('base64')) } });
/** @param {number[]} sizes @returns {SourceAttribute} */
const shape = (...sizes) => ({ shape: { dim: sizes.map((size) => ({ size: String(size) })) } });
const FLOAT = { type: 'DT_FLOAT' };

/** A graph under construction, with its weights. */
class Source {
  /** @type {SourceNode[]} */
  nodes = [];
  /** @type {WeightSpec[]} */
  specs = [];
  /** @type {Buffer[]} */
  parts = [];
  #seed = 1;

  random() {
    this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) >>> 0;
    return this.#seed / 2 ** 31 - 1;
  }

  /** @param {string} name @param {number[]} dims */
  float(name, ...dims) {
    const data = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => this.random());
    return this.#weight({ name, shape: dims, dtype: 'float32' }, Buffer.from(data.buffer));
  }

  /** Half floats between 1 and 2 in size, of both signs. @param {string} name @param {number[]} dims */
  half(name, ...dims) {
    const data = Uint16Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => {
      const value = this.random();
      return (value < 0 ? 0xb800 : 0x3800) | (Math.abs(value) * 1023);
    });
    const spec = { name, shape: dims, dtype: 'float32', quantization: { dtype: 'float16' } };
    return this.#weight(spec, Buffer.from(data.buffer));
  }

  /** @param {string} name @param {number[]} dims @param {number[]} values */
  int(name, dims, values) {
    return this.#weight({ name, shape: dims, dtype: 'int32' }, Buffer.from(Int32Array.from(values).buffer));
  }

  /** @param {WeightSpec} spec @param {Buffer} bytes */
  #weight(spec, bytes) {
    this.specs.push(spec);
    this.parts.push(bytes);
    const dtype = { type: spec.dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' };
    this.nodes.push({ name: spec.name, op: 'Const', attr: { dtype, value: {} } });
    return spec.name;
  }

  /** @param {string} name @param {string} op @param {string[]} input @param {Record<string, SourceAttribute>} [attr] */
  node(name, op, input, attr = {}) {
    this.nodes.push({ name, op, input, attr: { T: FLOAT, ...attr } });
    return name;
  }

  /** @param {readonly string[]} outputs */
  model(outputs) {
    return {
      format: 'graph-model',
      modelTopology: { node: this.nodes, library: {}, versions: { producer: 0 } },
      weightsManifest: [{ weights: this.specs }],
      signature: {
        outputs: Object.fromEntries(outputs.map((name) => [name, { name: `${name}:0` }])),
      },
    };
  }
}

/**
 * Runs a graph over a random input in both runtimes.
 * @param {readonly number[]} dims
 * @param {(source: Source) => string | string[]} build makes nodes from the placeholder `x`, returns the outputs
 */
async function compare(dims, build) {
  const source = new Source();
  source.nodes.push({
    name: 'x',
    op: 'Placeholder',
    attr: { dtype: FLOAT, shape: shape(...dims) },
  });
  const outputs = [build(source)].flat();
  const model = source.model(outputs);
  const weights = Buffer.concat(source.parts);
  const data = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => source.random() * 3);
  const expected = await runWithTfjs(model, weights, { x: { dims, data } }, outputs);
  const actual = await runWithOnnx(tfjsToOnnx('test', model, weights), { x: { dims, data } });
  for (const name of outputs) {
    const reference = expected.get(name) ?? new Float32Array();
    const spread = Math.max(...reference) - Math.min(...reference);
    expect(spread, `${name} has something to compare`).toBeGreaterThan(0.1);
    expect(largestDifference(reference, actual.get(name) ?? new Float32Array())).toBeLessThan(2e-5);
  }
}

const strides = (/** @type {number} */ step) => list(1, step, step, 1);

/**
 * A convolution that keeps the picture's size; after it, the axes are stored in another order than the source's.
 * @param {Source} source
 * @param {string} name
 * @param {string} input
 * @param {number} channels
 */
const convolved = (source, name, input, channels) =>
  source.node(name, 'Conv2D', [input, source.half(`${name}/filter`, 3, 3, channels, channels)], {
    strides: strides(1),
    padding: text('SAME'),
    dilations: list(1, 1, 1, 1),
  });

describe('tfjsToOnnx agrees with the original runtime on', () => {
  it.each([
    ['SAME', 1],
    ['SAME', 2],
    ['VALID', 3],
  ])('a convolution, %s, stride %d', (padding, stride) =>
    compare([1, 9, 12, 3], (source) =>
      source.node('y', 'Conv2D', ['x', source.half('f', 3, 3, 3, 5)], {
        strides: strides(stride),
        padding: text(padding),
        dilations: list(1, 1, 1, 1),
        data_format: text('NHWC'),
      }),
    ),
  );

  it('a dilated convolution', () =>
    compare([1, 12, 12, 2], (source) =>
      source.node('y', 'Conv2D', ['x', source.float('f', 3, 3, 2, 4)], {
        strides: strides(1),
        padding: text('VALID'),
        dilations: list(1, 2, 2, 1),
      }),
    ));

  it.each([
    ['Prelu', ['BiasAdd', 'Prelu']],
    ['Relu', ['BiasAdd', 'Relu']],
    ['Relu6', ['BiasAdd', 'Relu6']],
    ['no activation', ['BiasAdd']],
  ])('a convolution fused with %s', (_, fused) =>
    compare([1, 8, 8, 3], (source) => {
      const inputs = ['x', source.half('f', 1, 1, 3, 6), source.half('bias', 6)];
      if (fused.includes('Prelu')) inputs.push(source.half('slope', 1, 1, 6));
      return source.node('y', '_FusedConv2D', inputs, {
        strides: strides(1),
        padding: text('VALID'),
        fused_ops: texts(...fused),
        num_args: { i: String(inputs.length - 2) },
        dilations: list(1, 1, 1, 1),
        data_format: text('NHWC'),
      });
    }),
  );

  it.each([1, 2])('a depthwise convolution with multiplier %d', (multiplier) =>
    compare([1, 10, 9, 4], (source) =>
      source.node('y', 'DepthwiseConv2dNative', ['x', source.half('f', 5, 5, 4, multiplier)], {
        strides: strides(2),
        padding: text('SAME'),
        dilations: list(1, 1, 1, 1),
        data_format: text('NHWC'),
      }),
    ),
  );

  it.each([
    [2, 2, 16, 12],
    [3, 2, 15, 11],
    [4, 2, 16, 12],
  ])('a transposed convolution of %d pixels, stride %d', (kernel, stride, height, width) =>
    compare([1, 8, 6, 4], (source) =>
      source.node(
        'y',
        'Conv2DBackpropInput',
        [source.int('size', [4], [1, height, width, 3]), source.half('f', kernel, kernel, 3, 4), 'x'],
        {
          strides: strides(stride),
          padding: text('SAME'),
          data_format: text('NHWC'),
          dilations: list(1, 1, 1, 1),
        },
      ),
    ),
  );

  it.each([
    ['MaxPool', 'SAME'],
    ['MaxPool', 'VALID'],
    ['AvgPool', 'SAME'],
    ['AvgPool', 'VALID'],
  ])('%s, %s', (op, padding) =>
    compare([1, 9, 7, 3], (source) =>
      source.node('y', op, ['x'], { ksize: list(1, 3, 3, 1), strides: strides(2), padding: text(padding) }),
    ),
  );

  it.each(['Relu', 'Relu6', 'Sigmoid', 'LeakyRelu'])('%s', (op) =>
    compare([2, 5], (source) => source.node('y', op, ['x'], op === 'LeakyRelu' ? { alpha: { f: 0.1 } } : {})),
  );

  it('a slope per channel', () =>
    compare([1, 4, 4, 6], (source) => source.node('y', 'Prelu', ['x', source.half('slope', 1, 1, 6)])));

  it.each([
    ['Add', [6]],
    ['AddV2', [1, 3, 1, 6]],
    ['Mul', []],
    ['Sub', [4, 1]],
  ])('%s of a constant on either side', (op, dims) =>
    compare([1, 3, 4, 6], (source) => {
      const image = convolved(source, 'image', 'x', 6);
      const constant = source.half('c', ...dims);
      return [source.node('y', op, [image, constant]), source.node('z', op, [constant, image])];
    }),
  );

  it('sums of tensors whose axes are stored in different orders', () =>
    compare([1, 4, 5, 3], (source) => {
      const image = convolved(source, 'image', 'x', 3);
      return [
        source.node('y', 'AddN', ['x', image, 'x'], { N: { i: '3' } }),
        source.node('z', 'Mul', [image, 'x']),
      ];
    }));

  it('padding with zeros and with a value, along the axes of the source', () =>
    compare([1, 4, 5, 3], (source) => {
      const image = convolved(source, 'image', 'x', 3);
      const paddings = source.int('pads', [4, 2], [0, 0, 1, 2, 3, 0, 0, 4]);
      return [
        source.node('y', 'Pad', [image, paddings]),
        source.node('z', 'PadV2', [image, paddings, source.float('fill')]),
      ];
    }));

  it.each([
    ['half pixels', true, false],
    ['aligned corners', false, true],
    ['neither', false, false],
  ])('bilinear resizing, %s', (_, halfPixel, aligned) =>
    compare([1, 4, 5, 2], (source) => {
      const image = convolved(source, 'image', 'x', 2);
      const resized = source.node('resized', 'ResizeBilinear', [image, source.int('size', [2], [9, 12])], {
        half_pixel_centers: { b: halfPixel },
        align_corners: { b: aligned },
      });
      return convolved(source, 'y', resized, 2);
    }),
  );

  it('the channels-first graphs that convert back and forth: transpose, concatenate, split, reshape', () =>
    compare([1, 6, 4, 4], (source) => {
      const toLast = source.int('toLast', [4], [0, 2, 3, 1]);
      const toFirst = source.int('toFirst', [4], [0, 3, 1, 2]);
      const last = source.node('last', 'Transpose', ['x', toLast]);
      const image = convolved(source, 'image', last, 6);
      const first = source.node('first', 'Transpose', [image, toFirst]);
      const both = source.node('both', 'ConcatV2', ['x', first, source.int('axis', [], [1])], {
        N: { i: '2' },
      });
      source.node('parts', 'SplitV', [both, source.int('sizes', [2], [7, 5]), source.int('by', [], [-3])], {
        num_split: { i: '2' },
      });
      const empty = [
        source.int('indices', [0, 1], []),
        source.int('rank', [1], [3]),
        source.int('none', [0], []),
      ];
      const zeros = source.node('zeros', 'SparseToDense', [...empty, source.int('zero', [], [0])]);
      const target = source.node('target', 'AddV2', [source.int('shape', [3], [1, 5, -1]), zeros]);
      const flat = source.node('flat', 'Reshape', ['parts:1', target]);
      const turned = source.node('turned', 'Transpose', [flat, source.int('turn', [3], [0, 2, 1])]);
      return [source.node('y', 'Identity', [turned]), source.node('z', 'Identity', ['parts'])];
    }));
});

describe('tfjsToOnnx', () => {
  /** @param {string} op */
  const single = (op) => {
    const source = new Source();
    source.nodes.push({ name: 'x', op: 'Placeholder', attr: { shape: shape(1, 2, 2, 1) } });
    source.node('y', op, ['x']);
    return { model: source.model(['y']), weights: Buffer.concat(source.parts) };
  };

  it('names an operator that it does not cover', () => {
    const { model, weights } = single('FancyNewOp');
    expect(() => tfjsToOnnx('test', model, weights)).toThrow('y: the operator FancyNewOp is not covered.');
  });

  it('notices a weight file of the wrong length', () => {
    const { model } = single('Relu');
    expect(() => tfjsToOnnx('test', model, new Uint8Array(4))).toThrow('has 4 bytes');
  });
});
