import { monoOf, type MonoSound } from '../../runtime/monoSource.ts';
import { STRETCH_SAMPLES } from '../../runtime/soundSource.ts';

/** The largest magnitude of a sound; 0 of nothing. */
export function peakOf(sound: MonoSound): number {
  const mono = monoOf(sound);
  let peak = 0;
  for (let start = 0; start < mono.length; start += STRETCH_SAMPLES)
    for (const value of mono.read(start, Math.min(mono.length, start + STRETCH_SAMPLES)))
      peak = Math.max(peak, Math.abs(value));
  return peak;
}
