import { setTimeout as sleep } from 'node:timers/promises';

/** Time as the backend sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds since 1970. May jump: only used for ages of hours, and where a jump costs no more than a wait. */
  nowMs(): number;
  /** Ends early, without an error, when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** A signal that is aborted after this time. */
  limit(ms: number): AbortSignal;
  /** 0..1, for jitter. */
  random(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
  limit: (ms) => AbortSignal.timeout(ms),
  random: () => Math.random(),
};

/**
 * Exponential back-off with jitter: between half and all of the doubled time, so that clients which failed together do
 * not come back together.
 * @param failures how often it failed so far, from 1
 */
export function backOffMs(failures: number, firstMs: number, maxMs: number, random: () => number): number {
  const full = Math.min(maxMs, firstMs * 2 ** (failures - 1));
  return full * (0.5 + 0.5 * random());
}
