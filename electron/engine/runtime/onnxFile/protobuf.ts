/**
 * Reads Protocol Buffers out of a file through a small window, so that a file of gigabytes takes kilobytes of memory.
 * Every length is checked against the message around it before anything is read, and what is kept is counted: a file
 * that was cut off, damaged or made to do harm ends in a {@link ProtobufError}, never in a crash or a full memory.
 * Wire format: https://protobuf.dev/programming-guides/encoding (wire types 0, 1, 2 and 5).
 */
import { readSync } from 'node:fs';

const WINDOW_BYTES = 64 * 1024;
/** A varint holds 64 bits, seven a byte. */
export const VARINT_MAX_BYTES = 10;

/** Far above every known model (the largest have some hundred thousand), far below what takes long to read. */
const MAX_FIELDS = 8_000_000;
const MAX_TEXT_BYTES = 1024 * 1024;
const MAX_KEPT_TEXT_BYTES = 64 * 1024 * 1024;
const MAX_KEPT_ITEMS = 2_000_000;

/** Why the bytes are not what they should be; the message completes "it is damaged: ...". */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError';
}

/** A number on the wire, or a stretch of bytes. */
export type Field =
  | { readonly number: number; readonly wire: 'varint'; readonly value: number }
  | { readonly number: number; readonly wire: 'fixed32' | 'fixed64' | 'bytes'; readonly span: Span };

/** Where a value lies in the file: from `start` up to `end`, exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class ProtobufFile {
  readonly #fd: number;
  readonly #window = Buffer.alloc(WINDOW_BYTES);
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #windowStart = 0;
  #windowEnd = 0;
  #fields = 0;
  #keptTextBytes = 0;
  #keptItems = 0;
  /** All of the file. */
  readonly whole: Span;

  /**
   * @param fd an open file
   * @param sizeBytes its size; what is read beyond it counts as cut off
   */
  constructor(fd: number, sizeBytes: number) {
    this.#fd = fd;
    this.whole = { start: 0, end: sizeBytes };
  }

  /** Counts something that stays in memory. @throws ProtobufError when it becomes too much */
  keep(): void {
    this.#keptItems += 1;
    if (this.#keptItems > MAX_KEPT_ITEMS) throw new ProtobufError('it lists more parts than any real model');
  }

  /** The fields of a message, in the order of the file. */
  *fields({ start, end }: Span): Generator<Field, void, undefined> {
    let position = start;
    while (position < end) {
      this.#fields += 1;
      if (this.#fields > MAX_FIELDS) throw new ProtobufError('it has more fields than any real model');
      const tag = this.#varint(position, end);
      position = tag.end;
      const number = Math.floor(tag.value / 8);
      if (number < 1 || number >= 2 ** 29) throw new ProtobufError(`at byte ${position} there is no field`);
      switch (tag.value % 8) {
        case 0: {
          const { value, end: next } = this.#varint(position, end);
          position = next;
          yield { number, wire: 'varint', value };
          break;
        }
        case 1:
          yield { number, wire: 'fixed64', span: this.#stretch(position, 8, end) };
          position += 8;
          break;
        case 2: {
          const length = this.#varint(position, end);
          const span = this.#stretch(length.end, length.value, end);
          position = span.end;
          yield { number, wire: 'bytes', span };
          break;
        }
        case 5:
          yield { number, wire: 'fixed32', span: this.#stretch(position, 4, end) };
          position += 4;
          break;
        default:
          throw new ProtobufError(`at byte ${position} there is no field`);
      }
    }
  }

  /** The numbers of a packed list of varints. */
  *packedVarints({ start, end }: Span): Generator<number, void, undefined> {
    for (let position = start; position < end;) {
      const { value, end: next } = this.#varint(position, end);
      position = next;
      yield value;
    }
  }

  /** Text that is kept. @throws ProtobufError when it is not UTF-8 or too long */
  text(span: Span): string {
    const length = span.end - span.start;
    this.#keptTextBytes += length;
    if (this.#keptTextBytes > MAX_KEPT_TEXT_BYTES)
      throw new ProtobufError('it holds longer texts than any real model');
    this.keep();
    const plain = this.#plainText(span);
    if (plain !== null) return plain;
    try {
      return this.#decoder.decode(this.bytes(span));
    } catch (cause) {
      if (cause instanceof ProtobufError) throw cause;
      throw new ProtobufError(`the text at byte ${span.start} is not text`);
    }
  }

  /** Text without letters beyond ASCII that lies within the window: nearly every name, and far quicker to read. */
  #plainText({ start, end }: Span): string | null {
    if (start === end) return '';
    this.#need(start);
    if (end > this.#windowEnd) return null;
    const from = start - this.#windowStart;
    const to = end - this.#windowStart;
    for (let at = from; at < to; at++) if (this.#window[at] > 0x7f) return null;
    return this.#window.toString('latin1', from, to);
  }

  /** A copy of some bytes, at most a mebibyte. */
  bytes({ start, end }: Span): Buffer {
    const length = end - start;
    if (length > MAX_TEXT_BYTES)
      throw new ProtobufError(`the list at byte ${start} is longer than in any real model`);
    const copy = Buffer.alloc(length);
    for (let done = 0; done < length;) {
      this.#need(start + done);
      const from = start + done - this.#windowStart;
      const count = Math.min(length - done, this.#windowEnd - this.#windowStart - from);
      this.#window.copy(copy, done, from, from + count);
      done += count;
    }
    return copy;
  }

  #stretch(start: number, length: number, end: number): Span {
    if (length < 0 || length > end - start)
      throw new ProtobufError(
        `a part at byte ${start} should be ${length} bytes long, but ${end - start} are left`,
      );
    return { start, end: start + length };
  }

  /** A signed 64-bit number; exact up to 2^53. */
  #varint(start: number, end: number): { readonly value: number; readonly end: number } {
    let low = 0;
    let high = 0;
    for (let index = 0; index < VARINT_MAX_BYTES; index++) {
      const position = start + index;
      if (position >= end) throw new ProtobufError(`it ends inside a number, at byte ${end}`);
      if (position < this.#windowStart || position >= this.#windowEnd) this.#need(position);
      const byte = this.#window[position - this.#windowStart];
      const bits = byte & 0x7f;
      if (index < 4) low += bits * 2 ** (7 * index);
      else if (index === 4) {
        low += (bits & 0x0f) * 2 ** 28;
        high += bits >> 4;
      } else high += bits * 2 ** (7 * index - 32);
      if (byte < 0x80) return { value: ((high % 2 ** 32) | 0) * 2 ** 32 + low, end: position + 1 };
    }
    throw new ProtobufError(`the number at byte ${start} does not end`);
  }

  /** Brings the byte at a position into the window. */
  #need(position: number): void {
    if (position >= this.#windowStart && position < this.#windowEnd) return;
    const wanted = Math.min(WINDOW_BYTES, this.whole.end - position);
    const count = wanted > 0 ? readSync(this.#fd, this.#window, 0, wanted, position) : 0;
    if (count === 0) throw new ProtobufError(`it ends at byte ${position}`);
    this.#windowStart = position;
    this.#windowEnd = position + count;
  }
}
