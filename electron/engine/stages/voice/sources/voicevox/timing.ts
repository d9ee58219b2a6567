/** When each phoneme of a VOICEVOX query is heard: the engine's own rules, in its own order. */
import type { TimedPhoneme } from '../types.ts';
import type { AudioQuery, Mora } from './schemas.ts';

interface Phoneme {
  readonly symbol: string;
  readonly lengthSec: number;
}

/** Rounds halves to the even neighbour, as the engine's numerics do. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const part = value - floor;
  if (part !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function phonemesOf({
  consonant,
  consonant_length: consonantSec,
  vowel,
  vowel_length: vowelSec,
}: Mora): Phoneme[] {
  const voiced = { symbol: vowel, lengthSec: vowelSec };
  return consonant && typeof consonantSec === 'number'
    ? [{ symbol: consonant, lengthSec: consonantSec }, voiced]
    : [voiced];
}

/**
 * The phonemes of a query with their times, and the length of the sound that is made of it.
 *
 * Silence before and after; pauses replaced and scaled; everything divided by the speed; every phoneme rounded to
 * whole frames. (Source: the engine's synthesis code, described in its public repository.)
 * @param frameRateHz frames per second that lengths are rounded to (`frame_rate` of the engine's manifest)
 * @returns null when the engine gave no lengths: some compatible engines always answer 0
 */
export function phonemeTimes(
  query: AudioQuery,
  frameRateHz: number,
): { readonly phonemes: readonly TimedPhoneme[]; readonly durationSec: number } | null {
  const moras = query.accent_phrases.flatMap(({ moras: spoken, pause_mora: pause }) => [
    ...spoken.flatMap(phonemesOf),
    ...(pause ? [{ symbol: 'pau', lengthSec: pause.vowel_length }] : []),
  ]);
  if (moras.length > 0 && moras.every(({ lengthSec }) => lengthSec === 0)) return null;
  const all: readonly Phoneme[] = [
    { symbol: '', lengthSec: query.prePhonemeLength },
    ...moras.map(({ symbol, lengthSec }) =>
      symbol === 'pau'
        ? { symbol: '', lengthSec: (query.pauseLength ?? lengthSec) * query.pauseLengthScale }
        : { symbol, lengthSec },
    ),
    { symbol: '', lengthSec: query.postPhonemeLength },
  ];
  let frame = 0;
  const phonemes = all.map(({ symbol, lengthSec }) => {
    const startSec = frame / frameRateHz;
    frame += roundHalfEven((lengthSec / query.speedScale) * frameRateHz);
    return { symbol, startSec, endSec: frame / frameRateHz };
  });
  return { phonemes, durationSec: frame / frameRateHz };
}
