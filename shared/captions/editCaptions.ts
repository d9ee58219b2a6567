/** Changes of a list of captions, as pure functions. Lists are in the order of their starts. */
import type { Caption } from './captions.ts';

/** Shorter than this nobody reads anything. */
export const CAPTION_MIN_SEC = 0.2;
/** How long a caption is that is added where nothing was. */
const NEW_SEC = 2;

const inOrder = (captions: readonly Caption[]): readonly Caption[] =>
  [...captions].sort((a, b) => a.startSec - b.startSec);

/** @param text empty: the caption goes, since nothing would be shown */
export const withCaptionText = (
  captions: readonly Caption[],
  index: number,
  text: string,
): readonly Caption[] =>
  text.trim() === ''
    ? withoutCaption(captions, index)
    : captions.map((caption, i) => (i === index ? { ...caption, text } : caption));

/** Moves one end; the other one stays, and between them {@link CAPTION_MIN_SEC} remain. */
export function withCaptionTime(
  captions: readonly Caption[],
  index: number,
  edge: 'start' | 'end',
  sec: number,
): readonly Caption[] {
  const caption = captions.at(index);
  if (!caption || !Number.isFinite(sec)) return captions;
  const changed =
    edge === 'start'
      ? { ...caption, startSec: Math.max(0, Math.min(sec, caption.endSec - CAPTION_MIN_SEC)) }
      : { ...caption, endSec: Math.max(sec, caption.startSec + CAPTION_MIN_SEC) };
  return inOrder(captions.with(index, changed));
}

export const withoutCaption = (captions: readonly Caption[], index: number): readonly Caption[] =>
  captions.filter((_, i) => i !== index);

/** The place between two words that parts a text most evenly; null for a single word. */
function middleOf(text: string, language: string): number | null {
  const words = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].filter(
    ({ isWordLike, index }) => isWordLike === true && index > 0,
  );
  const best = words.reduce<number | null>(
    (nearest, { index }) =>
      nearest === null || Math.abs(index - text.length / 2) < Math.abs(nearest - text.length / 2)
        ? index
        : nearest,
    null,
  );
  return best;
}

/**
 * Makes two captions of one, between two words; its time is shared by their length.
 * @param at place in the text; null: in the middle
 * @param language BCP 47; where words end
 */
export function splitCaption(
  captions: readonly Caption[],
  index: number,
  at: number | null,
  language: string,
): readonly Caption[] {
  const caption = captions.at(index);
  if (!caption) return captions;
  const { startSec, endSec, text } = caption;
  const cut = at !== null && at > 0 && at < text.length ? at : middleOf(text, language);
  if (cut === null) return captions;
  const [first, second] = [text.slice(0, cut).trim(), text.slice(cut).trim()];
  if (first === '' || second === '') return captions;
  const share = first.length / (first.length + second.length);
  const cutSec = startSec + (endSec - startSec) * share;
  return captions.toSpliced(
    index,
    1,
    { startSec, endSec: cutSec, text: first },
    { startSec: cutSec, endSec, text: second },
  );
}

/** Scripts without spaces are joined without one. */
const JOINED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]$/u;

/** Makes one caption of two neighbours. */
export function mergeCaptions(captions: readonly Caption[], index: number): readonly Caption[] {
  const first = captions.at(index);
  const second = captions.at(index + 1);
  if (!first || !second || index + 1 >= captions.length) return captions;
  const between = JOINED.test(first.text) ? '' : ' ';
  return captions.toSpliced(index, 2, {
    startSec: first.startSec,
    endSec: Math.max(first.endSec, second.endSec),
    text: `${first.text}${between}${second.text}`,
  });
}

/** Adds a caption at a moment, as long as it is free. @returns the list and where the new one is */
export function addCaption(
  captions: readonly Caption[],
  atSec: number,
  text: string,
): { readonly captions: readonly Caption[]; readonly index: number } {
  const next = captions.find(({ startSec }) => startSec > atSec)?.startSec ?? Infinity;
  const added = {
    startSec: atSec,
    endSec: Math.max(atSec + CAPTION_MIN_SEC, Math.min(next, atSec + NEW_SEC)),
    text,
  };
  const all = inOrder([...captions, added]);
  return { captions: all, index: all.indexOf(added) };
}

/** The captions that are shown at a moment. */
export const captionsAt = (captions: readonly Caption[], sec: number): readonly Caption[] =>
  captions.filter(({ startSec, endSec }) => sec >= startSec && sec < endSec);
