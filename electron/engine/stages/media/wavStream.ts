/** What a WAV header says about the samples that follow. */
export interface WavHeader {
  readonly sampleRateHz: number;
  readonly channelCount: number;
}

export interface WavSink {
  /** Called once, before any samples. Throwing ends the parse. */
  onHeader(header: WavHeader): void;
  /**
   * Called with whole frames in order.
   * @param samples interleaved, only valid during the call
   */
  onFrames(samples: Float32Array, frameCount: number): void;
}

const FORMAT_FLOAT = 3;
const FORMAT_EXTENSIBLE = 0xfffe;
/** A header that has not ended after this many bytes is not one that ffmpeg writes. */
const MAX_HEADER_BYTES = 1 << 20;

/**
 * Reads a 32-bit float WAV as it arrives on a pipe, where the lengths in the header are unknown: everything after the
 * start of the `data` chunk is sound. Plain and WAVE_FORMAT_EXTENSIBLE headers are understood (RFC 2361, Microsoft
 * "Multiple channel audio data and WAVE files").
 */
export class WavStream {
  readonly #sink: WavSink;
  #pending: Buffer = Buffer.alloc(0);
  #bytesPerFrame = 0;

  constructor(sink: WavSink) {
    this.#sink = sink;
  }

  /** True once the header has been read. */
  get hasHeader(): boolean {
    return this.#bytesPerFrame > 0;
  }

  /** @throws Error when the bytes are not a 32-bit float WAV; whatever the sink throws */
  push(chunk: Buffer): void {
    let bytes = this.#pending.length > 0 ? Buffer.concat([this.#pending, chunk]) : chunk;
    if (this.#bytesPerFrame === 0) {
      const found = readWavHeader(bytes);
      if (found === null) {
        if (bytes.length > MAX_HEADER_BYTES) throw new Error('The decoder sent no WAV data chunk.');
        this.#pending = bytes;
        return;
      }
      this.#sink.onHeader(found.header);
      this.#bytesPerFrame = found.header.channelCount * 4;
      bytes = bytes.subarray(found.dataStart);
    }
    const frameCount = Math.floor(bytes.length / this.#bytesPerFrame);
    const usedBytes = frameCount * this.#bytesPerFrame;
    if (frameCount > 0) this.#sink.onFrames(floatsOf(bytes, usedBytes), frameCount);
    this.#pending = Buffer.from(bytes.subarray(usedBytes));
  }
}

/** The floats in a buffer; copied only where the buffer does not start on a multiple of four. */
function floatsOf(bytes: Buffer, byteLength: number): Float32Array {
  if (bytes.byteOffset % 4 === 0) return new Float32Array(bytes.buffer, bytes.byteOffset, byteLength / 4);
  const copy = new Uint8Array(byteLength);
  copy.set(bytes.subarray(0, byteLength));
  return new Float32Array(copy.buffer);
}

/**
 * Reads the header of a 32-bit float WAV. @returns where the samples begin; null while the header is incomplete
 * @throws Error when the bytes are not a 32-bit float WAV
 */
export function readWavHeader(bytes: Buffer): { header: WavHeader; dataStart: number } | null {
  if (bytes.length < 12) return null;
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('The decoder did not send a WAV stream.');
  }
  let header: WavHeader | null = null;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (id === 'data') {
      if (!header) throw new Error('The decoder sent WAV data without a format.');
      return { header, dataStart: at + 8 };
    }
    if (id === 'fmt ') {
      if (at + 8 + size > bytes.length) return null;
      header = readFormat(bytes.subarray(at + 8, at + 8 + size));
    }
    at += 8 + size + (size % 2);
  }
  return null;
}

function readFormat(chunk: Buffer): WavHeader {
  const tag = chunk.readUInt16LE(0);
  // In the extensible layout the first two bytes of the sub-format GUID are the old format tag.
  const format = tag === FORMAT_EXTENSIBLE ? chunk.readUInt16LE(24) : tag;
  const bitsPerSample = chunk.readUInt16LE(14);
  if (format !== FORMAT_FLOAT || bitsPerSample !== 32) {
    throw new Error(
      `The decoder sent WAV format ${format} with ${bitsPerSample} bits instead of 32-bit float.`,
    );
  }
  return { channelCount: chunk.readUInt16LE(2), sampleRateHz: chunk.readUInt32LE(4) };
}
