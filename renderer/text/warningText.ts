import type { Words } from './en.ts';

/** A remark of the engine in the language in use; one that the language does not know keeps its English words. */
export function warningText(warning: string, words: Words): string {
  for (const { pattern, text } of words.warnings) {
    const match = pattern.exec(warning);
    if (match) return text(match.slice(1));
  }
  return warning;
}
