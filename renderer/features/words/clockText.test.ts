import { expect, it } from 'vitest';
import { readClock, writeClock } from './clockText.ts';

it('moments come back as they were written', () => {
  for (const sec of [0, 0.05, 7.4, 59.99, 60, 3723.5]) expect(readClock(writeClock(sec))).toBeCloseTo(sec, 9);
  expect([7.4, 83.456, 3723].map(writeClock)).toEqual(['0:07.40', '1:23.46', '1:02:03.00']);
});

it('moments may be typed in several ways, and other words are none', () => {
  expect(['7', '7.5', '7,5', '1:07', '1:00:07.25'].map(readClock)).toEqual([7, 7.5, 7.5, 67, 3607.25]);
  expect(['', 'soon', '1:2:3:4', '-1', '1.5:00'].map(readClock)).toEqual([null, null, null, null, null]);
});
