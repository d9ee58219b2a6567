import { throwIfCancelled } from '../../../../shared/errors.ts';

/** The times of one kind of work, repeated. */
export interface Workload {
  readonly id: string;
  /** Number of runs. */
  readonly n: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/**
 * The value below which a share of the samples lies (nearest rank).
 * @param samples at least one
 * @param share 0..1
 */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

export const workloadOf = (id: string, timesMs: readonly number[]): Workload => ({
  id,
  n: timesMs.length,
  p50Ms: percentile(timesMs, 0.5),
  p95Ms: percentile(timesMs, 0.95),
});

/**
 * Does the same work several times and measures each.
 * @param signal looked at between the runs
 */
export async function measure(
  id: string,
  n: number,
  signal: AbortSignal,
  work: () => Promise<unknown>,
): Promise<Workload> {
  const timesMs: number[] = [];
  while (timesMs.length < n) {
    throwIfCancelled(signal);
    const startMs = performance.now();
    await work();
    timesMs.push(performance.now() - startMs);
  }
  return workloadOf(id, timesMs);
}
