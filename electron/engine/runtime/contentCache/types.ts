/** How a value becomes bytes and back. Plain numbers and strings only: reading a record never runs anything. */
export interface RecordCodec<Value> {
  /** Name and version of the layout; part of the record, checked on reading. */
  readonly layout: string;
  encode(value: Value): readonly Uint8Array[];
  /** @throws when the bytes are not such a value; the record is then made anew */
  decode(bytes: Uint8Array): Value;
  /** Memory the value holds, bytes. */
  sizeOf(value: Value): number;
  /** False for a value that is good enough for now: it is handed on, not kept. Without it every value is kept. */
  isLasting?(value: Value): boolean;
}

export interface CachedValue<Value> {
  readonly value: Value;
  /** `miss`: it was made by this call. Who waited for another caller's value has a `hit`. */
  readonly cache: 'hit' | 'miss';
  /** A plain sentence when the value could not be kept on disk; the value itself is good. */
  readonly warnings: readonly string[];
}

/**
 * Results kept by what they were made from: in memory up to a byte budget (least recently used goes first), behind
 * it on disk up to another. A record that fails its hash is dropped and made anew, never trusted.
 */
export interface ContentCache {
  /**
   * Callers that ask for the same key at the same time share one value. When the one that makes it fails or is
   * cancelled, the next of them makes it.
   * @param key everything the value depends on, as a hex SHA-256 (see keyOf)
   * @param make makes the value when it is not there. What the caller gets went through the codec, so that a hit
   *   never differs from the miss before it
   * @param signal ends waiting for another caller's value
   * @throws what `make` throws; `cancelled`
   */
  get<Value>(
    key: string,
    codec: RecordCodec<Value>,
    make: () => Promise<Value>,
    signal?: AbortSignal,
  ): Promise<CachedValue<Value>>;
}
