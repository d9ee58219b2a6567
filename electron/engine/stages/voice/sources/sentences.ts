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

/** Picture signs with what changes and joins them; digits have the property as well, but are words. */
const PICTURES =
  /(?![\d#*])\p{Extended_Pictographic}[\p{Emoji_Modifier}\u200d\ufe0f\p{Extended_Pictographic}]*|\p{Regional_Indicator}{2}/gu;
/** Picture signs at the very beginning: they belong to the sentence before. */
const LEADING_PICTURES = new RegExp(`^(?:(?:${PICTURES.source})\\s*)+`, 'u');

/** What a voice says of a sentence: pictures are shown, not read out by their names. */
export const spokenWords = (sentence: string): string =>
  sentence.replaceAll(PICTURES, ' ').replaceAll(/\s+/g, ' ').trim();

/** Whether anything in it can be said: letters, digits, symbols with a name. Punctuation alone is a pause. */
export const isSpoken = (text: string): boolean => /[\p{L}\p{N}\p{S}]/u.test(text.replaceAll(PICTURES, ''));

/** Gives pictures, and what says nothing, to the sentence they follow. */
function joinUnspoken(parts: readonly string[]): string[] {
  const sentences: string[] = [];
  let pending = '';
  for (const part of parts) {
    const [pictures = ''] = LEADING_PICTURES.exec(part) ?? [];
    const isWhole = !isSpoken(part);
    const trailing = isWhole ? part : pictures.trim();
    const last = sentences.length - 1;
    if (last >= 0 && /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(trailing))
      sentences[last] += ` ${trailing}`;
    else if (trailing !== '') pending = isWhole ? '' : trailing;
    if (isWhole) continue;
    const rest = part.slice(pictures.length);
    sentences.push(pending === '' ? rest : `${pending} ${rest}`);
    pending = '';
  }
  return sentences;
}

/**
 * A text in sentences, in the language's own way (Unicode text segmentation), without the blank ones.
 * @param language BCP 47
 */
export function splitSentences(text: string, language: string): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  return text
    .normalize('NFC')
    .split(LINE_END)
    .flatMap((line) => joinUnspoken([...segmenter.segment(line)].map(({ segment }) => segment.trim())))
    .flatMap(splitLong);
}
