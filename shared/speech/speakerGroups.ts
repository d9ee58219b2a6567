import type { Speaker } from '../contract/spoken.ts';

/** Languages that creators ask for most come first; the rest follows by name. */
const FIRST = ['en', 'ja', 'fa', 'de', 'fr', 'es', 'zh', 'ko'];

export interface LanguageOption {
  /** Primary subtag of BCP 47. */
  readonly code: string;
  readonly name: string;
}

/** Of voices that are names of dialects, the first subtag is the language. */
export const primaryOf = (language: string): string => {
  try {
    return new Intl.Locale(language).language;
  } catch {
    return language;
  }
};

/**
 * The languages that can be read aloud, by their names in the language of the interface.
 * @param interfaceLanguage comes first, since most people write in their own
 */
export function languagesOf(
  speakers: readonly Speaker[],
  interfaceLanguage: string,
): readonly LanguageOption[] {
  const names = new Intl.DisplayNames([interfaceLanguage], { type: 'language' });
  const order = [interfaceLanguage, ...FIRST];
  const rank = (code: string): number => {
    const at = order.indexOf(code);
    return at < 0 ? order.length : at;
  };
  return [...new Set(speakers.map(({ language }) => primaryOf(language)))]
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => rank(a.code) - rank(b.code) || a.name.localeCompare(b.name, interfaceLanguage));
}

/** One who speaks, with their ways of speaking. */
export interface SpeakerChoice {
  readonly name: string;
  readonly source: Speaker['source'];
  readonly styles: readonly Speaker[];
}

/** The tags of a language in its own country first: `en` is answered by `en-US`, as the engine does. */
function ownCountry(language: string): readonly string[] {
  const { region } = new Intl.Locale(language).maximize();
  return region === undefined ? [language] : [`${language}-${region}`, language];
}

/** The speakers of a language: natural ones first, then those of its own country, each once, whatever their styles. */
export function speakersOf(speakers: readonly Speaker[], language: string): readonly SpeakerChoice[] {
  const mine = speakers.filter((speaker) => primaryOf(speaker.language) === language);
  const groups = new Map<string, Speaker[]>();
  for (const speaker of mine) {
    const key = `${speaker.source} ${speaker.name}`;
    groups.set(key, [...(groups.get(key) ?? []), speaker]);
  }
  const own = ownCountry(language);
  const rank = ({ quality, language: spoken }: Speaker): number => {
    const at = own.indexOf(spoken);
    return (quality === 'natural' ? 0 : 10) + (at < 0 ? own.length : at);
  };
  return [...groups.values()]
    .map((styles) => ({ name: styles[0].name, source: styles[0].source, styles }))
    .sort((a, b) => rank(a.styles[0]) - rank(b.styles[0]));
}

/** The voice that reads: the chosen one, else the first of the language. */
export const speakerNow = (
  speakers: readonly Speaker[],
  language: string,
  speakerId: string | null,
): Speaker | undefined =>
  speakers.find(({ id, language: spoken }) => id === speakerId && primaryOf(spoken) === language) ??
  speakersOf(speakers, language).at(0)?.styles.at(0);

/** Choices side by side that come from one place, in their order. */
export function bySource(
  choices: readonly SpeakerChoice[],
): readonly { readonly source: Speaker['source']; readonly choices: readonly SpeakerChoice[] }[] {
  const groups = new Map<Speaker['source'], SpeakerChoice[]>();
  for (const choice of choices) groups.set(choice.source, [...(groups.get(choice.source) ?? []), choice]);
  return [...groups].map(([source, own]) => ({ source, choices: own }));
}
