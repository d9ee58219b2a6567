/** Captions out of spoken sentences: short enough to be read while they are heard. */
import type { Caption } from './captions.ts';

/** A sentence and when it is heard. */
export interface TimedSentence {
  readonly text: string;
  readonly startSec: number;
  readonly endSec: number;
}

/** A speech sound and when it is heard, in order. */
export interface TimedSound {
  /** Empty: a pause. */
  readonly symbol: string;
  readonly startSec: number;
  readonly endSec: number;
}

/**
 * Letters of a caption of two lines that can be read in its time (broadcasters' house rules: 37 to 42 Latin letters a
 * line, 13 to 16 full-width ones).
 */
const CAPTION_MAX_WIDTH = 64;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** Width in Latin letters: a full-width letter takes two. */
const widthOf = (text: string): number =>
  [...segments(text, 'grapheme')].reduce((sum, part) => sum + (WIDE.test(part) ? 2 : 1), 0);

function segments(text: string, granularity: 'grapheme' | 'word', language = 'en'): string[] {
  return [...new Intl.Segmenter(language, { granularity }).segment(text)].map(({ segment }) => segment);
}

/** Where a sentence takes breath. */
const CLAUSE_END = /[,;:،؛、，；：…—–]["'”’」』）)]*\s*$/u;
/** Of an even share: a caption that ends with its clause may be so much shorter. */
const CLAUSE_MIN_SHARE = 0.6;
/** A caption that ends with its clause changes in the pause that is so near to where it is expected. */
const CLAUSE_REACH_SEC = 1;

/** Parts a text between words, where it can between clauses, into pieces of about equal width, none wider than a caption. */
function splitEvenly(text: string, language: string): string[] {
  const total = widthOf(text);
  const count = Math.ceil(total / CAPTION_MAX_WIDTH);
  if (count <= 1) return [text];
  const pieces: string[] = [];
  let piece = '';
  let done = 0;
  for (const word of segments(text, 'word', language)) {
    const width = widthOf(piece);
    const left = Math.max(1, count - pieces.length);
    const share = (total - done) / left;
    const isFull = width >= share || widthOf(piece + word) > CAPTION_MAX_WIDTH;
    const isClause =
      width >= share * CLAUSE_MIN_SHARE &&
      total - done - width <= (left - 1) * CAPTION_MAX_WIDTH &&
      CLAUSE_END.test(piece);
    // Punctuation stays with the word before it.
    if (piece !== '' && (isFull || isClause) && /[\p{L}\p{N}]/u.test(word)) {
      pieces.push(piece.trim());
      done += width;
      piece = word;
    } else piece += word;
  }
  return [...pieces, piece.trim()].filter((part) => part !== '');
}

/**
 * When a share of a sentence has been said.
 * @param share of its letters, 0..1
 * @param sounds of the sentence; none: its letters are taken to be equally long
 * @param isClause whether the share ends with a clause: then the speaker's breath is looked for
 */
function saidAt(
  { startSec, endSec }: TimedSentence,
  share: number,
  sounds: readonly TimedSound[],
  isClause: boolean,
): number {
  const heard = sounds.filter(({ symbol }) => symbol !== '');
  const next = heard.at(Math.round(share * heard.length));
  if (!next) return startSec + (endSec - startSec) * share;
  if (!isClause) return next.startSec;
  const distance = (pause: TimedSound): number => Math.abs(pause.endSec - next.startSec);
  const [nearest] = sounds
    .filter((sound) => sound.symbol === '' && distance(sound) <= CLAUSE_REACH_SEC)
    .sort((a, b) => distance(a) - distance(b));
  return nearest ? nearest.endSec : next.startSec;
}

/**
 * One caption per sentence; a long one becomes several. Times of sentences are exact. Within a sentence they go by the
 * sounds that are heard by then, and by the pauses between clauses; without sounds they are estimates by length.
 * @param language BCP 47; where words end
 * @param sounds of all sentences; null where the voice tells none
 */
export const captionsFromSentences = (
  sentences: readonly TimedSentence[],
  language: string,
  sounds: readonly TimedSound[] | null,
): Caption[] =>
  sentences.flatMap((sentence) => {
    const { text, startSec, endSec } = sentence;
    const pieces = splitEvenly(text, language);
    const inside = (sounds ?? []).filter((sound) => sound.startSec >= startSec && sound.endSec <= endSec);
    const total = widthOf(pieces.join(''));
    const shares = pieces.slice(0, -1).map((_, i) => widthOf(pieces.slice(0, i + 1).join('')) / total);
    const changesBy = (heard: readonly TimedSound[]): number[] => [
      startSec,
      ...shares.map((share, i) => saidAt(sentence, share, heard, CLAUSE_END.test(pieces[i]))),
      endSec,
    ];
    // Two clauses that end near one pause would both change there, and what is between them would never be seen.
    const bySounds = changesBy(inside);
    const isInOrder = bySounds.every((sec, i) => i === 0 || sec > bySounds[i - 1]);
    const changes = isInOrder ? bySounds : changesBy([]);
    return pieces.map((piece, i) => ({ startSec: changes[i], endSec: changes[i + 1], text: piece }));
  });
