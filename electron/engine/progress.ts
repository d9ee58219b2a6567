/** A part of a larger job that reports how far it has come. Values are clamped and never go backwards. */
export interface ProgressToken {
  /** @param fraction 0..1 of this part */
  report(fraction: number): void;
}

/** Progress that nobody watches. */
export const silentProgress: ProgressToken = { report: () => undefined };

/**
 * Makes a token that passes on only growing values in 0..1.
 * @param sink receives each new value
 */
export function monotonicProgress(sink: (fraction: number) => void): ProgressToken {
  let best = -1;
  return {
    report(fraction) {
      const clamped = Math.min(1, Math.max(0, fraction));
      if (clamped <= best) return;
      best = clamped;
      sink(clamped);
    },
  };
}
