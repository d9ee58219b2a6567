import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { KotohogiError, missingError } from '../../../../../../shared/errors.ts';
import { ownMark } from '../../../../runtime/ownFiles.ts';
import { runProgram, type Program, type ProgramResult } from '../../../../runtime/runProgram.ts';
import { readSpokenWav, type SpokenWav } from '../readSpokenWav.ts';

/** One sentence takes a second or two; a voice that has to be loaded from a slow disk some more. */
const SPEAK_DEADLINE_SEC = 60;
const LIST_DEADLINE_SEC = 30;
const MAX_STDOUT_BYTES = 4_000_000;

const programOf = (name: string, file: string): Program => ({
  name,
  path: file,
  missing: (cause) =>
    missingError(
      'voice-program-missing',
      `The voice program ${name} could not be started.`,
      'Install it again, or choose another voice.',
      cause,
    ),
});

const failed = (name: string, { stderrTail }: Pick<ProgramResult, 'stderrTail'>, cause?: unknown): Error =>
  new KotohogiError(
    'missing',
    'voice-program-failed',
    `${name} could not speak: ${(stderrTail.split('\n').at(-1) || 'no reason was given').replace(/\.$/, '')}.`,
    'Choose another voice, or install the program again.',
    cause,
  );

/** What a program prints. @throws KotohogiError `voice-program-missing`, `voice-program-failed`, `cancelled` */
export async function answerOf(
  name: string,
  file: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const result = await runProgram(programOf(name, file), args, {
    signal,
    deadlineSec: LIST_DEADLINE_SEC,
    maxStdoutBytes: MAX_STDOUT_BYTES,
  });
  // Some tell their version and then say that they had nothing to do.
  if (result.exitCode !== 0 && result.stdout.length === 0) throw failed(name, result);
  return result.stdout.toString('utf8');
}

/** The files of one sentence, absolute. */
export interface SpeechFiles {
  /** UTF-8, without a mark of byte order. */
  readonly text: string;
  /** Where the program writes the sound. */
  readonly sound: string;
}

/**
 * Runs a program that reads a text file and writes a WAV file. Words never become part of a command line: there they
 * could be taken for options, and other users of the computer could read them.
 * @param text what the program reads from its file: words, or an order that has them
 * @returns the sound, and what the program printed
 * @throws KotohogiError `voice-program-missing`, `voice-program-failed`, `cancelled`
 */
export async function speakThroughFiles(
  name: string,
  file: string,
  text: (files: SpeechFiles) => string,
  args: (files: SpeechFiles) => readonly string[],
  signal: AbortSignal,
): Promise<SpokenWav & { readonly printed: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), `kotohogi-${ownMark()}`));
  try {
    const files = { text: path.join(folder, 'text.txt'), sound: path.join(folder, 'voice.wav') };
    await writeFile(files.text, text(files));
    const result = await runProgram(programOf(name, file), args(files), {
      signal,
      deadlineSec: SPEAK_DEADLINE_SEC,
      maxStdoutBytes: MAX_STDOUT_BYTES,
    });
    if (result.exitCode !== 0) throw failed(name, result);
    const wav = await readFile(files.sound).catch((cause: unknown) => {
      throw failed(name, result, cause);
    });
    return { ...readSpokenWav(wav, name), printed: result.stdout.toString('utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
