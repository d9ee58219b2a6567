import { expect, test } from 'vitest';
import { AutocorrelationPair } from './autocorrelation.ts';
import { seededRandom } from './random.ts';

function direct(frame: ArrayLike<number>, lag: number): number {
  let sum = 0;
  for (let i = 0; i + lag < frame.length; i++) sum += frame[i] * frame[i + lag];
  return sum;
}

test.each([
  [1, 1],
  [2, 2],
  [7, 4],
  [64, 32],
  [130, 66],
  [318, 108],
  [396, 135],
  [640, 216],
  [1000, 400],
  [3000, 1001],
])('two frames of %i samples correlate as by the sum, %i lags', (length, lagCount) => {
  const random = seededRandom(length);
  const pair = new AutocorrelationPair(length, lagCount);
  // The second run shows that nothing is left over from the first.
  for (let round = 0; round < 2; round++) {
    const [a, b] = [0, 1].map(() => Float64Array.from({ length }, () => 2 * random() - 1));
    pair.first.set(a);
    pair.second.set(b);
    pair.run();
    for (let lag = 0; lag < lagCount; lag++) {
      expect(Math.abs(pair.firstLags[lag] - direct(a, lag))).toBeLessThan(1e-10 * length);
      expect(Math.abs(pair.secondLags[lag] - direct(b, lag))).toBeLessThan(1e-10 * length);
    }
  }
});

test('more lags than half a frame are refused', () => {
  expect(() => new AutocorrelationPair(100, 80)).toThrow(RangeError);
});
