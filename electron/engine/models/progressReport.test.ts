import { expect, it } from 'vitest';
import type { ModelProgress } from '../../../shared/contract/models.ts';
import { progressReport } from './progressReport.ts';

it('tells the beginning, the first bytes and the end at once, and not every piece between them', () => {
  const told: ModelProgress[] = [];
  const report = progressReport('a-model', {
    signal: new AbortController().signal,
    onProgress: (progress) => void told.push(progress),
  });
  for (const done of [0, 512, 1024, 1536, 4096]) report('download', done, 4096);
  report('verify', 0, 4096);
  expect(told.map(({ phase, doneBytes }) => [phase, doneBytes])).toEqual([
    ['download', 0],
    ['download', 512],
    ['download', 4096],
    ['verify', 0],
  ]);
});
