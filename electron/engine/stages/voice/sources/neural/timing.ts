/** From how long each token lasts to when each speech sound is heard. */
import type { TimedPhoneme } from '../types.ts';

/** A token that a network was given. */
export interface TokenLength {
  /** IPA, or a mark; empty: framing. */
  readonly symbol: string;
  readonly lengthSec: number;
}

/** Stress belongs to the sound behind it. */
const STRESS = /^[ˈˌ]$/;
/** Length marks, small letters and combining marks change the sound before them; so does the space behind a word. */
const TRAILING = /^(?:[ːˑ]|\p{M}|\p{Lm}|\s)$/u;
const SOUND = /\p{L}/u;

/**
 * @param startSec when the first token begins; before 0 it is cut off
 * @returns in order, without gaps; pauses have no symbol
 */
export function soundsOf(tokens: readonly TokenLength[], startSec = 0): readonly TimedPhoneme[] {
  const sounds: { symbol: string; startSec: number; endSec: number }[] = [];
  let at = startSec;
  /** Where a stress mark began whose sound is still to come. */
  let stressSec: number | null = null;
  for (const { symbol, lengthSec } of tokens) {
    const from: number = stressSec ?? at;
    at += lengthSec;
    const last = sounds.at(-1);
    if (STRESS.test(symbol)) {
      stressSec = from;
      continue;
    }
    stressSec = null;
    if (TRAILING.test(symbol) && last && last.symbol !== '') {
      last.endSec = at;
      if (symbol.trim() !== '') last.symbol += symbol;
    } else if (SOUND.test(symbol) && !TRAILING.test(symbol))
      sounds.push({ symbol, startSec: from, endSec: at });
    else if (last?.symbol === '') last.endSec = at;
    else sounds.push({ symbol: '', startSec: from, endSec: at });
  }
  return sounds
    .map((sound) => ({ ...sound, startSec: Math.max(0, sound.startSec), endSec: Math.max(0, sound.endSec) }))
    .filter((sound) => sound.endSec > sound.startSec);
}

/** Adds the times of another piece behind those of the first. */
export const shifted = (sounds: readonly TimedPhoneme[], bySec: number): readonly TimedPhoneme[] =>
  sounds.map(({ symbol, startSec, endSec }) => ({
    symbol,
    startSec: startSec + bySec,
    endSec: endSec + bySec,
  }));
