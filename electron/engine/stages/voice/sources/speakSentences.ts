import { throwIfCancelled } from '../../../../../shared/errors.ts';
import { joinSentences } from './joinSentences.ts';
import { spokenWords, splitSentences } from './sentences.ts';
import type { SpeakRoom, SpokenSentence, SpokenText } from './types.ts';

/**
 * Speaks a text sentence by sentence, for sources that take one at a time: the times of sentences are then exact.
 * @param language BCP 47
 * @param pauses times the usual pause between sentences
 * @param said the words of a sentence as the voice gets them, with the readings of the user
 * @param speak one sentence; all at the same rate
 */
export async function speakSentences(
  text: string,
  { language, pauses }: { readonly language: string; readonly pauses: number },
  { signal, progress, keep }: SpeakRoom,
  said: (words: string) => string | Promise<string>,
  speak: (words: string) => Promise<Omit<SpokenSentence, 'text'>>,
): Promise<SpokenText> {
  const sentences = splitSentences(text, language);
  const spoken: SpokenSentence[] = [];
  for (const sentence of sentences) {
    throwIfCancelled(signal);
    const words = await said(spokenWords(sentence));
    const make = (): Promise<Omit<SpokenSentence, 'text'>> => speak(words);
    spoken.push({ text: sentence, ...(await (keep ? keep(words, make) : make())) });
    progress.report(spoken.length / sentences.length);
  }
  return joinSentences(spoken, spoken[0].sampleRateHz, pauses);
}
