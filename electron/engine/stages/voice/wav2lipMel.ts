import { RealFft } from '../../runtime/fft.ts';
import type { MelMatrix } from './types.ts';

// The front end of the Wav2Lip training (audio.py and hparams.py of the original): the weights expect exactly this.
export const MEL_SAMPLE_RATE_HZ = 16_000;
export const MEL_BANDS = 80;
/** 16000 / 200 frames a second. */
export const MEL_FRAMES_PER_SEC = 80;
const FFT_SIZE = 800;
const HOP = 200;
const PRE_EMPHASIS = 0.97;
const MEL_MIN_HZ = 55;
const MEL_MAX_HZ = 7_600;
const MIN_LEVEL = 1e-5;
const MAX_VALUE = 4;

/** One triangle over the magnitude spectrum: weights of the bins from `firstBin` on. */
export interface MelBand {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

/**
 * The mel spectrogram that Wav2Lip reads: pre-emphasis, centred frames with reflected edges, periodic Hann window,
 * magnitude, 80 Slaney bands from 55 to 7600 Hz, decibels scaled to -4..4.
 * @param mono samples at 16 kHz, at least 2
 * @returns 1 + floor(length / 200) frames
 */
export function wav2lipMel(mono: Float32Array): MelMatrix {
  const frames = 1 + Math.floor(mono.length / HOP);
  const data = new Float32Array(frames * MEL_BANDS);
  const fft = new RealFft(FFT_SIZE);
  const window = Float64Array.from(
    { length: FFT_SIZE },
    (_, k) => 0.5 - 0.5 * Math.cos((2 * Math.PI * k) / FFT_SIZE),
  );
  const bands = melBands();
  const frame = new Float64Array(FFT_SIZE);
  const re = new Float64Array(fft.binCount);
  const im = new Float64Array(fft.binCount);
  const magnitude = new Float64Array(fft.binCount);

  for (let t = 0; t < frames; t++) {
    fillFrame(mono, t * HOP - FFT_SIZE / 2, frame);
    for (let k = 0; k < FFT_SIZE; k++) frame[k] *= window[k];
    fft.forward(frame, re, im);
    for (let bin = 0; bin < magnitude.length; bin++)
      magnitude[bin] = Math.sqrt(re[bin] * re[bin] + im[bin] * im[bin]);
    for (let band = 0; band < MEL_BANDS; band++)
      data[t * MEL_BANDS + band] = scaledLevel(magnitude, bands[band]);
  }
  return { bands: MEL_BANDS, frames, data };
}

/** Pre-emphasised samples from `start` on, mirrored at both ends without repeating the end sample. */
function fillFrame(mono: Float32Array, start: number, frame: Float64Array): void {
  const last = mono.length - 1;
  if (start > 0 && start + frame.length <= mono.length) {
    for (let k = 0; k < frame.length; k++) frame[k] = mono[start + k] - PRE_EMPHASIS * mono[start + k - 1];
    return;
  }
  const period = 2 * last;
  for (let k = 0; k < frame.length; k++) {
    const wrapped = (((start + k) % period) + period) % period;
    const n = wrapped > last ? period - wrapped : wrapped;
    frame[k] = n === 0 ? mono[0] : mono[n] - PRE_EMPHASIS * mono[n - 1];
  }
}

/** 20 log10 of the band with its floor of -100 dB and reference of 20 dB, mapped to -4..4: two steps of the original in one. */
function scaledLevel(magnitude: Float64Array, { firstBin, weights }: MelBand): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] * magnitude[firstBin + i];
  // What is no number compares false and counts as silence: one such sample must not reach the network.
  const value = 1.6 * Math.log10(sum > MIN_LEVEL ? sum : MIN_LEVEL) + 2.4;
  return Math.min(MAX_VALUE, Math.max(-MAX_VALUE, value));
}

/** Triangles of the Slaney mel scale, each of unit area in Hz (librosa's `htk=False, norm=1`). */
export function melBands(): MelBand[] {
  const edges = melEdgesHz();
  const hzPerBin = MEL_SAMPLE_RATE_HZ / FFT_SIZE;
  return Array.from({ length: MEL_BANDS }, (_, band) => {
    const [low, centre, high] = edges.slice(band, band + 3);
    const firstBin = Math.floor(low / hzPerBin) + 1;
    const endBin = Math.ceil(high / hzPerBin);
    const weights = Float64Array.from({ length: endBin - firstBin }, (_unused, i) => {
      const hz = (firstBin + i) * hzPerBin;
      return (Math.min((hz - low) / (centre - low), (high - hz) / (high - centre)) * 2) / (high - low);
    });
    return { firstBin, weights };
  });
}

/** The corner frequencies of the triangles: 82 points at equal distances on the mel scale. */
export function melEdgesHz(): number[] {
  const low = slaneyMel(MEL_MIN_HZ);
  const step = (slaneyMel(MEL_MAX_HZ) - low) / (MEL_BANDS + 1);
  return Array.from({ length: MEL_BANDS + 2 }, (_, i) => slaneyHz(low + i * step));
}

// Slaney's scale (Auditory Toolbox): linear up to 1000 Hz = 15 mel, then logarithmic, 27 mel for a factor of 6.4.
const LINEAR_HZ_PER_MEL = 200 / 3;
const BREAK_HZ = 1_000;
const BREAK_MEL = 15;
const LOG_STEP = Math.log(6.4) / 27;
const slaneyMel = (hz: number): number =>
  hz < BREAK_HZ ? hz / LINEAR_HZ_PER_MEL : BREAK_MEL + Math.log(hz / BREAK_HZ) / LOG_STEP;
const slaneyHz = (mel: number): number =>
  mel < BREAK_MEL ? mel * LINEAR_HZ_PER_MEL : BREAK_HZ * Math.exp((mel - BREAK_MEL) * LOG_STEP);
