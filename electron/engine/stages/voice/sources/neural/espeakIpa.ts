/** Speech sounds of a text, by espeak-ng as a program of its own: it is GPL software and shares no process with this one. */
import { KotohogiError } from '../../../../../../shared/errors.ts';
import { runProgram, type Program } from '../../../../runtime/runProgram.ts';

const DEADLINE_SEC = 60;
const MAX_BYTES = 4_000_000;
/** `(en)` and `(fa)` around words that it reads by the rules of another language. */
const LANGUAGE_FLAGS = /\([a-z]{2,3}(?:-[\w-]+)?\)/g;
/** Joins the letters of one sound where a tie is asked for. */
export const TIE = '^';

export interface IpaRequest {
  /** Of espeak-ng: `en-us`, `fa`. */
  readonly voice: string;
  /** Whether affricates and diphthongs come with {@link TIE} between their letters. */
  readonly tied: boolean;
}

/**
 * @param words one clause, without punctuation that ends it
 * @returns IPA with stress marks, words parted by spaces
 * @throws KotohogiError `espeak-missing`, `espeak-failed`, `cancelled`
 */
export async function ipaOf(
  program: Program,
  words: string,
  { voice, tied }: IpaRequest,
  signal: AbortSignal,
): Promise<string> {
  const { exitCode, stdout, stderrTail } = await runProgram(
    program,
    ['-q', '--ipa', ...(tied ? [`--tie=${TIE}`] : []), '-v', voice, '-b', '1', '--stdin'],
    {
      signal,
      deadlineSec: DEADLINE_SEC,
      maxStdoutBytes: MAX_BYTES,
      stdin: (pipe) =>
        new Promise((resolve, reject) => pipe.write(words, (error) => (error ? reject(error) : resolve()))),
    },
  );
  if (exitCode !== 0)
    throw new KotohogiError(
      'missing',
      'espeak-failed',
      `espeak-ng could not read with the voice "${voice}": ${stderrTail.split('\n').at(-1) || 'no reason was given'}.`,
      'Choose another voice, or install espeak-ng again.',
    );
  return stdout.toString('utf8').replaceAll(LANGUAGE_FLAGS, '').replaceAll(/\s+/g, ' ').trim();
}
