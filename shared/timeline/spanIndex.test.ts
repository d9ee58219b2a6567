import { expect, test } from 'vitest';
import { spanIndex } from './spanIndex.ts';

const spans = [
  [5, 6],
  [0, 1],
  [0.5, 9],
  [2, 3],
] as const;

test('what reaches into a stretch is found, edges included, in the order of the list', () => {
  const near = spanIndex(spans, (span) => span);
  expect(near(2.5, 2.6)).toEqual([spans[2], spans[3]]);
  expect(near(6, 7)).toEqual([spans[0], spans[2]]);
  expect(near(-3, 0)).toEqual([spans[1]]);
  expect(near(20, 30)).toEqual([]);
  expect(near(-Infinity, Infinity)).toEqual(spans);
  expect(spanIndex([], () => [0, 0])(0, 1)).toEqual([]);
});
