import { describe, expect, it } from 'vitest';
import { fakeSession } from '../../../runtime/fakeModels.ts';
import { floatsToHalves, halfToFloat } from '../../../runtime/halfFloat.ts';
import type { Tensor } from '../../../runtime/onnx.ts';
import type { BiRefNetContract } from './contract.ts';
import { predictOpacity, UnusableAnswer } from './predict.ts';

const CONTRACT: BiRefNetContract = {
  inputName: 'in',
  isHalf: false,
  widthPx: null,
  heightPx: null,
  feed: { gain: [2, 3, 4], bias: [-1, 0, 1] },
  outputName: 'out',
  curve: 'logits',
  weights: 1,
};
const SIZE = { widthPx: 64, heightPx: 32 };
const WHOLE = { x: 0, y: 0, width: 640, height: 320 };
const PIXELS = SIZE.widthPx * SIZE.heightPx;
/** Every pixel is (0.1, 0.2, 0.3), but the last one is white. */
const photo = () => {
  const pixels = new Float32Array(PIXELS * 3);
  for (let i = 0; i < PIXELS; i++) pixels.set([0.1, 0.2, 0.3], i * 3);
  return pixels.fill(1, PIXELS * 3 - 3);
};

async function predict(contract: Partial<BiRefNetContract>, answer: (input: Tensor) => Tensor) {
  const session = fakeSession({ run: ({ in: input }) => ({ out: answer(input) }) });
  return predictOpacity(session, { ...CONTRACT, ...contract }, SIZE, photo, WHOLE);
}
const flat = (value: number, dims: readonly number[] = [1, 1, 32, 64]): Tensor => ({
  dims,
  data: new Float32Array(PIXELS).fill(value),
});

describe('predictOpacity', () => {
  it('feeds planes of R, G and B on the scale of the contract', async () => {
    let fed: Tensor | undefined;
    await predict({}, (input) => {
      fed = input;
      return flat(0);
    });
    expect(fed?.dims).toEqual([1, 3, 32, 64]);
    const values = [0, PIXELS, 2 * PIXELS, PIXELS - 1, 3 * PIXELS - 1].map((i) => Number(fed?.data[i]));
    [-0.8, 0.6, 2.2, 1, 5].forEach((value, i) => expect(values[i]).toBeCloseTo(value, 6));
  });

  it('speaks half floats where the network does', async () => {
    let fed: Tensor | undefined;
    const map = await predict({ isHalf: true }, (input) => {
      fed = input;
      return { dims: [1, 1, 32, 64], data: floatsToHalves(new Float32Array(PIXELS).fill(2)) };
    });
    expect(fed?.data).toBeInstanceOf(Uint16Array);
    expect(halfToFloat(Number(fed?.data[0]))).toBeCloseTo(-0.8, 3);
    expect(map.data[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  });

  it('applies the sigmoid where it is not in the graph, and nothing else', async () => {
    const map = await predict({}, () => flat(-3));
    expect([map.width, map.height]).toEqual([64, 32]);
    // A flat answer stays flat: it is not stretched to a mask.
    expect(map.data.every((value) => Math.abs(value - 0.047426) < 1e-6)).toBe(true);
    const plain = await predict({ curve: 'opacity' }, () => flat(0.03));
    expect(plain.data.every((value) => Math.abs(value - 0.03) < 1e-7)).toBe(true);
    const rounded = await predict({ curve: 'opacity' }, () => flat(1.001));
    expect(rounded.data[7]).toBe(1);
  });

  it.each<readonly [what: string, contract: Partial<BiRefNetContract>, answer: Tensor, words: RegExp]>([
    ['not a number, as after an overflow of half floats', {}, flat(NaN), /numbers that are none/],
    ['infinite', {}, flat(Infinity), /numbers that are none/],
    [
      'beyond opacity where the graph should have its sigmoid',
      { curve: 'opacity' },
      flat(-4.2),
      /-4\.20 is no opacity/,
    ],
    ['of another shape', {}, flat(0, [1, 2, 32, 32]), /shape \[1,2,32,32\]/],
    ['of integers', {}, { dims: [1, 1, 32, 64], data: new Int32Array(PIXELS) }, /not made of floats/],
  ])('does not use an answer that is %s', async (_, contract, answer, words) => {
    const error: unknown = await predict(contract, () => answer).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnusableAnswer);
    expect(String(error)).toMatch(words);
  });
});
