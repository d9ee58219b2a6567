/** A contour that can be asked at any time: linear in Hz between voiced frames, held across unvoiced ones. */
export interface PitchTier {
  readonly startSec: number;
  readonly stepSec: number;
  /** Hz, without gaps. */
  readonly hz: Float32Array;
}

/**
 * @param hz one value per frame, 0 where unvoiced
 * @returns null when no frame is voiced
 */
export function pitchTierOf(hz: Float32Array, startSec: number, stepSec: number): PitchTier | null {
  const filled = hz.slice();
  let previous = -1;
  for (let i = 0; i < hz.length; i++) {
    if (hz[i] <= 0) continue;
    // Each half of a gap belongs to the voiced frame next to it: edges of voiced stretches are not bent.
    const half = previous < 0 ? 0 : previous + 1 + ((i - previous - 1) >> 1);
    if (previous >= 0) filled.fill(hz[previous], previous + 1, half);
    filled.fill(hz[i], half, i);
    previous = i;
  }
  if (previous < 0) return null;
  filled.fill(hz[previous], previous + 1);
  return { startSec, stepSec, hz: filled };
}

export function pitchAt({ startSec, stepSec, hz }: PitchTier, sec: number): number {
  const position = (sec - startSec) / stepSec;
  if (position <= 0) return hz[0];
  const i = Math.floor(position);
  if (i >= hz.length - 1) return hz[hz.length - 1];
  return hz[i] + (hz[i + 1] - hz[i]) * (position - i);
}
