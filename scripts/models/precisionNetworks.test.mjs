import * as ort from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { precisionNetwork } from './precisionNetworks.mjs';

/** @param {import('./precisionNetworks.mjs').Precision} precision @param {Float32Array} x */
async function answer(precision, x) {
  const session = await ort.InferenceSession.create(precisionNetwork(precision), { logSeverityLevel: 3 });
  const { y } = await session.run({ x: new ort.Tensor('float32', x, [1, 32, 96, 96]) });
  await session.release();
  return /** @type {Float32Array} */ (y?.data);
}

it('is the same network in every precision, to what the precision can hold', async () => {
  const x = Float32Array.from({ length: 32 * 96 * 96 }, (_, i) => 0.5 + 0.5 * Math.sin(i * i));
  const single = await answer('fp32', x);
  const spread = Math.max(...single.subarray(0, 9000)) - Math.min(...single.subarray(0, 9000));
  expect(spread).toBeGreaterThan(0.1);
  for (const [precision, most] of /** @type {const} */ ([
    ['fp16', 0.01],
    ['int8', 0.1],
  ])) {
    const other = await answer(precision, x);
    const off = other.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (single[i] ?? 0))), 0);
    expect(off / spread).toBeLessThan(most);
    expect(off).toBeGreaterThan(0);
  }
});
