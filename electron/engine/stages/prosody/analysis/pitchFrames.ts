import { RealFft } from '../../../runtime/fft.ts';
import type { PitchSettings } from './pitchSettings.ts';

/** What one frame offers: parallel lists of candidates, the unvoiced one (0 Hz) first. */
export interface FrameCandidates {
  readonly hz: readonly number[];
  /** Height of the normalised autocorrelation; 0 for the unvoiced candidate. */
  readonly strength: readonly number[];
  /** Local peak over global peak of the waveform, 0..1. */
  readonly intensity: number;
}

export interface PitchFrames {
  readonly startSec: number;
  readonly frames: readonly FrameCandidates[];
}

/** Autocorrelation of a real signal by two real transforms: the power spectrum is even, so its transform is real. */
class Autocorrelator {
  readonly size: number;
  readonly input: Float64Array;
  /** Lags 0..size / 2 after {@link run}. */
  readonly lags: Float64Array;
  readonly #fft: RealFft;
  readonly #im: Float64Array;
  readonly #power: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.#fft = new RealFft(size);
    this.input = new Float64Array(size);
    this.lags = new Float64Array(this.#fft.binCount);
    this.#im = new Float64Array(this.#fft.binCount);
    this.#power = new Float64Array(size);
  }

  run(): void {
    const { lags, size } = this;
    this.#fft.forward(this.input, lags, this.#im);
    const power = this.#power;
    for (let k = 0; k < lags.length; k++) {
      const value = lags[k] * lags[k] + this.#im[k] * this.#im[k];
      power[k] = value;
      if (k > 0) power[size - k] = value;
    }
    this.#fft.forward(power, lags, this.#im);
  }
}

/** Frames quieter than this share of the silence threshold cannot be voiced, whatever their periodicity. */
const hopelessIntensity = (settings: PitchSettings): number =>
  ((1 + settings.voicingThreshold - 0.0001) / (1 + settings.voicingThreshold)) *
  settings.silenceThreshold *
  (1 / (1 + settings.voicingThreshold));

/**
 * Candidates of every frame by the windowed autocorrelation divided by that of the window (Boersma 1993), with
 * Praat's frame times, window and limits; peaks by a parabola through three lags.
 * @param signal mono, low-passed where its rate was reduced
 */
export function pitchFrames(signal: Float32Array, rateHz: number, settings: PitchSettings): PitchFrames {
  const { floorHz, ceilingHz, stepSec } = settings;
  const windowSec = 3 / floorHz;
  const durationSec = signal.length / rateHz;
  if (durationSec < windowSec) return { startSec: durationSec / 2, frames: [] };
  const count = Math.floor((durationSec - windowSec) / stepSec + 1e-9) + 1;
  const startSec = durationSec / 2 - (count * stepSec) / 2 + stepSec / 2;

  const half = Math.floor(Math.floor(windowSec * rateHz) / 2) - 1;
  const length = 2 * half;
  const period = Math.floor(rateHz / floorHz);
  const halfPeriod = Math.floor(period / 2) + 1;
  const correlator = new Autocorrelator(2 ** Math.ceil(Math.log2(1.5 * length)));
  const window = Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (length + 1)),
  );
  const maxLag = Math.min(Math.floor(length / 3) + 2, correlator.lags.length - 2);
  const windowLags = normalisedWindowLags(correlator, window, maxLag + 1);

  let mean = 0;
  for (const value of signal) mean += value;
  mean /= signal.length;
  let globalPeak = 0;
  for (const value of signal) globalPeak = Math.max(globalPeak, Math.abs(value - mean));

  const correlation = new Float64Array(maxLag + 2);
  const minStrength = 0.5 * settings.voicingThreshold;
  const hopeless = hopelessIntensity(settings);
  const frames: FrameCandidates[] = [];
  for (let frame = 0; frame < count; frame++) {
    const left = Math.floor((startSec + frame * stepSec) * rateHz - 0.5);
    const right = left + 1;
    let localMean = 0;
    const from = Math.max(0, right - period);
    const to = Math.min(signal.length, left + period + 1);
    for (let i = from; i < to; i++) localMean += signal[i];
    localMean /= Math.max(1, to - from);

    let localPeak = 0;
    const peakFrom = Math.max(0, right - halfPeriod);
    const peakTo = Math.min(signal.length, left + halfPeriod + 1);
    for (let i = peakFrom; i < peakTo; i++) localPeak = Math.max(localPeak, Math.abs(signal[i] - localMean));
    const intensity = globalPeak > 0 ? Math.min(1, localPeak / globalPeak) : 0;

    const hz = [0];
    const strength = [0];
    frames.push({ hz, strength, intensity });
    if (intensity <= hopeless) continue;

    correlator.input.fill(0);
    const begin = right - half;
    for (let i = 0; i < length; i++) {
      const at = begin + i;
      if (at >= 0 && at < signal.length) correlator.input[i] = (signal[at] - localMean) * window[i];
    }
    correlator.run();
    const energy = correlator.lags[0];
    if (energy <= 0) continue;
    correlation[0] = 1;
    for (let lag = 1; lag <= maxLag + 1; lag++)
      correlation[lag] = correlator.lags[lag] / (energy * windowLags[lag]);
    for (let lag = 2; lag <= maxLag; lag++) {
      const here = correlation[lag];
      if (here <= minStrength || here <= correlation[lag - 1] || here < correlation[lag + 1]) continue;
      const rise = 0.5 * (correlation[lag + 1] - correlation[lag - 1]);
      const bend = 2 * here - correlation[lag - 1] - correlation[lag + 1];
      const candidateHz = rateHz / (lag + rise / bend);
      if (candidateHz < floorHz * 0.98 || candidateHz > ceilingHz * 1.5) continue;
      const height = here + (0.5 * rise * rise) / bend;
      hz.push(candidateHz);
      strength.push(height > 1 ? 1 / height : height);
    }
    keepBest(hz, strength, settings);
  }
  return { startSec, frames };
}

function normalisedWindowLags(
  correlator: Autocorrelator,
  window: Float64Array,
  maxLag: number,
): Float64Array {
  correlator.input.fill(0);
  correlator.input.set(window);
  correlator.run();
  return Float64Array.from({ length: maxLag + 1 }, (_, lag) => correlator.lags[lag] / correlator.lags[0]);
}

/** Drops the weakest candidates beyond the limit, judged with the octave cost in favour of high frequencies. */
function keepBest(hz: number[], strength: number[], settings: PitchSettings): void {
  while (hz.length > settings.maxCandidates) {
    let weakest = 1;
    let lowest = Infinity;
    for (let i = 1; i < hz.length; i++) {
      const value = strength[i] - settings.octaveCost * Math.log2(settings.floorHz / hz[i]);
      if (value < lowest) {
        lowest = value;
        weakest = i;
      }
    }
    hz.splice(weakest, 1);
    strength.splice(weakest, 1);
  }
}
