/** Reads the plain WAV files that tests use. */
import { readFileSync } from 'node:fs';

export interface PcmSound {
  readonly mono: Float32Array;
  readonly sampleRateHz: number;
}

/** @param file mono, 16-bit PCM */
export function readPcm16(file: string): PcmSound {
  const bytes = readFileSync(file);
  const sampleRateHz = bytes.readUInt32LE(bytes.indexOf('fmt ') + 12);
  const data = bytes.indexOf('data');
  const count = bytes.readUInt32LE(data + 4) / 2;
  const mono = Float32Array.from({ length: count }, (_, i) => bytes.readInt16LE(data + 8 + 2 * i) / 32_768);
  return { mono, sampleRateHz };
}
