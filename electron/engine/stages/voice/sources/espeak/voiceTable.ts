import type { SpeakerVoice } from '../types.ts';

/** Voices whose files are in this folder need another program (MBROLA) that is seldom there. */
const MBROLA = /^mb[/\\]/;
/** ` 5  en-us           --/M      English_(America)  gmw/en-US            (en 3)` */
const ROW = /^\s*\d+\s+(\S+)\s+(?:\S*)\/\S+\s+(\S+)\s+(\S+)/;

/** A tag that the platform's language functions understand; null for the few that have none. */
function languageTag(name: string): string | null {
  try {
    return new Intl.Locale(name).toString();
  } catch {
    return null;
  }
}

/**
 * The voices in the table that `espeak-ng --voices` prints.
 * @param version of the program
 * @returns sorted by language
 */
export function parseVoiceTable(table: string, version: string): readonly SpeakerVoice[] {
  const voices: SpeakerVoice[] = [];
  for (const line of table.split('\n').slice(1)) {
    const [, code, name, file] = ROW.exec(line) ?? [];
    if (!code || !name || !file || MBROLA.test(file)) continue;
    const language = languageTag(code);
    if (language === null || voices.some(({ id }) => id === `espeak:${code}`)) continue;
    voices.push({
      id: `espeak:${code}`,
      source: 'espeak',
      name: name.replaceAll('_', ' '),
      speaker: name.replaceAll('_', ' '),
      style: null,
      language,
      quality: 'synthetic',
      credit: null,
      licence: 'GPL-3.0-or-later (a separate program); the sound it makes is yours',
      version,
    });
  }
  return voices.sort((a, b) => a.id.localeCompare(b.id));
}
