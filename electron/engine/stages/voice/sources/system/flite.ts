/** CMU Flite: small voices for English, and the times of their sounds. */
import { findProgram } from '../../../../runtime/findProgram.ts';
import type { TimedPhoneme } from '../types.ts';
import { ipaOf } from './arpabet.ts';
import { plainEnglish } from './plainEnglish.ts';
import { answerOf, speakThroughFiles } from './speakThroughFiles.ts';
import type { SystemTool, SystemVoice } from './types.ts';

const NAME = 'flite';
/** Voices that speak more than the time of day, and whose English it is. */
const LANGUAGES: Readonly<Record<string, string>> = { awb: 'en-GB' };
const CLOCK = /_time$/;

/** The voices in `Voices available: kal awb_time kal16 awb rms slt`. */
export function parseFliteVoices(printed: string, version: string): readonly SystemVoice[] {
  const [, names = ''] = /Voices available:([^\n]*)/.exec(printed) ?? [];
  return names
    .split(/\s+/)
    .filter((name) => name !== '' && !CLOCK.test(name))
    .map((name) => ({
      name,
      language: LANGUAGES[name] ?? 'en-US',
      quality: 'synthetic',
      licence: 'BSD-like (CMU Flite)',
      version,
    }));
}

/** A line for each stretch that it speaks at once: `pau:0.162 hh:0.259 ae:0.380`, every sound with its end in seconds. */
export function parseFliteSegments(printed: string): readonly TimedPhoneme[] | null {
  const phonemes: TimedPhoneme[] = [];
  let startSec = 0;
  for (const line of printed.split('\n')) {
    const lineSec = startSec;
    for (const [, name, end] of line.matchAll(/(\S+):(\d+(?:\.\d+)?)(?=\s|$)/g)) {
      const symbol = ipaOf(name);
      const endSec = lineSec + Number(end);
      // Times that go backwards, or a sound without a name: the sound itself tells the mouth then.
      if (symbol === null || endSec < startSec) return null;
      phonemes.push({ symbol, startSec, endSec });
      startSec = endSec;
    }
  }
  return phonemes.length > 0 ? phonemes : null;
}

export const flite: SystemTool = {
  id: 'flite',
  name: 'Flite',
  find: () => findProgram(NAME),
  async voices(file, signal) {
    const version = /flite-(\S+)/.exec(await answerOf(NAME, file, ['--version'], signal))?.[1] ?? 'unknown';
    return parseFliteVoices(await answerOf(NAME, file, ['-lv'], signal), version);
  },
  async speak(file, words, voice, { rate }, signal) {
    const { samples, sampleRateHz, printed } = await speakThroughFiles(
      NAME,
      file,
      () => plainEnglish(words),
      ({ text, sound }) => [
        '-voice',
        voice,
        '--setf',
        `duration_stretch=${(1 / rate).toFixed(4)}`,
        '-psdur',
        '-f',
        text,
        '-o',
        sound,
      ],
      signal,
    );
    return { samples, sampleRateHz, phonemes: parseFliteSegments(printed) };
  },
};
