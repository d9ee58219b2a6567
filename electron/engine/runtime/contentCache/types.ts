/** How a value becomes bytes and back. Plain numbers and strings only: reading a record never runs anything. */
export interface RecordCodec<Value> {
  /** Name and version of the layout; part of the record, checked on reading. */
  readonly layout: string;
  encode(value: Value): readonly Uint8Array[];
  /** @throws when the bytes are not such a value; the record is then made anew */
  decode(bytes: Uint8Array): Value;
  /** Memory the value holds, bytes. */
  sizeOf(value: Value): number;
}

/**
 * Results kept by what they were made from: in memory up to a byte budget (least recently used goes first), behind
 * it on disk up to another. A record that fails its hash is dropped and made anew, never trusted.
 */
export interface ContentCache {
  /**
   * @param key everything the value depends on, as a hex SHA-256 (see keyOf)
   * @param make makes the value when it is not there
   */
  get<Value>(
    key: string,
    codec: RecordCodec<Value>,
    make: () => Promise<Value>,
  ): Promise<{ readonly value: Value; readonly cache: 'hit' | 'miss' }>;
}
