import { AutocorrelationPair } from '../../../runtime/autocorrelation.ts';
import { monoOf, type MonoSound, type MonoSource } from '../../../runtime/monoSource.ts';
import { STRETCH_SAMPLES } from '../../../runtime/soundSource.ts';
import type { PitchSettings } from './pitchSettings.ts';

/**
 * What the frames offer, in flat arrays so that an hour fits into some 50 MB: the candidates of frame i lie at
 * i * capacity ... i * capacity + counts[i] - 1, the unvoiced one (0 Hz) first.
 */
export interface PitchFrames {
  readonly startSec: number;
  readonly frameCount: number;
  readonly capacity: number;
  readonly counts: Uint8Array;
  readonly hz: Float32Array;
  /** Height of the normalised autocorrelation; 0 for the unvoiced candidate. */
  readonly strength: Float32Array;
  /** Local peak over global peak of the waveform of each frame, 0..1. */
  readonly intensity: Float32Array;
}

/** Frames whose samples are read at once: ten seconds, or twenty in a first look. */
const FRAMES_AT_A_TIME = 1000;

/** Samples of the signal from `from` on. */
interface Stretch {
  readonly from: number;
  readonly samples: Float32Array;
}

/** The limits of what is kept of a frame's autocorrelation. */
interface PeakSearch {
  readonly rateHz: number;
  readonly settings: PitchSettings;
  readonly maxLag: number;
  /** Normalised autocorrelation of the window, lags 0 ... maxLag + 1. */
  readonly windowLags: Float64Array;
  /** Room for one frame's normalised autocorrelation. */
  readonly correlation: Float64Array;
}

/**
 * Frames quieter than this are unvoiced, however periodic: their unvoiced candidate is worth more than 1, the most a
 * voiced one can be worth, and the two changes that the path saves by staying voiced.
 */
function hopelessIntensity(settings: PitchSettings): number {
  const { silenceThreshold, voicingThreshold, voicedUnvoicedCost, stepSec } = settings;
  const changesCost = (2 * voicedUnvoicedCost * 0.01) / stepSec;
  return (silenceThreshold * Math.max(0, 1 + voicingThreshold - changesCost)) / (1 + voicingThreshold);
}

/**
 * Candidates of every frame by the windowed autocorrelation divided by that of the window (Boersma 1993), with
 * Praat's frame times, window and limits; peaks by a parabola through three lags.
 * @param signal mono, low-passed where its rate was reduced
 */
export function pitchFrames(sound: MonoSound, rateHz: number, settings: PitchSettings): PitchFrames {
  const signal = monoOf(sound);
  const { floorHz, ceilingHz, stepSec } = settings;
  const windowSec = 3 / floorHz;
  const durationSec = signal.length / rateHz;
  const half = Math.floor(Math.floor(windowSec * rateHz) / 2) - 1;
  const capacity = 1 + Math.min(254, Math.max(settings.maxCandidates, Math.floor(ceilingHz / floorHz)));
  if (durationSec < windowSec || half < 4) return emptyFrames(durationSec / 2, 0, capacity);
  const frameCount = Math.floor((durationSec - windowSec) / stepSec + 1e-9) + 1;
  const frames = emptyFrames(
    durationSec / 2 - (frameCount * stepSec) / 2 + stepSec / 2,
    frameCount,
    capacity,
  );

  const length = 2 * half;
  const period = Math.floor(rateHz / floorHz);
  const halfPeriod = Math.floor(period / 2) + 1;
  const maxLag = Math.min(Math.floor(length / 3) + 2, half - 1);
  const correlator = new AutocorrelationPair(length, maxLag + 2);
  const window = Float64Array.from(
    { length },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 1)) / (length + 1)),
  );
  const search: PeakSearch = {
    rateHz,
    settings,
    maxLag,
    windowLags: normalisedWindowLags(correlator, window),
    correlation: new Float64Array(maxLag + 2),
  };
  const globalPeak = peakOfWhole(signal);
  const hopeless = hopelessIntensity(settings);

  /** The frame that waits for a second one, so that a transform serves two. */
  let waiting = -1;
  /** The first sample right of a frame's centre. */
  const rightOf = (frame: number): number =>
    Math.floor((frames.startSec + frame * stepSec) * rateHz - 0.5) + 1;
  const reach = Math.max(half, period, halfPeriod);
  let stretch: Stretch = { from: 0, samples: new Float32Array(0) };
  for (let frame = 0; frame < frameCount; frame++) {
    if (frame % FRAMES_AT_A_TIME === 0) {
      const last = Math.min(frameCount, frame + FRAMES_AT_A_TIME) - 1;
      const from = Math.max(0, rightOf(frame) - reach);
      stretch = { from, samples: signal.read(from, Math.min(signal.length, rightOf(last) + reach)) };
    }
    const { samples } = stretch;
    const right = rightOf(frame) - stretch.from;
    const localMean = meanOf(samples, right - period, right + period);
    const localPeak = peakOf(samples, right - halfPeriod, right + halfPeriod, localMean);
    const intensity = globalPeak > 0 ? Math.min(1, localPeak / globalPeak) : 0;
    frames.intensity[frame] = intensity;
    if (intensity <= hopeless) continue;
    const input = waiting < 0 ? correlator.first : correlator.second;
    cutFrame(samples, right - half, localMean, window, input);
    if (waiting < 0) waiting = frame;
    else {
      correlator.run();
      keepPeaks(frames, waiting, correlator.firstLags, search);
      keepPeaks(frames, frame, correlator.secondLags, search);
      waiting = -1;
    }
  }
  if (waiting >= 0) {
    correlator.second.fill(0);
    correlator.run();
    keepPeaks(frames, waiting, correlator.firstLags, search);
  }
  return frames;
}

function emptyFrames(startSec: number, frameCount: number, capacity: number): PitchFrames {
  return {
    startSec,
    frameCount,
    capacity,
    counts: new Uint8Array(frameCount).fill(1),
    hz: new Float32Array(frameCount * capacity),
    strength: new Float32Array(frameCount * capacity),
    intensity: new Float32Array(frameCount),
  };
}

function meanOf(signal: Float32Array, from: number, to: number): number {
  const first = Math.max(0, from);
  const end = Math.min(signal.length, to);
  let sum = 0;
  for (let i = first; i < end; i++) sum += signal[i];
  return sum / Math.max(1, end - first);
}

/** Largest distance from the mean, of a whole sound. */
function peakOfWhole(signal: MonoSource): number {
  let sum = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (let start = 0; start < signal.length; start += STRETCH_SAMPLES)
    for (const value of signal.read(start, Math.min(signal.length, start + STRETCH_SAMPLES))) {
      sum += value;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  const mean = sum / Math.max(1, signal.length);
  return Math.max(0, highest - mean, mean - lowest);
}

/** Largest distance from `mean`. */
function peakOf(signal: Float32Array, from: number, to: number, mean: number): number {
  const end = Math.min(signal.length, to);
  let lowest = mean;
  let highest = mean;
  for (let i = Math.max(0, from); i < end; i++) {
    const value = signal[i];
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return Math.max(highest - mean, mean - lowest);
}

/** The windowed samples from `begin` on; outside the signal there is nothing. */
function cutFrame(
  signal: Float32Array,
  begin: number,
  mean: number,
  window: Float64Array,
  into: Float64Array,
): void {
  const from = Math.max(0, -begin);
  const to = Math.max(from, Math.min(window.length, signal.length - begin));
  into.fill(0, 0, from);
  for (let i = from; i < to; i++) into[i] = (signal[begin + i] - mean) * window[i];
  into.fill(0, to, window.length);
}

function normalisedWindowLags(correlator: AutocorrelationPair, window: Float64Array): Float64Array {
  correlator.first.set(window);
  correlator.second.fill(0);
  correlator.run();
  const energy = correlator.firstLags[0];
  return correlator.firstLags.map((lag) => lag / energy);
}

function keepPeaks(
  frames: PitchFrames,
  frame: number,
  lags: Float64Array,
  { rateHz, settings, maxLag, windowLags, correlation }: PeakSearch,
): void {
  const energy = lags[0];
  if (!(energy > 0)) return;
  const lowestHz = 0.98 * settings.floorHz;
  const highestHz = 1.5 * settings.ceilingHz;
  const minStrength = 0.5 * settings.voicingThreshold;
  for (let lag = 0; lag <= maxLag + 1; lag++) correlation[lag] = lags[lag] / (energy * windowLags[lag]);
  for (let lag = 2; lag <= maxLag; lag++) {
    const here = correlation[lag];
    if (here <= minStrength || here <= correlation[lag - 1] || here < correlation[lag + 1]) continue;
    const rise = 0.5 * (correlation[lag + 1] - correlation[lag - 1]);
    const bend = 2 * here - correlation[lag - 1] - correlation[lag + 1];
    const hz = rateHz / (lag + rise / bend);
    if (hz < lowestHz || hz > highestHz) continue;
    const height = here + (0.5 * rise * rise) / bend;
    keep(frames, frame, hz, height > 1 ? 1 / height : height, settings);
  }
}

/** Adds a candidate; where there is no room it replaces the weakest, judged with the octave cost for high ones. */
function keep(
  frames: PitchFrames,
  frame: number,
  hz: number,
  strength: number,
  { floorHz, octaveCost }: PitchSettings,
): void {
  const start = frame * frames.capacity;
  let place = start + frames.counts[frame];
  if (frames.counts[frame] < frames.capacity) frames.counts[frame]++;
  else {
    let lowest = strength - octaveCost * Math.log2(floorHz / hz);
    place = -1;
    for (let i = start + 1; i < start + frames.capacity; i++) {
      const value = frames.strength[i] - octaveCost * Math.log2(floorHz / frames.hz[i]);
      if (value < lowest) {
        lowest = value;
        place = i;
      }
    }
    if (place < 0) return;
  }
  frames.hz[place] = hz;
  frames.strength[place] = strength;
}
