import { stat } from 'node:fs/promises';
import { inputError, type KotohogiError } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import { FfmpegExitError, fileUrl, inputFileArgs, runFfmpeg } from '../../ffmpeg/run.ts';
import { checkInputFile, exampleOf } from './inputFile.ts';
import { missingBytes } from './truncation.ts';
import { DECODE_DEADLINE_SEC, lastLine, SOUND_DEMUXERS } from './voice.ts';

/** Music is decoded in stereo whatever it was recorded in. */
export const MUSIC_CHANNELS = 2;
export const MUSIC_BYTES_PER_FRAME = 4 * MUSIC_CHANNELS;
/** A resampling filter twice as long as ffmpeg's own choice: music has more treble to fold back than speech. */
const RESAMPLER = 'filter_size=64:cutoff=0.97';

export interface MusicWish {
  readonly sampleRateHz: number;
  /** Where in the file the music begins. */
  readonly startSec: number;
  /** More than this is not needed. */
  readonly maxFrames: number;
  /** File to write: 32-bit floats, left and right in turn, without a header. */
  readonly into: string;
}

/**
 * Decodes the first sound stream of a file at another sample rate, straight to the disk: memory does not grow with its
 * length.
 * @param path any file with sound that a voice may come from
 * @returns number of frames (pairs of samples), at least 1
 * @throws `input` music-* for every file that cannot be used, `missing` ffmpeg-missing, `cancelled`
 */
export async function decodeMusic(
  path: string,
  { sampleRateHz, startSec, maxFrames, into }: MusicWish,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<number> {
  const file = await checkInputFile(path, 'music');
  if ((await missingBytes(path, file.bytes)) > 0) throw corruptError(path, 'its end is missing');
  const args = [
    ...inputFileArgs(path, ['-format_whitelist', SOUND_DEMUXERS]),
    ...['-map', '0:a:0', '-vn', '-sn', '-dn'],
    ...['-af', `aresample=${sampleRateHz}:${RESAMPLER}`, '-ac', String(MUSIC_CHANNELS)],
    ...['-ss', String(startSec), '-t', String(maxFrames / sampleRateHz)],
    ...['-c:a', 'pcm_f32le', '-f', 'f32le', '-y', fileUrl(into)],
  ];
  await runFfmpeg(args, { ...context, deadlineSec: DECODE_DEADLINE_SEC }).catch((thrown: unknown) => {
    throw thrown instanceof FfmpegExitError ? decodeError(path, thrown) : thrown;
  });
  const frames = Math.floor((await stat(into)).size / MUSIC_BYTES_PER_FRAME);
  if (frames > 0) return Math.min(frames, maxFrames);
  throw inputError(
    'music-ends-before',
    `The music "${path}" has ended at ${startSec} seconds, where it should begin.`,
    'Let it begin earlier.',
  );
}

function decodeError(path: string, failure: FfmpegExitError): KotohogiError {
  if (/No space left/i.test(failure.stderrTail))
    return inputError(
      'temp-full',
      `The folder for temporary files has no room for the music "${path}".`,
      'Free some space there, then render again.',
      failure,
    );
  if (/matches no streams|does not contain any stream/i.test(failure.stderrTail))
    return inputError(
      'music-no-sound',
      `"${path}" contains no sound.`,
      `Choose ${exampleOf('music')}.`,
      failure,
    );
  if (/Invalid data found|could not find codec|Unknown|not allowed/i.test(failure.stderrTail))
    return inputError(
      'music-not-audio',
      `"${path}" is not a sound file that can be read.`,
      `Choose ${exampleOf('music')}.`,
      failure,
    );
  return corruptError(path, lastLine(failure.stderrTail), failure);
}

const corruptError = (path: string, why: string, cause?: unknown): KotohogiError =>
  inputError(
    'music-corrupt',
    `The music "${path}" is damaged and cannot be decoded to its end (${why}).`,
    'Copy it again, or open it in a sound editor and export it anew.',
    cause,
  );
