import type { FileHandle } from 'node:fs/promises';

const BYTES_PER_SAMPLE = 4;
/** Where music begins again its end runs into its beginning: too short to be heard, long enough not to click. */
const SEAM_SEC = 0.02;
/** Damaged floating-point samples are as large as this and larger, or no numbers at all. */
const IMPLAUSIBLE = 1000;

/** Decoded music on the disk: 32-bit floats, the channels in turn. */
export interface MusicFile {
  readonly handle: FileHandle;
  /** Byte at which the first sample lies. */
  readonly dataStart: number;
  /** 1 or 2. */
  readonly channels: number;
  /** Samples per channel. */
  readonly length: number;
  readonly sampleRateHz: number;
  readonly loop: boolean;
}

/** The music from the start of the video to any time. */
export interface MusicReader {
  /** Frame at which it has ended; Infinity when it begins again and again. */
  readonly end: number;
  /** Where it begins again for the first time: sooner than this, its length makes no difference. Infinity without a loop. */
  readonly firstSeam: number;
  /** @returns left and right; silence before the start and after the end */
  read(start: number, count: number): Promise<readonly [Float32Array, Float32Array]>;
}

/** Reads music as if it had no end, from the little of it that is on the disk. */
export function createMusicReader(file: MusicFile): MusicReader {
  const { handle, dataStart, channels, length, sampleRateHz, loop } = file;
  const seam = Math.min(Math.round(SEAM_SEC * sampleRateHz), length >> 2);
  const period = length - seam;

  /** Adds `count` frames of the file to the output at `at`. */
  async function add(
    from: number,
    count: number,
    at: number,
    into: Float32Array[],
    gain: Gain,
  ): Promise<void> {
    const bytes = new Uint8Array(count * channels * BYTES_PER_SAMPLE);
    await handle.read(bytes, 0, bytes.length, dataStart + from * channels * BYTES_PER_SAMPLE);
    const samples = new Float32Array(bytes.buffer);
    for (let i = 0; i < count; i++)
      for (let side = 0; side < into.length; side++) {
        const sample = samples[i * channels + Math.min(side, channels - 1)];
        if (Math.abs(sample) < IMPLAUSIBLE) into[side][at + i] += sample * gain(from + i);
      }
  }

  /** Gain of a frame of the file within a pass through it. */
  const seamGain =
    (isFirst: boolean): Gain =>
    (frame) => {
      if (!isFirst && frame < seam) return frame / seam;
      return loop && frame >= period ? 1 - (frame - period) / seam : 1;
    };

  return {
    end: loop ? Infinity : length,
    firstSeam: loop ? period : Infinity,
    async read(start, count) {
      const out: [Float32Array, Float32Array] = [new Float32Array(count), new Float32Array(count)];
      const first = Math.max(0, start);
      const firstPass = loop ? Math.max(0, Math.floor(first / period) - 1) : 0;
      for (let pass = firstPass; pass === firstPass || loop; pass++) {
        const begin = pass * period;
        if (begin >= start + count) break;
        const from = Math.max(first, begin) - begin;
        const to = Math.min(length, start + count - begin);
        if (to > from) await add(from, to - from, begin + from - start, out, seamGain(pass === 0));
      }
      return out;
    },
  };
}

type Gain = (frame: number) => number;
