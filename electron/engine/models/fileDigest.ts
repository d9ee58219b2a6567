import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { throwIfCancelled } from '../../../shared/errors.ts';

/** SHA-256 and CRC-32 of bytes as they pass. */
export class Digest {
  readonly #hash = createHash('sha256');
  #crc = 0;
  #bytes = 0;

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
    this.#crc = crc32(chunk, this.#crc);
    this.#bytes += chunk.byteLength;
  }

  /** How many bytes have passed. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Lower-case hex, of what has passed so far. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Of zlib, eight hex digits. */
  get crc32(): string {
    return this.#crc.toString(16).padStart(8, '0');
  }
}

const CHUNK_BYTES = 1024 * 1024;

export interface Reading {
  readonly signal?: AbortSignal;
  readonly onBytes?: (doneBytes: number) => void;
}

/**
 * Reads a file from its start.
 * @param endBytes where to stop; the whole file without it
 * @throws KotohogiError `cancelled`
 */
export async function digestFile(
  file: string,
  { signal, onBytes }: Reading = {},
  endBytes = Infinity,
): Promise<Digest> {
  const digest = new Digest();
  if (endBytes <= 0) return digest;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES, end: endBytes - 1 })) {
    if (signal) throwIfCancelled(signal);
    digest.update(chunk as Buffer);
    onBytes?.(digest.bytes);
  }
  return digest;
}
