import type { MonoSound } from '../../../runtime/monoSource.ts';
import type { ProsodyAnalysis } from '../types.ts';
import { createCepstrumReader } from './melCepstrum.ts';
import { pitchAt } from './measures.ts';

/** Moments at which the room's noise is looked for lie this far apart. */
const LOOK_STEP_SEC = 0.02;
/** Each band is at its quietest in this share of them: what sounds there then is the noise of the room ... */
const QUIET_SHARE = 0.1;
const LEAST_QUIET_MOMENTS = 2;
/** ... at a moment when it is low itself: the mean of the noise is this many times higher. */
const MEAN_OVER_QUIET = 2;
/** Nothing at all is recorded in moments quieter than this (a sum of squares under one window). */
const DIGITAL_SILENCE = 1e-8;

/**
 * How much of the spectrum of the speech is the voice's own, and not the noise of the recording: the mean over speech
 * and mel bands of 1 - noise / power. Where noise holds a band, a change of the voice does not show in it: distances
 * between spectra shrink by about this factor.
 * @param speechSec moments of speech
 * @returns 0 (noise hides everything) to 1 (clean, or no quiet moment to tell)
 */
export function speechClarity(
  { mono, sampleRateHz, pitch }: Pick<ProsodyAnalysis<MonoSound>, 'mono' | 'sampleRateHz' | 'pitch'>,
  speechSec: readonly number[],
): number {
  if (speechSec.length === 0) return 1;
  const reader = createCepstrumReader(mono, sampleRateHz, { topHz: sampleRateHz / 2 });
  const durationSec = mono.length / sampleRateHz;
  const unvoicedSec: number[] = [];
  for (let sec = LOOK_STEP_SEC; sec < durationSec - LOOK_STEP_SEC; sec += LOOK_STEP_SEC)
    if (pitchAt(pitch, sec) === 0) unvoicedSec.push(sec);
  const noise = noisePowers(unvoicedSec, reader.filterCount, (sec) => reader.powersAt(sec));
  if (!noise) return 1;
  let sum = 0;
  for (const sec of speechSec) {
    const powers = reader.powersAt(sec);
    for (let band = 0; band < noise.length; band++) sum += Math.max(0, 1 - noise[band] / powers[band]);
  }
  return sum / (speechSec.length * noise.length);
}

/**
 * The noise of each band from its own quiet moments (minimum statistics, Martin 2001): no moment needs to be free of
 * speech, only of speech in that band. Voiced moments are left out: a long vowel stands as still as noise. null where there are too few moments to tell.
 */
function noisePowers(
  unvoicedSec: readonly number[],
  bandCount: number,
  powersAt: (sec: number) => Float64Array,
): Float64Array | null {
  const moments = unvoicedSec
    .map((sec) => powersAt(sec).slice())
    .filter((powers) => powers.reduce((total, power) => total + power, 0) > DIGITAL_SILENCE);
  if (moments.length * QUIET_SHARE < LEAST_QUIET_MOMENTS) return null;
  return Float64Array.from({ length: bandCount }, (_, band) => {
    const sorted = Float64Array.from(moments, (powers) => powers[band]).sort();
    return MEAN_OVER_QUIET * sorted[Math.floor(QUIET_SHARE * sorted.length)];
  });
}
