/**
 * What OpenVoice V2 hears: magnitudes of a short-time Fourier transform, as its training front end makes them (mono at
 * 22 050 Hz, reflected by (1024 - 256) / 2 samples at both ends, Hann window of 1024, hop of 256, not centred, linear
 * bins, `sqrt(re^2 + im^2 + 1e-6)`).
 */
import { RealFft } from '../../../runtime/fft.ts';

export const CONVERSION_RATE_HZ = 22_050;
export const HOP = 256;
export const BINS = 513;
const FFT_SIZE = 1024;
const REFLECTED = (FFT_SIZE - HOP) / 2;
const POWER_FLOOR = 1e-6;
/** The magnitude of silence. */
export const SILENT_MAGNITUDE = Math.sqrt(POWER_FLOOR);

/** Magnitude of bin b in frame t is data[t * BINS + b]. */
export interface LinearSpectrogram {
  readonly frames: number;
  readonly data: Float32Array;
}

/** Frames of a sound; the last one may reach beyond its end. */
export const frameCountOf = (samples: number): number => Math.max(1, Math.ceil(samples / HOP));

/** Samples that the reflection at the ends needs. */
const MIN_SAMPLES = REFLECTED + 1;

/** Index into a sound of `length` samples, mirrored at its ends as often as need be. */
function reflected(index: number, length: number): number {
  const period = 2 * (length - 1);
  const within = ((index % period) + period) % period;
  return within < length ? within : period - within;
}

const hann = Float64Array.from(
  { length: FFT_SIZE },
  (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / FFT_SIZE),
);

/**
 * A stretch of the spectrogram of a sound. Frame t hears the samples around t * HOP, whichever stretch it is read in.
 * @param samples mono at {@link CONVERSION_RATE_HZ}; what is missing to a whole number of hops is silence
 */
export function linearSpectrogram(
  samples: Float32Array,
  firstFrame = 0,
  frames = frameCountOf(samples.length),
): LinearSpectrogram {
  const length = Math.max(MIN_SAMPLES, frameCountOf(samples.length) * HOP);
  const fft = new RealFft(FFT_SIZE);
  const window = new Float64Array(FFT_SIZE);
  const re = new Float64Array(BINS);
  const im = new Float64Array(BINS);
  const data = new Float32Array(frames * BINS);
  for (let t = 0; t < frames; t++) {
    const start = (firstFrame + t) * HOP - REFLECTED;
    for (let n = 0; n < FFT_SIZE; n++) {
      const at = reflected(start + n, length);
      window[n] = at < samples.length ? samples[at] * hann[n] : 0;
    }
    fft.forward(window, re, im);
    for (let b = 0; b < BINS; b++)
      data[t * BINS + b] = Math.sqrt(re[b] * re[b] + im[b] * im[b] + POWER_FLOOR);
  }
  return { frames, data };
}
