/** A recording on its way to the disk: at any moment a WAV file that is whole up to the last piece. */
import { open, rename, type FileHandle } from 'node:fs/promises';

const HEADER_BYTES = 44;
const BYTES_PER_SAMPLE = 3;
const FULL_SCALE = 2 ** 23;
/** Slices of the outline while it grows; two are made one when there are more than twice as many. */
const OUTLINE_SLICES = 2000;
const FIRST_SLICE_SEC = 0.01;

/** One channel, 24 bits. @param samples how many have been written */
function headerOf(sampleRateHz: number, samples: number): Buffer {
  const dataBytes = samples * BYTES_PER_SAMPLE;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(dataBytes + (dataBytes % 2) + HEADER_BYTES - 8, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * BYTES_PER_SAMPLE, 28);
  header.writeUInt16LE(BYTES_PER_SAMPLE, 32);
  header.writeUInt16LE(8 * BYTES_PER_SAMPLE, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/** What a take looks like from far away. */
export interface TakeFacts {
  readonly durationSec: number;
  readonly sampleRateHz: number;
  readonly peaks: readonly number[];
  /** Loudest sample, 0..1. */
  readonly peak: number;
}

/** The largest absolute sample of equal slices, while samples arrive; memory does not grow with them. */
class Outline {
  #slices: number[] = [];
  #sliceSamples: number;
  #inSlice = 0;
  #slicePeak = 0;
  peak = 0;

  constructor(sampleRateHz: number) {
    this.#sliceSamples = Math.max(1, Math.round(FIRST_SLICE_SEC * sampleRateHz));
  }

  add(samples: Float32Array): void {
    for (const sample of samples) {
      const size = Math.min(1, Math.abs(sample));
      if (size > this.#slicePeak) this.#slicePeak = size;
      if (++this.#inSlice < this.#sliceSamples) continue;
      this.#slices.push(this.#slicePeak);
      this.peak = Math.max(this.peak, this.#slicePeak);
      this.#inSlice = 0;
      this.#slicePeak = 0;
      if (this.#slices.length < 2 * OUTLINE_SLICES) continue;
      this.#slices = this.#slices
        .filter((_, i) => i % 2 === 0)
        .map((peak, i) => Math.max(peak, this.#slices[2 * i + 1]));
      this.#sliceSamples *= 2;
    }
  }

  slices(): readonly number[] {
    this.peak = Math.max(this.peak, this.#slicePeak);
    return this.#inSlice > 0 ? [...this.#slices, this.#slicePeak] : this.#slices;
  }
}

/** Writes one take. Pieces are written in the order in which they are handed over. */
export class TakeFile {
  readonly #handle: FileHandle;
  readonly #partial: string;
  readonly #sampleRateHz: number;
  readonly #outline: Outline;
  #samples = 0;
  #queue: Promise<void> = Promise.resolve();

  private constructor(handle: FileHandle, partial: string, sampleRateHz: number) {
    this.#handle = handle;
    this.#partial = partial;
    this.#sampleRateHz = sampleRateHz;
    this.#outline = new Outline(sampleRateHz);
  }

  /** @param partial where it is written until it is complete */
  static async begin(partial: string, sampleRateHz: number): Promise<TakeFile> {
    const handle = await open(partial, 'wx');
    await handle.write(headerOf(sampleRateHz, 0), 0, HEADER_BYTES, 0);
    return new TakeFile(handle, partial, sampleRateHz);
  }

  /** @throws whatever the disk throws; the file is then whole up to the piece before */
  append(samples: Float32Array): Promise<void> {
    const written = this.#queue.then(() => this.#write(samples));
    this.#queue = written.catch(() => undefined);
    return written;
  }

  async #write(samples: Float32Array): Promise<void> {
    const bytes = Buffer.alloc(samples.length * BYTES_PER_SAMPLE);
    samples.forEach((sample, i) => {
      const whole = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Math.round(sample * FULL_SCALE)));
      bytes.writeIntLE(whole, i * BYTES_PER_SAMPLE, BYTES_PER_SAMPLE);
    });
    await this.#handle.write(bytes, 0, bytes.length, HEADER_BYTES + this.#samples * BYTES_PER_SAMPLE);
    this.#samples += samples.length;
    this.#outline.add(samples);
    // The header never promises more than what has been written.
    await this.#handle.write(headerOf(this.#sampleRateHz, this.#samples), 0, HEADER_BYTES, 0);
  }

  /** Ends the take and puts it where it belongs. */
  async finish(target: string): Promise<TakeFacts> {
    await this.#queue;
    const dataBytes = this.#samples * BYTES_PER_SAMPLE;
    if (dataBytes % 2 === 1) await this.#handle.write(Buffer.alloc(1), 0, 1, HEADER_BYTES + dataBytes);
    await this.#handle.sync();
    await this.#handle.close();
    await rename(this.#partial, target);
    return {
      durationSec: this.#samples / this.#sampleRateHz,
      sampleRateHz: this.#sampleRateHz,
      peaks: this.#outline.slices(),
      peak: this.#outline.peak,
    };
  }

  /** Ends the take without keeping it; the caller removes the file. */
  async abandon(): Promise<void> {
    await this.#queue;
    await this.#handle.close();
  }
}

/** Reads a WAV file of one channel and 24 bits, as {@link TakeFile} leaves it, even after a crash. */
export async function readTake(file: string): Promise<TakeFacts | null> {
  const handle = await open(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await handle.read(header, 0, HEADER_BYTES, 0);
    const isTake =
      bytesRead === HEADER_BYTES &&
      header.toString('latin1', 0, 4) === 'RIFF' &&
      header.readUInt16LE(22) === 1 &&
      header.readUInt16LE(34) === 8 * BYTES_PER_SAMPLE &&
      header.toString('latin1', 36, 40) === 'data';
    if (!isTake) return null;
    const sampleRateHz = header.readUInt32LE(24);
    const samples = Math.floor(
      Math.min(header.readUInt32LE(40), (await handle.stat()).size - HEADER_BYTES) / BYTES_PER_SAMPLE,
    );
    const outline = new Outline(sampleRateHz);
    const chunk = Buffer.alloc(65_536 * BYTES_PER_SAMPLE);
    for (let done = 0; done < samples;) {
      const count = Math.min(65_536, samples - done);
      await handle.read(chunk, 0, count * BYTES_PER_SAMPLE, HEADER_BYTES + done * BYTES_PER_SAMPLE);
      outline.add(
        Float32Array.from(
          { length: count },
          (_, i) => chunk.readIntLE(i * BYTES_PER_SAMPLE, BYTES_PER_SAMPLE) / FULL_SCALE,
        ),
      );
      done += count;
    }
    return { durationSec: samples / sampleRateHz, sampleRateHz, peaks: outline.slices(), peak: outline.peak };
  } finally {
    await handle.close();
  }
}
