/**
 * The mouth network's own front end: 80 log-mel bands every 10 ms at 16 kHz, levelled.
 * The training uses its twin, `scripts/train-mouth/frontend.py`; both are held to the same golden numbers.
 */
import { monoOf, type MonoSound } from '../../../../../runtime/monoSource.ts';
import { RealFft } from '../../../../../runtime/fft.ts';

export const MEL_BANDS = 80;
export const STEP_SEC = 0.01;
const SAMPLE_RATE_HZ = 16_000;
const HOP = 160;
const WINDOW = 400;
const FFT = 512;
const LOW_HZ = 60;
const HIGH_HZ = 7600;
/** The level reference is the loudest frame within this many frames either side... */
const LEVEL_REACH = 150;
const LEVEL_SMOOTHING = 50;
/** ...but at most this far (nepers of power, 20 dB) below the level that only a twentieth of the voice exceeds. */
const LEVEL_DROP = 4.6;
const LEVEL_QUANTILE = 0.95;
/** Nepers of power below the reference: 61 dB. */
const FLOOR = -14;
const SCALE = 0.25;
const OFFSET = 2;
const TINY = 1e-10;
/** Ten seconds. */
const FRAMES_AT_A_TIME = 1000;

/** Number of frames of a voice; frame i is centred at i * STEP_SEC. */
export const frameCountOf = (samples: number): number => Math.floor(samples / HOP) + 1;

const HANN = Float64Array.from(
  { length: WINDOW },
  (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW),
);

interface Band {
  readonly firstBin: number;
  readonly weights: Float64Array;
}

/** Triangles on the HTK mel scale, never narrower than a bin of the spectrum. */
function melBands(): readonly Band[] {
  const melOf = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
  const hzOf = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);
  const low = melOf(LOW_HZ);
  const step = (melOf(HIGH_HZ) - low) / (MEL_BANDS + 1);
  const binHz = SAMPLE_RATE_HZ / FFT;
  return Array.from({ length: MEL_BANDS }, (_, band) => {
    const centre = hzOf(low + step * (band + 1));
    const below = Math.max(centre - hzOf(low + step * band), binHz);
    const above = Math.max(hzOf(low + step * (band + 2)) - centre, binHz);
    const firstBin = Math.max(0, Math.ceil((centre - below) / binHz));
    const lastBin = Math.min(FFT / 2, Math.floor((centre + above) / binHz));
    const weights = Float64Array.from({ length: lastBin - firstBin + 1 }, (_, index) => {
      const offset = (firstBin + index) * binHz - centre;
      return Math.max(0, Math.min(1 + offset / below, 1 - offset / above));
    });
    return { firstBin, weights };
  });
}

const BANDS = melBands();

/**
 * Goes through frames `from` up to `to - 1`, with the windowed samples of each in `frame`; silence beyond the ends of the
 * voice.
 */
function forEachFrame(
  sound: MonoSound,
  [from, to]: readonly [from: number, to: number],
  frame: Float64Array,
  look: (frameIndex: number) => void,
): void {
  const mono16k = monoOf(sound);
  for (let first = from; first < to; first += FRAMES_AT_A_TIME) {
    const end = Math.min(to, first + FRAMES_AT_A_TIME);
    const start = Math.max(0, first * HOP - WINDOW / 2);
    const samples = mono16k.read(start, Math.min(mono16k.length, (end - 1) * HOP + WINDOW / 2));
    for (let t = first; t < end; t++) {
      const offset = t * HOP - WINDOW / 2 - start;
      for (let i = 0; i < WINDOW; i++) {
        const at = offset + i;
        frame[i] = at >= 0 && at < samples.length ? samples[at] * HANN[i] : 0;
      }
      look(t);
    }
  }
}

/** How far on either side a frame's level reference looks. */
export const LEVEL_AROUND_FRAMES = LEVEL_REACH + LEVEL_SMOOTHING;

/** The lowest level that counts as full in a voice. */
export const lowestReference = (mono16k: MonoSound): number => lowestOf(framePowers(mono16k));

const lowestOf = (power: Float32Array): number =>
  power.slice().sort()[Math.floor(LEVEL_QUANTILE * (power.length - 1))] - LEVEL_DROP;

/**
 * The level that counts as full, for every frame: ln of the power of a windowed frame. It follows a voice that grows
 * louder or quieter over seconds, and does not lift the noise of a pause to the level of speech.
 * @param lowest {@link lowestReference} of the voice that this is a part of; by default of this sound itself
 */
export function levelReference(mono16k: MonoSound, lowest?: number): Float32Array {
  const power = framePowers(mono16k);
  const least = lowest ?? lowestOf(power);
  const peak = slidingMaximum(power, LEVEL_REACH).map((value) => Math.max(value, least));
  return slidingMean(peak, LEVEL_SMOOTHING);
}

/** ln of the power of every windowed frame. */
function framePowers(mono16k: MonoSound): Float32Array {
  const frames = frameCountOf(mono16k.length);
  const power = new Float32Array(frames);
  const frame = new Float64Array(FFT);
  forEachFrame(mono16k, [0, frames], frame, (t) => {
    let sum = 0;
    for (let i = 0; i < WINDOW; i++) sum += frame[i] * frame[i];
    power[t] = Math.log(sum + TINY);
  });
  return power;
}

/** Largest value within `reach` frames either side, in linear time. */
function slidingMaximum(values: Float32Array, reach: number): Float32Array {
  const result = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let t = 0; t < values.length + reach; t++) {
    if (t < values.length) {
      while (tail > head && values[queue[tail - 1]] <= values[t]) tail--;
      queue[tail++] = t;
    }
    const centre = t - reach;
    if (centre < 0) continue;
    while (queue[head] < centre - reach) head++;
    result[centre] = values[queue[head]];
  }
  return result;
}

/** Mean within `reach` frames either side; the ends continue with their own value. */
function slidingMean(values: Float32Array, reach: number): Float32Array {
  const last = values.length - 1;
  const at = (t: number): number => values[Math.max(0, Math.min(last, t))];
  let sum = 0;
  for (let t = -reach; t <= reach; t++) sum += at(t);
  return values.map((_, t) => {
    const mean = sum / (2 * reach + 1);
    sum += at(t + reach + 1) - at(t - reach);
    return mean;
  });
}

/** Computes mel frames; holds the buffers it works in. */
export interface MelFrontEnd {
  /**
   * @param reference what {@link levelReference} returned for the same voice
   * @returns `(lastFrame - firstFrame) * MEL_BANDS` values, roughly -1.5..3; frames outside the voice are zeros
   */
  frames(mono16k: MonoSound, reference: Float32Array, firstFrame: number, lastFrame: number): Float32Array;
}

export function createMelFrontEnd(): MelFrontEnd {
  const fft = new RealFft(FFT);
  const frame = new Float64Array(FFT);
  const re = new Float64Array(fft.binCount);
  const im = new Float64Array(fft.binCount);
  const power = new Float64Array(fft.binCount);
  return {
    frames(mono16k, reference, firstFrame, lastFrame) {
      const mel = new Float32Array((lastFrame - firstFrame) * MEL_BANDS);
      const known = [Math.max(0, firstFrame), Math.min(reference.length, lastFrame)] as const;
      forEachFrame(mono16k, known, frame, (t) => {
        fft.forward(frame, re, im);
        for (let bin = 0; bin < power.length; bin++) power[bin] = re[bin] * re[bin] + im[bin] * im[bin];
        const full = reference[t] + Math.log(WINDOW / 8);
        const row = (t - firstFrame) * MEL_BANDS;
        BANDS.forEach(({ firstBin, weights }, band) => {
          let sum = TINY;
          for (let i = 0; i < weights.length; i++) sum += power[firstBin + i] * weights[i];
          mel[row + band] = Math.max(Math.log(sum) - full, FLOOR) * SCALE + OFFSET;
        });
      });
      return mel;
    },
  };
}
