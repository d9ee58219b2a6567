/** Longer pieces are split at commas: engines behind an address take only so much at once. */
const SENTENCE_MAX_CHARS = 300;
/** Ends that close a sentence where the segmenter, made for running text, goes on: line ends. */
const LINE_END = /\r\n|\r|\n/;
const COMMA = /(?<=[,;:、，،؛])\s*/;

function splitLong(sentence: string): string[] {
  if (sentence.length <= SENTENCE_MAX_CHARS) return [sentence];
  const pieces: string[] = [];
  let piece = '';
  for (const part of sentence.split(COMMA)) {
    if (piece !== '' && piece.length + part.length > SENTENCE_MAX_CHARS) {
      pieces.push(piece);
      piece = part;
    } else piece = piece === '' ? part : `${piece} ${part}`;
  }
  return [...pieces, piece];
}

/** Whether anything in it can be said: letters, digits, symbols with a name. Punctuation alone is a pause. */
export const isSpoken = (text: string): boolean => /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u.test(text);

/**
 * A text in sentences, in the language's own way (Unicode text segmentation), without the blank ones.
 * @param language BCP 47
 */
export function splitSentences(text: string, language: string): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return text
    .normalize('NFC')
    .split(LINE_END)
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter(isSpoken)
    .flatMap(splitLong);
}
