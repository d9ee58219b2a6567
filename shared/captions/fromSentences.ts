/** Captions out of spoken sentences: short enough to be read while they are heard. */
import type { Caption } from './captions.ts';

/** A sentence and when it is heard. */
export interface TimedSentence {
  readonly text: string;
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

/** Parts a text between words into pieces of about equal width, none wider than a caption. */
function splitEvenly(text: string, language: string): string[] {
  const total = widthOf(text);
  const count = Math.ceil(total / CAPTION_MAX_WIDTH);
  if (count <= 1) return [text];
  const pieces: string[] = [];
  let piece = '';
  for (const word of segments(text, 'word', language)) {
    const isFull = widthOf(piece) >= total / count || widthOf(piece + word) > CAPTION_MAX_WIDTH;
    // Punctuation stays with the word before it.
    if (piece !== '' && isFull && /[\p{L}\p{N}]/u.test(word)) {
      pieces.push(piece.trim());
      piece = word;
    } else piece += word;
  }
  return [...pieces, piece.trim()].filter((part) => part !== '');
}

/**
 * One caption per sentence; a long one becomes several that share its time by their length. Times of sentences are
 * exact, those within a sentence are estimates.
 * @param language BCP 47; where words end
 */
export const captionsFromSentences = (sentences: readonly TimedSentence[], language: string): Caption[] =>
  sentences.flatMap(({ text, startSec, endSec }) => {
    const pieces = splitEvenly(text, language);
    const widths = pieces.map(widthOf);
    const total = widths.reduce((sum, width) => sum + width, 0);
    let before = 0;
    return pieces.map((piece, i) => {
      const at = (width: number): number => startSec + ((endSec - startSec) * width) / total;
      const caption = { startSec: at(before), endSec: at(before + widths[i]), text: piece };
      before += widths[i];
      return caption;
    });
  });
