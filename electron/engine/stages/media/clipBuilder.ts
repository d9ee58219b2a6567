/// <reference lib="es2024.sharedmemory" />
import type { AudioClip } from '../../runtime/audio.ts';
import { SampleCheck, type ClipStatistics } from './sampleCheck.ts';

/** Memory is added for this many samples per channel at a time. */
const GROWTH_FRAMES = 1 << 16;

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
  finish(): { sound: AudioClip; statistics: ClipStatistics } {
    const length = this.#frameCount;
    const channels = this.#buffers.map((buffer) => new Float32Array(buffer, 0, length));
    const check = new SampleCheck(channels.length);
    channels.forEach((samples, channel) => {
      check.clean(samples, channel);
    });
    return { sound: { sampleRateHz: this.#sampleRateHz, channels, length }, statistics: check.statistics };
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
