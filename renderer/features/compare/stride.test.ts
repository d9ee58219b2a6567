import { expect, it } from 'vitest';
import { createStride } from './stride.ts';

const REFRESH_MS = 16;

/** Plays for a while; pictures are there as often as `isThere` says. @returns the frames apart afterwards */
function play(
  stride: ReturnType<typeof createStride>,
  fromMs: number,
  forMs: number,
  isThere: boolean,
): number {
  for (let ms = fromMs; ms < fromMs + forMs; ms += REFRESH_MS) stride.refresh(isThere, ms);
  return stride.frames;
}

it('shows every frame while all are there', () => {
  expect(play(createStride(), 0, 10_000, true)).toBe(1);
});

it('shows fewer step by step while they are late, and more again when they are not', () => {
  const stride = createStride();
  expect(play(stride, 0, 1100, false)).toBe(3);
  expect(play(stride, 1200, 60_000, false)).toBe(6);
  expect(play(stride, 70_000, 3400, true)).toBe(5);
  expect(play(stride, 80_000, 60_000, true)).toBe(1);
});

it('does not take a jump for a slow machine', () => {
  const stride = createStride();
  stride.jump(0);
  expect(play(stride, 0, 380, false)).toBe(1);
  expect(play(stride, 400, 3000, true)).toBe(1);
});
