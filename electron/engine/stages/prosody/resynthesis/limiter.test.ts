import { expect, it } from 'vitest';
import { createAudioClip } from '../../../runtime/audio.ts';
import { limitPeaks } from './limiter.ts';

it('holds every sample under the ceiling and leaves distant sound alone', () => {
  const clip = createAudioClip(48_000, 2, 48_000);
  for (let i = 0; i < 48_000; i++) {
    clip.channels[0][i] = 0.5 * Math.sin(i / 20) * (i > 20_000 && i < 24_000 ? 3 : 1);
    clip.channels[1][i] = 0.25 * Math.cos(i / 20);
  }
  const before = clip.channels.map((samples) => samples.slice());
  limitPeaks(clip, 0.9);
  expect(Math.max(...clip.channels[0])).toBeLessThanOrEqual(0.9);
  expect(Math.max(...clip.channels[0].subarray(21_000, 23_000))).toBeGreaterThan(0.85);
  for (const channel of [0, 1])
    for (const [from, to] of [
      [0, 19_400],
      [24_600, 48_000],
    ])
      expect(clip.channels[channel].subarray(from, to)).toEqual(before[channel].subarray(from, to));
  const ratio = (i: number): number => clip.channels[1][i] / before[1][i];
  expect(ratio(22_000)).toBeCloseTo(0.9 / 1.5, 1);
  for (let i = 19_500; i < 24_500; i++)
    if (Math.abs(before[1][i]) > 0.1 && Math.abs(before[1][i + 1]) > 0.1)
      expect(Math.abs(ratio(i + 1) - ratio(i))).toBeLessThan(0.01);
});

it('does nothing to quiet sound', () => {
  const clip = createAudioClip(8000, 1, 100);
  clip.channels[0].fill(0.5);
  limitPeaks(clip, 0.6);
  expect(clip.channels[0].every((x) => x === 0.5)).toBe(true);
});
