/**
 * The bytes of one record on disk, integers little-endian:
 *
 *     0  magic "KTHGREC1"
 *     8  length of the layout's name, u32
 *    12  length of the payload, u64
 *    20  SHA-256 of key, layout's name and payload
 *    52  the layout's name, UTF-8
 *     …  the payload
 *
 * The key counts into the hash, so that a record under another one's name is a damaged record.
 */
import { createHash } from 'node:crypto';

const MAGIC = Buffer.from('KTHGREC1', 'latin1');
const HASH_AT = 20;
const NAME_AT = 52;

function hashOf(key: string, name: Uint8Array, payload: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(key, 'latin1').update(name);
  for (const piece of payload) hash.update(piece);
  return hash.digest();
}

/** @returns the record in pieces, to be written one after the other */
export function packRecord(key: string, layout: string, payload: readonly Uint8Array[]): Uint8Array[] {
  const name = Buffer.from(layout, 'utf8');
  const head = Buffer.alloc(NAME_AT);
  MAGIC.copy(head, 0);
  head.writeUInt32LE(name.length, 8);
  head.writeBigUInt64LE(BigInt(payload.reduce((sum, { length }) => sum + length, 0)), 12);
  hashOf(key, name, payload).copy(head, HASH_AT);
  return [head, name, ...payload];
}

/** @returns the payload, a view of `record`; null when it is not a whole, undamaged record of this key and layout */
export function openRecord(key: string, layout: string, record: Buffer): Uint8Array | null {
  if (record.length < NAME_AT || !record.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  const payloadAt = NAME_AT + record.readUInt32LE(8);
  if (BigInt(payloadAt) + record.readBigUInt64LE(12) !== BigInt(record.length)) return null;
  const name = record.subarray(NAME_AT, payloadAt);
  if (name.toString('utf8') !== layout) return null;
  const payload = record.subarray(payloadAt);
  return hashOf(key, name, [payload]).equals(record.subarray(HASH_AT, NAME_AT)) ? payload : null;
}
