import { copyFile, readFile } from 'node:fs/promises';
import { inputError, usageError } from '../../../shared/errors.ts';
import { resolveFolders } from '../folders.ts';
import { silentProgress } from '../progress.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import type { SpokenFile } from '../speakText.ts';
import { NEUTRAL_SPEAKING, type SpeakerVoice } from '../stages/voice/sources/types.ts';
import {
  isSet,
  numberOption,
  optionalText,
  required,
  type OptionSpecs,
  type OptionValues,
} from './options.ts';
import { outputWav } from './outputFile.ts';
import { printJson } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

export const SPEAK_REPORT_VERSION = 1;

/** What is said and by whom: what `render` takes as well. */
export const TEXT_OPTIONS = {
  text: { type: 'string', value: 'S', help: 'what is said, read aloud by a voice of this computer' },
  'text-file': { type: 'string', value: 'F.txt', help: 'the same from a file (UTF-8)' },
  speaker: { type: 'string', value: 'ID', help: 'voice that reads it: "kotohogi speak --list" shows them' },
  rate: { type: 'string', value: 'X', help: 'speaking rate, 0.5 to 2 (1)' },
} as const satisfies OptionSpecs;

const OPTIONS: OptionSpecs = {
  ...TEXT_OPTIONS,
  lang: { type: 'string', value: 'L', help: 'language of the text: en, ja, fa, de, pt-BR, ... (en)' },
  out: { type: 'string', value: 'F.wav', help: 'the sound to write' },
  list: { type: 'boolean', help: 'show the voices of this computer; with --lang those of one language' },
};

export const asksForSpeech = (values: OptionValues): boolean =>
  optionalText(values, 'text') !== undefined || optionalText(values, 'text-file') !== undefined;

/** @throws KotohogiError kind `usage` for what is no language tag */
export function languageTag(values: OptionValues): string {
  const tag = optionalText(values, 'lang') ?? 'en';
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    throw usageError('bad-value', `--lang ${tag} is no language.`, 'Write it as en, ja, fa or pt-BR.');
  }
}

async function textFrom(values: OptionValues): Promise<string> {
  const file = optionalText(values, 'text-file');
  if (file === undefined) return required(values, 'text', 'speak');
  if (optionalText(values, 'text') !== undefined)
    throw usageError('bad-value', '--text and --text-file were both given.', 'Give one of them.');
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw inputError(
      'text-file',
      `The text file "${file}" cannot be read.`,
      'Check its name and folder.',
      cause,
    );
  });
}

/** Reads the text of a command line aloud. */
export async function spokenFrom(values: OptionValues, { signal }: VerbContext): Promise<SpokenFile> {
  const request = {
    text: await textFrom(values),
    language: languageTag(values),
    voiceId: optionalText(values, 'speaker') ?? null,
    settings: { ...NEUTRAL_SPEAKING, rate: numberOption(values, 'rate', { min: 0.5, max: 2 }, 1) },
  };
  const { speakText } = await import('../speakText.ts');
  return speakText(request, resolveFolders(), { signal, progress: silentProgress });
}

const voiceLine = ({ id, name, language, quality }: SpeakerVoice): string =>
  `  ${id.padEnd(28)} ${language.padEnd(14)} ${name}${quality === 'synthetic' ? ' (sounds synthetic)' : ''}\n`;

async function list(values: OptionValues, { terminal, signal }: VerbContext): Promise<number> {
  const { listVoices } = await import('../speakText.ts');
  const all = await listVoices(signal);
  const wanted =
    optionalText(values, 'lang') === undefined ? null : new Intl.Locale(languageTag(values)).language;
  const voices = all.voices.filter(
    ({ language }) => wanted === null || new Intl.Locale(language).language === wanted,
  );
  if (isSet(values, 'json'))
    printJson(terminal, { schemaVersion: SPEAK_REPORT_VERSION, voices, unavailable: all.unavailable });
  else {
    terminal.out(voices.map(voiceLine).join(''));
    for (const sentence of all.unavailable) terminal.out(`Note: ${sentence}\n`);
  }
  return 0;
}

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  if (isSet(values, 'list')) return list(values, context);
  const target = await outputWav(values, 'speak');
  const spoken = await spokenFrom(values, context);
  await writeWhole(target, (partial) => copyFile(spoken.path, partial));
  const { voice, sentences, phonemes, durationSec, sampleRateHz, cache } = spoken;
  const { terminal } = context;
  if (isSet(values, 'json'))
    printJson(terminal, {
      schemaVersion: SPEAK_REPORT_VERSION,
      out: target,
      durationSec,
      sampleRateHz,
      voice,
      sentences,
      phonemes,
      cache,
    });
  else
    terminal.out(
      `${target}\n${durationSec.toFixed(2)} s, ${sentences.length} sentence${sentences.length === 1 ? '' : 's'}, ${voice.name} (${voice.id})${voice.credit === null ? '' : `\nCredit to show: ${voice.credit}`}\n`,
    );
  return 0;
}

export const speak: Verb = {
  name: 'speak',
  summary: 'reads a text aloud with a voice of this computer',
  example: 'speak --text "Happy birthday, Anna!" --lang en --out voice.wav',
  options: OPTIONS,
  run,
};
