/** Who the voices of Kokoro are, by their names: `jf_alpha` is a Japanese woman called Alpha. */

export interface KokoroLanguage {
  /** BCP 47. */
  readonly language: string;
  /** The voice of espeak-ng that reads it; null: Japanese is read here. */
  readonly espeak: string | null;
}

/** By the first letter. Chinese (`z`) is missing: nothing here turns it into the sounds it was trained on. */
const LANGUAGES: Readonly<Record<string, KokoroLanguage>> = {
  a: { language: 'en-US', espeak: 'en-us' },
  b: { language: 'en-GB', espeak: 'en-gb' },
  e: { language: 'es', espeak: 'es' },
  f: { language: 'fr-FR', espeak: 'fr-fr' },
  h: { language: 'hi', espeak: 'hi' },
  i: { language: 'it', espeak: 'it' },
  j: { language: 'ja', espeak: null },
  p: { language: 'pt-BR', espeak: 'pt-br' },
};

const NAME = /(?:^|[^a-z])([a-z])([fm])[_-]([a-z]+)$/;

export interface KokoroSpeaker extends KokoroLanguage {
  /** `af_heart`. */
  readonly key: string;
  /** `Heart`. */
  readonly name: string;
}

/** @param id of the model: `kokoro-af-heart`. @returns null for one whose name tells no language that is read here */
export function kokoroSpeaker(id: string): KokoroSpeaker | null {
  const [, letter, sex, name] = NAME.exec(id) ?? [];
  const language = letter === undefined ? undefined : LANGUAGES[letter];
  if (!language || !sex || !name) return null;
  return { ...language, key: `${letter}${sex}_${name}`, name: name.charAt(0).toUpperCase() + name.slice(1) };
}
