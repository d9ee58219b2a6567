import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Caption } from '../../../shared/captions/captions.ts';
import { captionsFromSentences } from '../../../shared/captions/fromSentences.ts';
import { readSubtitles, writeSubtitles } from '../../../shared/captions/subtitleFile.ts';
import { inputError, usageError } from '../../../shared/errors.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import type { SpokenFile } from '../speakText.ts';
import { optionalText, type OptionSpecs, type OptionValues } from './options.ts';
import { outputFile } from './outputFile.ts';

export const CAPTION_OPTIONS = {
  captions: {
    type: 'string',
    value: 'F.srt',
    help: 'captions in the picture: a file (SubRip or WebVTT), auto for those of --text, or off (off)',
  },
  subtitles: {
    type: 'string',
    value: 'F.srt',
    help: 'write the captions there as a file of their own, .srt or .vtt',
  },
} as const satisfies OptionSpecs;

/** More than an hour of captions ever takes. */
const FILE_MAX_BYTES = 8 * 1024 * 1024;

async function captionsOfFile(file: string): Promise<readonly Caption[]> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw inputError(
      'captions-unreadable',
      `The captions "${file}" cannot be read.`,
      'Check its name and folder.',
      cause,
    );
  });
  const { captions } = readSubtitles(bytes.length > FILE_MAX_BYTES ? '' : bytes.toString('utf8'));
  if (captions.length > 0) return captions;
  throw inputError(
    'captions-empty',
    `There are no captions in "${file}".`,
    'Choose a SubRip (.srt) or WebVTT (.vtt) file, saved as UTF-8.',
  );
}

const ofSpoken = ({ sentences, voice, phonemes }: SpokenFile): readonly Caption[] =>
  captionsFromSentences(sentences, voice.language, phonemes);

/**
 * The captions of a command line, and its file of subtitles written.
 * @param spoken what was read aloud; null for a recording
 * @returns null: none in the picture
 */
export async function captionsFrom(
  values: OptionValues,
  spoken: SpokenFile | null,
): Promise<Caption[] | null> {
  const choice = optionalText(values, 'captions') ?? 'off';
  const subtitles = await outputFile(values, 'subtitles');
  if (choice === 'auto' && !spoken)
    throw usageError(
      'bad-value',
      '--captions auto needs the words: they come from --text.',
      'Give a subtitle file, or write the words with --text.',
    );
  const isFile = choice !== 'auto' && choice !== 'off';
  const captions = isFile ? await captionsOfFile(choice) : spoken ? ofSpoken(spoken) : [];
  if (subtitles !== undefined) {
    const format = path.extname(subtitles).toLowerCase() === '.vtt' ? 'vtt' : 'srt';
    await writeWhole(subtitles, (partial) => writeFile(partial, writeSubtitles(captions, format)));
  }
  return choice === 'off' ? null : [...captions];
}
