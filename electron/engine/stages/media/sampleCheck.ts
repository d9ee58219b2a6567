/** What was noticed about the samples of a sound. */
export interface ClipStatistics {
  /** Largest magnitude; 1 is full scale. */
  readonly peak: number;
  /** Share of samples that sit on a flat top at full scale (three or more in a row), 0..1. */
  readonly clippedShare: number;
  /** Samples that were no plausible numbers (NaN, infinite, 60 dB above full scale) and were replaced by 0. */
  readonly implausibleCount: number;
}

/** The largest value of 16-bit sound; everything at or above it is taken as full scale. */
const FULL_SCALE = 32767 / 32768;
/** No recording holds values 60 dB above full scale: they come from damaged floating-point samples. */
const IMPLAUSIBLE = 1000;
/** A low tone can touch full scale twice in a row; a flat top is longer. */
const FLAT_TOP_SAMPLES = 3;

/** Looks at a sound that comes in pieces, replaces implausible samples by 0 and measures the rest. */
export class SampleCheck {
  /** How many samples at full scale each channel ended with. */
  readonly #runs: number[];
  #peak = 0;
  #clipped = 0;
  #implausibleCount = 0;
  #total = 0;

  constructor(channelCount: number) {
    this.#runs = Array.from({ length: channelCount }, () => 0);
  }

  /**
   * The next samples of one channel: changed where they are no plausible numbers.
   * @param first index of the first of them
   * @param step from one to the next: 1, or the number of channels of an interleaved sound
   */
  clean(samples: Float32Array, channel: number, first = 0, step = 1): void {
    this.#total += Math.ceil((samples.length - first) / step);
    let [peak, clipped, run] = [this.#peak, this.#clipped, this.#runs[channel]];
    for (let i = first; i < samples.length; i += step) {
      const magnitude = Math.abs(samples[i]);
      if (!(magnitude <= IMPLAUSIBLE)) {
        samples[i] = 0;
        this.#implausibleCount++;
        run = 0;
        continue;
      }
      if (magnitude > peak) peak = magnitude;
      run = magnitude >= FULL_SCALE ? run + 1 : 0;
      if (run === FLAT_TOP_SAMPLES) clipped += FLAT_TOP_SAMPLES;
      else if (run > FLAT_TOP_SAMPLES) clipped++;
    }
    [this.#peak, this.#clipped, this.#runs[channel]] = [peak, clipped, run];
  }

  get statistics(): ClipStatistics {
    return {
      peak: this.#peak,
      clippedShare: this.#total === 0 ? 0 : this.#clipped / this.#total,
      implausibleCount: this.#implausibleCount,
    };
  }
}
