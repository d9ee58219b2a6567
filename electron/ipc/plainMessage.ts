/** What a message may be made of before anybody looks at what it says. */

/** Far beyond every request of the page, near enough that looking through it takes no time that anybody notices. */
const MOST_VALUES = 2_000_000;
const MOST_CHARACTERS = 32 * 2 ** 20;
/** A document nests less than a dozen deep. */
const MOST_LEVELS = 64;

/** Binary data travels as it is; its length is checked by whoever takes it. */
const isBinary = (value: object): boolean => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

/** Plain data of any realm. */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

interface Left {
  values: number;
  characters: number;
}

function look(value: unknown, level: number, left: Left): string | null {
  left.values -= 1;
  if (left.values < 0) return 'too many values';
  if (typeof value === 'string') left.characters -= value.length;
  if (left.characters < 0) return 'too much text';
  if (typeof value !== 'object' || value === null || isBinary(value)) return null;
  if (level >= MOST_LEVELS) return 'nested too deep';
  if (!isPlain(value)) return 'no plain data';
  // An array may say that it is as long as memory and hold nothing: whoever walks along it does not come back.
  if (Array.isArray(value) && value.length > left.values) return 'too many values';
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') return 'a forbidden name';
    left.characters -= key.length;
    const why = look(inner, level + 1, left);
    if (why !== null) return why;
  }
  return null;
}

/**
 * Looks at a message before its schema does: schemas walk along whatever they are given, and the page is not trusted to
 * send anything finite. A loop counts as nested too deep.
 * @returns why the message is refused, in words that say nothing of what it holds; null where it may go on
 */
export const whyNotPlain = (message: unknown): string | null =>
  look(message, 0, { values: MOST_VALUES, characters: MOST_CHARACTERS });
