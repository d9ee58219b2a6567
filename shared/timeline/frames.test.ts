import { expect, test } from 'vitest';
import { frameCount } from './frames.ts';

test('the video covers the voice: ceil(duration * fps) frames, without one too many from rounding', () => {
  expect(frameCount(16_000, 16_000, 25)).toBe(25);
  expect(frameCount(16_001, 16_000, 25)).toBe(26);
  expect(frameCount(4800, 48_000, 30)).toBe(3);
  expect(frameCount(171_360, 16_000, 25)).toBe(268);
  expect(frameCount(1, 192_000, 24)).toBe(1);
});
