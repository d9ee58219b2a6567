/// <reference lib="es2024.sharedmemory" />
import type { AudioClip } from '../../runtime/audio.ts';

/** Memory is added for this many samples per channel at a time. */
const GROWTH_FRAMES = 1 << 16;

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

/**
 * Collects interleaved frames of unknown number into one shared array per channel. Each array lies in address space
 * that is reserved for the longest clip and filled with memory as the clip grows, so that no second copy is needed.
 */
export class ClipBuilder {
  readonly #sampleRateHz: number;
  readonly #buffers: readonly SharedArrayBuffer[];
  #room: Float32Array<SharedArrayBuffer>[] = [];
  #frameCount = 0;

  /** @param maxFrames more samples per channel than this cannot be appended */
  constructor(sampleRateHz: number, channelCount: number, maxFrames: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#buffers = Array.from(
      { length: channelCount },
      () => new SharedArrayBuffer(0, { maxByteLength: maxFrames * Float32Array.BYTES_PER_ELEMENT }),
    );
  }

  get frameCount(): number {
    return this.#frameCount;
  }

  /** @throws RangeError beyond `maxFrames` */
  append(interleaved: Float32Array, frameCount: number): void {
    const channelCount = this.#buffers.length;
    this.#makeRoom(this.#frameCount + frameCount);
    this.#room.forEach((samples, channel) => {
      for (let i = 0, from = channel; i < frameCount; i++, from += channelCount)
        samples[this.#frameCount + i] = interleaved[from];
    });
    this.#frameCount += frameCount;
  }

  /** Hands over the clip. */
  finish(): { clip: AudioClip; statistics: ClipStatistics } {
    const length = this.#frameCount;
    const clip: AudioClip = {
      sampleRateHz: this.#sampleRateHz,
      channels: this.#buffers.map((buffer) => new Float32Array(buffer, 0, length)),
      length,
    };
    return { clip, statistics: cleanAndMeasure(clip) };
  }

  #makeRoom(frames: number): void {
    if (frames <= (this.#room[0]?.length ?? 0)) return;
    this.#room = this.#buffers.map((buffer) => {
      const wanted = Math.ceil(frames / GROWTH_FRAMES) * GROWTH_FRAMES * Float32Array.BYTES_PER_ELEMENT;
      buffer.grow(Math.max(frames * Float32Array.BYTES_PER_ELEMENT, Math.min(buffer.maxByteLength, wanted)));
      // A view of fixed length: those that follow their buffer's length are slower to read.
      return new Float32Array(buffer, 0, buffer.byteLength / Float32Array.BYTES_PER_ELEMENT);
    });
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
