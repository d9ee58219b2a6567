/** Festival: English voices, through its program `text2wave`. */
import path from 'node:path';
import { findProgram } from '../../../../runtime/findProgram.ts';
import { plainEnglish } from './plainEnglish.ts';
import { answerOf, speakThroughFiles } from './speakThroughFiles.ts';
import type { SystemTool, SystemVoice } from './types.ts';

const NAME = 'Festival';
/** Voices are chosen by calling a function of their name: nothing but a name may get there. */
const VOICE = /^[A-Za-z0-9_]+$/;
/** Its voices of other languages each read bytes of another kind; espeak-ng speaks those languages. */
const ENGLISH = /english$/i;
const DIALECTS: Readonly<Record<string, string>> = { american: 'en-US', british: 'en-GB', scottish: 'en-GB' };

const fact = (name: string): string =>
  `(cadr (assoc (quote ${name}) (cadr (assoc voice Voice_descriptions))))`;
const LIST = `(mapcar (lambda (voice) (format t "%s %s %s\\n" voice ${fact('language')} ${fact('dialect')})) (voice.list))`;

/** A voice, its language and its dialect in each line. */
export function parseFestivalVoices(printed: string, version: string): readonly SystemVoice[] {
  return printed.split('\n').flatMap((line): SystemVoice[] => {
    const [name = '', language = '', dialect = ''] = line.trim().split(/\s+/);
    if (!VOICE.test(name) || !ENGLISH.test(language)) return [];
    return [
      {
        name,
        language: DIALECTS[dialect] ?? 'en',
        quality: 'synthetic',
        licence: 'X11-like (Festival); some of its voices have terms of their own',
        version,
      },
    ];
  });
}

/** The program that writes files lies beside the one that answers. */
const writerOf = (file: string): string => path.join(path.dirname(file), 'text2wave');

export const festival: SystemTool = {
  id: 'festival',
  name: NAME,
  // Its Windows builds have no text2wave.
  find: () => (process.platform === 'win32' ? null : findProgram('festival')),
  async voices(file, signal) {
    const told = await answerOf(NAME, file, ['--version'], signal);
    const version = /\d+(?:\.\d+)+/.exec(told)?.[0] ?? 'unknown';
    return parseFestivalVoices(await answerOf(NAME, file, ['--batch', LIST], signal), version);
  },
  async speak(file, words, voice, { rate }, signal) {
    if (!VOICE.test(voice)) throw new Error(`"${voice}" is no name of a voice.`);
    const { samples, sampleRateHz } = await speakThroughFiles(
      NAME,
      writerOf(file),
      () => plainEnglish(words),
      ({ text, sound }) => [
        text,
        '-o',
        sound,
        '-eval',
        `(voice_${voice})`,
        '-eval',
        `(Parameter.set (quote Duration_Stretch) ${(1 / rate).toFixed(4)})`,
      ],
      signal,
    );
    return { samples, sampleRateHz, phonemes: null };
  },
};
