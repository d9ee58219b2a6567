import { expect, test, vi } from 'vitest';
import type { RenderProgress } from '../../shared/contract/render.ts';
import { createRenderProgress } from './renderProgress.ts';

test('the whole grows from stage to stage, ends at 1 and never goes back', () => {
  const now = vi.spyOn(performance, 'now');
  let clockMs = 0;
  now.mockImplementation(() => (clockMs += 150));
  const seen: RenderProgress[] = [];
  const progress = createRenderProgress((value) => seen.push(value), false);
  for (const name of ['media', 'face', 'voice', 'lipsync', 'compose'] as const) {
    progress.stage(name).report(0.5);
    progress.stage(name).report(0.2);
    progress.stage(name).report(1);
  }
  progress.setFrames(100);
  for (let frame = 1; frame <= 100; frame++) progress.frameDone(frame);
  progress.stage('encode').report(1);
  now.mockRestore();

  const fractions = seen.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeCloseTo(1, 9);
  expect(seen.some(({ stage }) => stage === 'matte')).toBe(false);
  // Time left is unknown at first, then follows the measured rate.
  expect(seen[0].etaSec).toBeNull();
  const etas = seen.filter(({ etaSec }) => etaSec !== null).map(({ etaSec }) => etaSec ?? 0);
  expect(etas.length).toBeGreaterThan(50);
  expect(etas[0]).toBeGreaterThan(etas[etas.length - 2]);
});
