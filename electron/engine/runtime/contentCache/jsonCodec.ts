import type { RecordCodec } from './types.ts';

/**
 * Records of small values as JSON. Numbers survive exactly: JavaScript writes the shortest text that reads back as the
 * same double, and every float is a double.
 * @param parse checks what was read; throws when it is not such a value
 */
export function jsonCodec<Value>(
  layout: string,
  plain: (value: Value) => unknown,
  parse: (plain: unknown) => Value,
): RecordCodec<Value> {
  const bytesOf = (value: Value): Buffer => Buffer.from(JSON.stringify(plain(value)), 'utf8');
  return {
    layout,
    encode: (value) => [bytesOf(value)],
    decode: (bytes) => parse(JSON.parse(Buffer.from(bytes).toString('utf8'))),
    sizeOf: (value) => bytesOf(value).length,
  };
}
