import { expect, it } from 'vitest';
import { processorLayout } from './inferencePool.ts';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

it('lays one thread on each core as long as memory lasts', () => {
  expect(processorLayout(145 * MIB, 2, 8 * GIB)).toEqual({ sessions: 2, threads: 1 });
  expect(processorLayout(145 * MIB, 8, 32 * GIB)).toEqual({ sessions: 8, threads: 1 });
});

it('never lays more threads than there are cores', () => {
  for (const cores of [1, 2, 3, 6, 7, 16, 64])
    for (const memoryGib of [1, 4, 16]) {
      const { sessions, threads } = processorLayout(145 * MIB, cores, memoryGib * GIB);
      expect(sessions * threads).toBeLessThanOrEqual(cores);
      expect(sessions).toBeGreaterThanOrEqual(1);
      expect(threads).toBeGreaterThanOrEqual(1);
    }
});

it('shares a session among cores where weights would fill the memory', () => {
  expect(processorLayout(145 * MIB, 16, 8 * GIB)).toEqual({ sessions: 4, threads: 4 });
  expect(processorLayout(900 * MIB, 8, 4 * GIB)).toEqual({ sessions: 1, threads: 8 });
});
