import type { WarningWords, Words } from './words.ts';

/** A sentence of the engine in the language in use; one that the language does not know keeps its English words. */
export function knownText(sentence: string, known: readonly WarningWords[]): string {
  for (const { pattern, text } of known) {
    const match = pattern.exec(sentence);
    if (match) return text(match.slice(1));
  }
  return sentence;
}

export const warningText = (warning: string, words: Words): string => knownText(warning, words.warnings);
