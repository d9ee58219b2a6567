import { expect, it } from 'vitest';
import { stageShares } from './shares.ts';

it('shares of stages and of what lies between them add up', () => {
  const shares = stageShares(
    [
      { name: 'media', ms: 20, cache: 'miss' },
      { name: 'encode', ms: 70, cache: 'miss' },
    ],
    100,
  );
  expect(shares.map(({ name }) => name)).toEqual(['media', 'encode', 'rest']);
  expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(shares[2].share).toBeCloseTo(0.1, 12);
  // Clocks that were read at different moments do not make shares negative.
  expect(stageShares([{ name: 'media', ms: 5, cache: 'hit' }], 4).map(({ share }) => share)).toEqual([1, 0]);
  expect(stageShares([], 0)).toEqual([{ name: 'rest', share: 1 }]);
});
