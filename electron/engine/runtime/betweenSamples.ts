/** Taps of each interpolation phase; a 96-tap filter at four times the rate, twice that of BS.1770-4's example. */
export const INTERPOLATION_TAPS = 24;
/** The interpolated value between samples n and n + 1 is made of samples n - HALF + 1 to n + HALF. */
export const INTERPOLATION_REACH = INTERPOLATION_TAPS / 2;

/** Rates from 192 kHz on need no oversampling, those from 96 kHz on a factor of two (BS.1770-4, annex 2). */
function oversampling(sampleRateHz: number): number {
  if (sampleRateHz >= 192_000) return 1;
  return sampleRateHz >= 96_000 ? 2 : 4;
}

/**
 * Filters that read a sound between its samples, closely enough for its true peak: a Hann-windowed sinc for each
 * position, scaled to pass a constant unchanged.
 */
export function interpolationPhases(sampleRateHz: number): readonly Float64Array[] {
  const factor = oversampling(sampleRateHz);
  return Array.from({ length: factor - 1 }, (_, i) => {
    const fraction = (i + 1) / factor;
    const taps = Float64Array.from({ length: INTERPOLATION_TAPS }, (_unused, j) => {
      const distance = j - INTERPOLATION_REACH + 1 - fraction;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / INTERPOLATION_REACH);
      return (Math.sin(Math.PI * distance) / (Math.PI * distance)) * window;
    });
    const sum = taps.reduce((total, tap) => total + tap, 0);
    return taps.map((tap) => tap / sum);
  });
}

/** How many times larger than the largest sample in its reach an interpolated value can be. */
export const interpolationGain = (phases: readonly Float64Array[]): number =>
  Math.max(1, ...phases.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)));
