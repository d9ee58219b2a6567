import { expect, it } from 'vitest';
import { measure, percentile, workloadOf } from './workload.ts';

it('takes percentiles by nearest rank', () => {
  const samples = [50, 10, 40, 20, 30];
  expect(percentile(samples, 0)).toBe(10);
  expect(percentile(samples, 0.5)).toBe(30);
  expect(percentile(samples, 0.95)).toBe(50);
  expect(percentile([7], 0.5)).toBe(7);
  expect(samples).toEqual([50, 10, 40, 20, 30]);
});

it('repeats work as often as asked', async () => {
  let runs = 0;
  const { id, n } = await measure('work', 3, new AbortController().signal, () => Promise.resolve(runs++));
  expect({ id, n, runs }).toEqual({ id: 'work', n: 3, runs: 3 });
  expect(workloadOf('w', [1, 2, 3, 4])).toEqual({ id: 'w', n: 4, p50Ms: 2, p95Ms: 4 });
});

it('stops between two runs when cancelled', async () => {
  const cancel = new AbortController();
  let runs = 0;
  const work = (): Promise<void> => {
    runs += 1;
    cancel.abort();
    return Promise.resolve();
  };
  await expect(measure('work', 3, cancel.signal, work)).rejects.toMatchObject({ kind: 'cancelled' });
  expect(runs).toBe(1);
});
