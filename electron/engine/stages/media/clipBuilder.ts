import { createAudioClip, type AudioClip } from '../../runtime/audio.ts';

const SEGMENT_FRAMES = 1 << 18;

/** What was noticed about the samples while they were collected. */
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

/** Collects interleaved frames of unknown number into one shared array per channel. */
export class ClipBuilder {
  readonly #sampleRateHz: number;
  readonly #segments: Float32Array[][];
  #frameCount = 0;

  constructor(sampleRateHz: number, channelCount: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#segments = Array.from({ length: channelCount }, () => []);
  }

  get frameCount(): number {
    return this.#frameCount;
  }

  append(interleaved: Float32Array, frameCount: number): void {
    const channelCount = this.#segments.length;
    let done = 0;
    while (done < frameCount) {
      const offset = this.#frameCount % SEGMENT_FRAMES;
      const part = Math.min(frameCount - done, SEGMENT_FRAMES - offset);
      for (let channel = 0; channel < channelCount; channel++) {
        const segments = this.#segments[channel];
        if (offset === 0) segments.push(new Float32Array(SEGMENT_FRAMES));
        const segment = segments[segments.length - 1];
        for (let i = 0, from = done * channelCount + channel; i < part; i++, from += channelCount) {
          segment[offset + i] = interleaved[from];
        }
      }
      this.#frameCount += part;
      done += part;
    }
  }

  /** Hands over the clip. Channel by channel, so that the peak of memory is one channel above the clip itself. */
  finish(): { clip: AudioClip; statistics: ClipStatistics } {
    const clip = createAudioClip(this.#sampleRateHz, this.#segments.length, this.#frameCount);
    this.#segments.forEach((segments, channel) => {
      segments.forEach((segment, index) => {
        const start = index * SEGMENT_FRAMES;
        clip.channels[channel].set(segment.subarray(0, this.#frameCount - start), start);
      });
      segments.length = 0;
    });
    return { clip, statistics: cleanAndMeasure(clip) };
  }
}

/** Replaces implausible samples by 0 and measures the rest. */
function cleanAndMeasure(clip: AudioClip): ClipStatistics {
  let peak = 0;
  let clipped = 0;
  let implausibleCount = 0;
  for (const samples of clip.channels) {
    let run = 0;
    for (let i = 0; i < samples.length; i++) {
      const magnitude = Math.abs(samples[i]);
      if (!(magnitude <= IMPLAUSIBLE)) {
        samples[i] = 0;
        implausibleCount++;
        run = 0;
        continue;
      }
      if (magnitude > peak) peak = magnitude;
      run = magnitude >= FULL_SCALE ? run + 1 : 0;
      if (run === FLAT_TOP_SAMPLES) clipped += FLAT_TOP_SAMPLES;
      else if (run > FLAT_TOP_SAMPLES) clipped++;
    }
  }
  const total = clip.length * clip.channels.length;
  return { peak, clippedShare: total === 0 ? 0 : clipped / total, implausibleCount };
}
