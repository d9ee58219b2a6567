/** Phonemes of a sentence as the numbers that Kokoro was trained on, in pieces that it can take at once. */
import { isSound } from '../unsayable.ts';
import { KOKORO_VOCABULARY, NEAREST } from './vocabulary.ts';

/** Symbols between the two frames. */
export const MAX_SYMBOLS = 510;
const FRAME = 0;

export interface KokoroTokens {
  /** With a 0 at either end. */
  readonly ids: readonly number[];
  /** For each number its symbol; empty for the frames. */
  readonly symbols: readonly string[];
}

/** Where a piece may end: behind a mark, else behind a word, else anywhere. */
function pieceEnd(symbols: readonly string[], from: number): number {
  const limit = from + MAX_SYMBOLS;
  if (symbols.length <= limit) return symbols.length;
  for (const ends of [/^[;:,.!?…]$/, /^ $/])
    for (let at = limit; at > from + MAX_SYMBOLS / 2; at--) if (ends.test(symbols[at - 1])) return at;
  return limit;
}

/** @returns the pieces, and the sounds that it has no number for */
export function kokoroTokens(phonemes: string): {
  readonly pieces: readonly KokoroTokens[];
  readonly missing: ReadonlySet<string>;
} {
  const symbols: string[] = [];
  const missing = new Set<string>();
  for (const symbol of phonemes) {
    const known = KOKORO_VOCABULARY.has(symbol) ? symbol : NEAREST[symbol];
    if (known !== undefined) symbols.push(known);
    else if (isSound(symbol)) missing.add(symbol);
  }
  const pieces: KokoroTokens[] = [];
  for (let from = 0; from < symbols.length;) {
    const end = pieceEnd(symbols, from);
    const own = symbols.slice(from, end);
    pieces.push({
      ids: [FRAME, ...own.map((symbol) => KOKORO_VOCABULARY.get(symbol) ?? FRAME), FRAME],
      symbols: ['', ...own, ''],
    });
    from = end;
  }
  return { pieces, missing };
}
