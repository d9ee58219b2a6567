/** The speech interface of Windows (SAPI 5), through Windows PowerShell. */
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { findProgram } from '../../../../runtime/findProgram.ts';
import type { TimedPhoneme } from '../types.ts';
import { listArgs, speakArgs } from './sapiScripts.ts';
import { answerOf, speakThroughFiles } from './speakThroughFiles.ts';
import type { SystemTool, SystemVoice } from './types.ts';

const NAME = 'Windows PowerShell';

/** A sound with the mouth of each of its visemes; 0 is silence. */
const VISEMES: readonly string[] = [
  '',
  'æ',
  'ɑ',
  'ɔ',
  'ɛ',
  'ɝ',
  'i',
  'u',
  'oʊ',
  'aʊ',
  'ɔɪ',
  'aɪ',
  'h',
  'ɹ',
  'l',
  's',
  'ʃ',
  'θ',
  'f',
  't',
  'k',
  'p',
];

const voiceSchema = z.object({ name: z.string().min(1), culture: z.string() });
const visemeSchema = z.object({
  viseme: z.number().int().min(0),
  startMs: z.number().min(0),
  durationMs: z.number().min(0),
});

/** The JSON objects of a text that has one in a line; other lines are remarks of the program. */
function jsonLines<Value>(printed: string, schema: z.ZodType<Value>): readonly Value[] {
  return printed.split(/\r?\n/).flatMap((line) => {
    if (!line.startsWith('{')) return [];
    try {
      const { success, data } = schema.safeParse(JSON.parse(line));
      return success ? [data] : [];
    } catch {
      return [];
    }
  });
}

export function parseSapiVoices(printed: string, version: string): readonly SystemVoice[] {
  return jsonLines(printed, voiceSchema).map(({ name, culture }) => ({
    name,
    language: culture === '' ? 'en-US' : culture,
    quality: 'natural',
    licence: 'Voices of Windows: the licence terms of Windows say what their sound may be used for',
    version,
  }));
}

/**
 * The sounds behind the visemes that were told.
 * @param durationSec of the sound
 * @returns null where nothing was told, or times that cannot be those of this sound
 */
export function parseVisemes(printed: string, durationSec: number): readonly TimedPhoneme[] | null {
  const phonemes: TimedPhoneme[] = [];
  let lastSec = 0;
  for (const { viseme, startMs, durationMs } of jsonLines(printed, visemeSchema)) {
    const symbol = VISEMES[viseme];
    const startSec = startMs / 1000;
    if (symbol === undefined || startSec < lastSec || startSec > durationSec) return null;
    const before = phonemes.at(-1);
    // What is told as the length of a viseme may overlap the next one: the next one counts.
    if (before) phonemes[phonemes.length - 1] = { ...before, endSec: startSec };
    phonemes.push({ symbol, startSec, endSec: Math.min(durationSec, startSec + durationMs / 1000) });
    lastSec = startSec;
  }
  // A program that tells no times says 0 of every one.
  return lastSec > 0 ? phonemes.filter(({ startSec, endSec }) => endSec > startSec) : null;
}

/** Its steps from -10 to 10 are from a third of the pace to three times. */
const rateOf = (rate: number): number =>
  Math.max(-10, Math.min(10, Math.round((10 * Math.log(rate)) / Math.log(3))));

export const sapi: SystemTool = {
  id: 'sapi',
  name: 'Windows voices',
  find: () =>
    process.platform === 'win32'
      ? findProgram('powershell', {
          usualPlaces: [
            path.join(
              process.env['SystemRoot'] ?? 'C:\\Windows',
              'System32/WindowsPowerShell/v1.0/powershell.exe',
            ),
          ],
        })
      : null,
  voices: async (file, signal) =>
    parseSapiVoices(await answerOf(NAME, file, listArgs(), signal), os.release()),
  async speak(file, words, voice, { rate }, signal) {
    const { samples, sampleRateHz, printed } = await speakThroughFiles(
      NAME,
      file,
      ({ sound }) => JSON.stringify({ words, voice, rate: rateOf(rate), sound }),
      ({ text }) => speakArgs(text),
      signal,
    );
    return { samples, sampleRateHz, phonemes: parseVisemes(printed, samples.length / sampleRateHz) };
  },
};
