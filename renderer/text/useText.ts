import { useView } from '../stores/view.ts';
import { en } from './en.ts';
import type { Words } from './words.ts';
import type { Language } from './format.ts';
import { ja } from './ja.ts';

export const WORDS: Readonly<Record<Language, Words>> = { en, ja };

/** The language in use: the chosen one, or the system's where it is one we speak. */
export function resolveLanguage(choice: 'system' | Language, systemLanguage: string): Language {
  if (choice !== 'system') return choice;
  return systemLanguage.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

export interface Text {
  readonly words: Words;
  readonly language: Language;
}

/** The words of the interface in the language in use. */
export function useText(): Text {
  const choice = useView(({ settings }) => settings.language);
  const language = resolveLanguage(choice, navigator.language);
  return { words: WORDS[language], language };
}
