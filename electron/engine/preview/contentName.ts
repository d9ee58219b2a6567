const PRIME = 0x0100_0193;
const HIGH_BITS = 2 ** 21;
/** As a 32-bit float: equal to zero in all that is made of it. */
const NEGATIVE_ZERO = 0x8000_0000;

/**
 * Names content by a number: two 32-bit FNV-1a sums (Fowler, Noll and Vo) over its 32-bit words, of which 53 bits are
 * kept. That is no protection against malice, and none is needed: all content is our own.
 */
export class ContentName {
  readonly #double = new Float64Array(1);
  readonly #words = new Uint32Array(this.#double.buffer);
  #low = 0x811c_9dc5;
  #high = 0x050c_5d1f;

  #add(word: number): void {
    this.#low = Math.imul(this.#low ^ word, PRIME);
    // The other sum sees the word turned round, so that what collides in one does not in the other.
    this.#high = Math.imul(this.#high ^ ((word << 15) | (word >>> 17)), PRIME);
    this.#high ^= this.#high >>> 13;
    this.#low ^= this.#low >>> 15;
  }

  numbers(values: Iterable<number>): this {
    for (const value of values) {
      this.#double[0] = value;
      this.#add(this.#words[0]);
      this.#add(this.#words[1]);
    }
    return this;
  }

  /** @param from, to the values that count */
  floats(values: Float32Array, from = 0, to = values.length): this {
    const words = new Uint32Array(values.buffer, values.byteOffset + from * 4, to - from);
    for (let i = 0; i < words.length; i++) this.#add(words[i] === NEGATIVE_ZERO ? 0 : words[i]);
    return this;
  }

  /** A whole number of 1 .. 2^53 - 1. */
  get value(): number {
    return ((this.#high >>> 0) % HIGH_BITS) * 2 ** 32 + (this.#low >>> 0) || 1;
  }
}
