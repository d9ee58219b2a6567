/** Phonemes of a sentence as the numbers that a Piper voice was trained on. */
import { PIPER_MARKS, type PiperConfig } from '../../../../../runtime/voiceFiles/piperConfig.ts';
import { isSound } from '../unsayable.ts';

export interface PiperTokens {
  readonly ids: readonly number[];
  /** For each number the symbol it came from; empty for framing and padding. */
  readonly symbols: readonly string[];
  /** Sounds that the voice has no number for. */
  readonly missing: ReadonlySet<string>;
}

/**
 * Frames and pads a sequence: `^`, `_`, then every phoneme with a `_` behind it, `$`.
 * @param phonemes IPA with punctuation; taken apart by code points of its canonical decomposition
 */
export function piperTokens(phonemes: string, { phoneme_id_map: map }: PiperConfig): PiperTokens {
  const ids: number[] = [];
  const symbols: string[] = [];
  const missing = new Set<string>();
  const add = (symbol: string, shown: string): void => {
    for (const id of map[symbol] ?? []) {
      ids.push(id);
      symbols.push(shown);
    }
  };
  add(PIPER_MARKS.start, '');
  add(PIPER_MARKS.pad, '');
  for (const symbol of phonemes.normalize('NFD')) {
    if (!map[symbol]) {
      if (isSound(symbol)) missing.add(symbol);
      continue;
    }
    add(symbol, symbol);
    add(PIPER_MARKS.pad, '');
  }
  add(PIPER_MARKS.end, '');
  return { ids, symbols, missing };
}

/**
 * Lengths by symbol: what a pad lasts belongs to the symbol before it.
 * @param frames one number per id
 */
export function lengthsBySymbol(
  { symbols }: Pick<PiperTokens, 'symbols'>,
  frames: readonly number[],
  frameSec: number,
): readonly { readonly symbol: string; readonly lengthSec: number }[] {
  const lengths: { symbol: string; lengthSec: number }[] = [];
  const last = symbols.length - 1;
  for (const [i, symbol] of symbols.entries()) {
    const lengthSec = frames[i] * frameSec;
    const before = lengths.at(-1);
    const belongs =
      before !== undefined &&
      i < last &&
      (symbol === '' || (symbol === before.symbol && symbols[i - 1] === symbol));
    if (belongs) before.lengthSec += lengthSec;
    else lengths.push({ symbol, lengthSec });
  }
  return lengths;
}
