/** `say` of macOS. */
import os from 'node:os';
import { findProgram } from '../../../../runtime/findProgram.ts';
import { answerOf, speakThroughFiles } from './speakThroughFiles.ts';
import type { SystemTool, SystemVoice } from './types.ts';

const NAME = 'say';
/** Its voices at rest, words a minute. */
const WORDS_PER_MINUTE = 175;
/** `Eddy (German (Germany)) de_DE    # Hallo! Ich heiße Eddy.` */
const ROW = /^(.+?)\s+([a-z]{2,3}(?:[_-][A-Za-z0-9]+)*)\s+#/;

/** The voices in the table that `say -v ?` prints. */
export function parseSayVoices(table: string, version: string): readonly SystemVoice[] {
  return table.split('\n').flatMap((line): SystemVoice[] => {
    const [, name, locale] = ROW.exec(line) ?? [];
    if (!name || !locale) return [];
    return [
      {
        name,
        language: locale.replaceAll('_', '-'),
        quality: 'natural',
        licence:
          'Voices of macOS: the software licence agreement of macOS says what their sound may be used for',
        version,
      },
    ];
  });
}

/** Commands between these brackets would change the voice instead of being read. */
const withoutCommands = (words: string): string => words.replaceAll('[[', '[ [');

export const say: SystemTool = {
  id: 'say',
  name: 'say',
  // Only that of macOS: other systems have other programs of this name.
  find: () => (process.platform === 'darwin' ? findProgram(NAME) : null),
  voices: async (file, signal) =>
    parseSayVoices(await answerOf(NAME, file, ['-v', '?'], signal), os.release()),
  async speak(file, words, voice, { rate }, signal) {
    const { samples, sampleRateHz } = await speakThroughFiles(
      NAME,
      file,
      () => withoutCommands(words),
      ({ text, sound }) => [
        '-v',
        voice,
        // Every voice has a pace of its own, which is kept unless another one is asked for.
        ...(rate !== 1 ? ['-r', String(Math.round(WORDS_PER_MINUTE * rate))] : []),
        '-o',
        sound,
        '--file-format=WAVE',
        '--data-format=LEI16@22050',
        '-f',
        text,
      ],
      signal,
    );
    return { samples, sampleRateHz, phonemes: null };
  },
};
