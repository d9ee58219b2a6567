import { createHash } from 'node:crypto';

export type KeyPart =
  string | number | boolean | null | readonly KeyPart[] | { readonly [name: string]: KeyPart };

/** One text for one meaning: the order in which an object's names were written does not count. */
function canonical(part: KeyPart): string {
  if (typeof part === 'number' && !Number.isFinite(part))
    throw new Error(`A cache key cannot be made from ${part}.`);
  if (part === null || typeof part !== 'object') return JSON.stringify(part);
  if (Array.isArray(part)) return `[${part.map((one: KeyPart) => canonical(one)).join(',')}]`;
  const entries = Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${canonical(value)}`).join(',')}}`;
}

/**
 * The key of a result: the SHA-256 of everything it was made from.
 * @param parts the room and its version, the hashes of its input and its model, its parameters
 * @returns 64 hex digits
 */
export const keyOf = (parts: { readonly [name: string]: KeyPart }): string =>
  createHash('sha256').update(canonical(parts)).digest('hex');
