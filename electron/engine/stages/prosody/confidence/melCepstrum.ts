import { RealFft } from '../../../runtime/fft.ts';
import type { MonoSound } from '../../../runtime/monoSource.ts';
import { monoWindowOn } from '../../../runtime/soundWindow.ts';
import { reduced } from '../decimate.ts';

/** Effective window of one spectrum; the Gaussian itself is twice as long, as in the reference measurements. */
const WINDOW_SEC = 0.015;
const FILTER_STEP_MEL = 100;
/** Filters end at 2800 mel (7.7 kHz): what a sound of 16 kHz can hold. */
const FILTER_COUNT = 27;
/** c1 to c12: the shape of the spectrum without its level (c0) and without its fine structure. */
const COEFFICIENTS = 12;
/** Below this the sound is digital silence and has no spectral shape. */
const POWER_FLOOR = 1e-12;

/** The mel scale of O'Shaughnessy (1987), as HTK and Praat's MFCC use it. */
const hzOfMel = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);
const melOfHz = (hz: number): number => 2595 * Math.log10(1 + hz / 700);

/** One triangle on the mel scale over consecutive bins of the spectrum. */
interface MelFilter {
  readonly centreHz: number;
  readonly firstBin: number;
  readonly weights: Float64Array;
}

/** The smoothed spectral shape around any moment of a sound. */
export interface CepstrumReader {
  /** Filters used: fewer than 27 where less than 7.7 kHz is to be compared. */
  readonly filterCount: number;
  /** Cepstral coefficients c1..c12 of the 15 ms around the nearest multiple of 5 ms; valid until a few calls later. */
  at(timeSec: number): Float64Array;
  /** Power of the same spectrum in each filter, as long valid. */
  powersAt(timeSec: number): Float64Array;
}

export interface CepstrumOptions {
  /** The highest frequency that all sounds to be compared have. */
  readonly topHz: number;
  /** What is taken off each filter's level, dB by its centre frequency: an equaliser that was asked for. */
  readonly gainDb?: (hz: number) => number;
}

/** Spectra are taken at multiples of this. */
export const CEPSTRUM_STEP_SEC = 0.005;
/** Spectra kept for being asked again: readers go through a sound with small steps back. */
const KEPT = 32;

/**
 * Prepares mel cepstra: Gaussian windows of 15 ms (30 ms from end to end), triangular filters every 100 mel from
 * 100 mel on, filter powers in dB, cosine transform c_k = sum over j of P_j cos(pi k (j - 1/2) / N) (Davis and
 * Mermelstein 1980). Each is computed when it is first asked for.
 */
export function createCepstrumReader(
  mono: MonoSound,
  sampleRateHz: number,
  { topHz, gainDb = () => 0 }: CepstrumOptions,
): CepstrumReader {
  // Everything above 7.7 kHz is left out anyway: high rates are halved or divided by three first.
  const factor = Math.max(1, Math.floor(sampleRateHz / 16_000));
  const signal = monoWindowOn(reduced(mono, factor));
  const rateHz = sampleRateHz / factor;
  const window = gaussian(Math.round(2 * WINDOW_SEC * rateHz));
  const fft = new RealFft(2 ** Math.ceil(Math.log2(window.length)));
  const filters = designFilters(rateHz / fft.size, topHz);
  const cosines = cosineTable(filters.length);
  const offsetsDb = filters.map(({ centreHz }) => gainDb(centreHz));
  const frame = new Float64Array(fft.size);
  const re = new Float64Array(fft.binCount);
  const im = new Float64Array(fft.binCount);
  const kept = Array.from({ length: KEPT }, () => ({
    step: NaN,
    cepstrum: new Float64Array(COEFFICIENTS),
    powers: new Float64Array(filters.length),
  }));

  const compute = (step: number, out: Float64Array, powers: Float64Array): void => {
    const start = Math.round(step * CEPSTRUM_STEP_SEC * rateHz) - (window.length >> 1);
    signal.reach(start, start + window.length);
    const [samples] = signal.channels;
    const at = start - signal.base;
    for (let i = 0; i < window.length; i++) frame[i] = (samples[at + i] ?? 0) * window[i];
    fft.forward(frame, re, im);
    out.fill(0);
    for (let j = 0; j < filters.length; j++) {
      const { firstBin, weights } = filters[j];
      let power = POWER_FLOOR;
      for (let b = 0; b < weights.length; b++) {
        const bin = firstBin + b;
        power += weights[b] * (re[bin] * re[bin] + im[bin] * im[bin]);
      }
      powers[j] = power;
      const levelDb = 10 * Math.log10(power) - offsetsDb[j];
      for (let k = 0; k < COEFFICIENTS; k++) out[k] += levelDb * cosines[j * COEFFICIENTS + k];
    }
  };

  const slotAt = (timeSec: number): (typeof kept)[number] => {
    const step = Math.round(timeSec / CEPSTRUM_STEP_SEC);
    const slot = kept[((step % KEPT) + KEPT) % KEPT];
    if (slot.step !== step) compute(step, slot.cepstrum, slot.powers);
    slot.step = step;
    return slot;
  };
  return {
    filterCount: filters.length,
    at: (timeSec) => slotAt(timeSec).cepstrum,
    powersAt: (timeSec) => slotAt(timeSec).powers,
  };
}

/**
 * Distance of two spectral shapes: the root-mean-square difference, in dB, of the two smoothed envelopes.
 * @param filterCount of the readers that the coefficients came from
 */
export function cepstralDistanceDb(a: Float64Array, b: Float64Array, filterCount: number): number {
  let sum = 0;
  for (let k = 0; k < COEFFICIENTS; k++) sum += (a[k] - b[k]) ** 2;
  return (Math.SQRT2 / filterCount) * Math.sqrt(sum);
}

/** Gaussian that ends near zero, 1 in the middle. */
function gaussian(length: number): Float64Array {
  const middle = (length + 1) / 2;
  const edge = Math.exp(-12);
  return Float64Array.from(
    { length },
    (_, i) => (Math.exp(-48 * ((i + 1 - middle) / (length + 1)) ** 2) - edge) / (1 - edge),
  );
}

function designFilters(binHz: number, topHz: number): MelFilter[] {
  const filters: MelFilter[] = [];
  for (let j = 1; j <= FILTER_COUNT; j++) {
    const centreMel = j * FILTER_STEP_MEL;
    const upperHz = hzOfMel(centreMel + FILTER_STEP_MEL);
    if (upperHz > topHz) break;
    const firstBin = Math.ceil(hzOfMel(centreMel - FILTER_STEP_MEL) / binHz);
    const lastBin = Math.floor(upperHz / binHz);
    const weights = Float64Array.from({ length: lastBin - firstBin + 1 }, (_, b) =>
      Math.max(0, 1 - Math.abs(melOfHz((firstBin + b) * binHz) - centreMel) / FILTER_STEP_MEL),
    );
    filters.push({ centreHz: hzOfMel(centreMel), firstBin, weights });
  }
  return filters;
}

function cosineTable(filterCount: number): Float64Array {
  const table = new Float64Array(filterCount * COEFFICIENTS);
  for (let j = 0; j < filterCount; j++)
    for (let k = 0; k < COEFFICIENTS; k++)
      table[j * COEFFICIENTS + k] = Math.cos((Math.PI * (k + 1) * (j + 0.5)) / filterCount);
  return table;
}
