import { open } from 'node:fs/promises';
import { inputError, type KotohogiError } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import { FfmpegExitError, fileUrl, inputFileArgs, runFfmpeg } from '../../ffmpeg/run.ts';
import { checkInputFile, exampleOf } from './inputFile.ts';
import { missingBytes } from './truncation.ts';
import { readWavHeader } from './wavStream.ts';
import { DECODE_DEADLINE_SEC, lastLine, SOUND_DEMUXERS } from './voice.ts';

/** More than two channels are mixed down to two; one stays one, because ffmpeg would take 3 dB from it. */
const LAYOUTS = 'aformat=channel_layouts=mono|stereo';
/** More than any header that ffmpeg writes. */
const HEADER_BYTES = 4096;
const BYTES_PER_SAMPLE = 4;
/** A resampling filter twice as long as ffmpeg's own choice: music has more treble to fold back than speech. */
const RESAMPLER = 'filter_size=64:cutoff=0.97';

export interface MusicWish {
  readonly sampleRateHz: number;
  /** Where in the file the music begins. */
  readonly startSec: number;
  /** More than this is not needed. */
  readonly maxFrames: number;
  /** File to write: a WAV of 32-bit floats. */
  readonly into: string;
}

/** Music on the disk. */
export interface DecodedMusic {
  /** Samples per channel, at least 1. */
  readonly length: number;
  readonly channels: number;
  /** Byte at which the first sample lies. */
  readonly dataStart: number;
}

/**
 * Decodes the first sound stream of a file at another sample rate, straight to the disk: memory does not grow with its
 * length.
 * @param path any file with sound that a voice may come from
 * @throws `input` music-* for every file that cannot be used, `missing` ffmpeg-missing, `cancelled`
 */
export async function decodeMusic(
  path: string,
  { sampleRateHz, startSec, maxFrames, into }: MusicWish,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<DecodedMusic> {
  const file = await checkInputFile(path, 'music');
  if ((await missingBytes(path, file.bytes)) > 0) throw corruptError(path, 'its end is missing');
  const args = [
    ...inputFileArgs(path, SOUND_DEMUXERS),
    ...['-map', '0:a:0', '-vn', '-sn', '-dn'],
    ...['-af', `aresample=${sampleRateHz}:${RESAMPLER},${LAYOUTS}`],
    ...['-ss', String(startSec), '-t', String(maxFrames / sampleRateHz)],
    ...['-c:a', 'pcm_f32le', '-f', 'wav', '-y', fileUrl(into)],
  ];
  let failure: FfmpegExitError | null = null;
  await runFfmpeg(args, { ...context, deadlineSec: DECODE_DEADLINE_SEC }).catch((thrown: unknown) => {
    if (!(thrown instanceof FfmpegExitError)) throw thrown;
    failure = thrown;
  });
  const decoded = await measured(into);
  if (failure) throw decodeError(path, failure, decoded !== null && decoded.length > 0);
  if (decoded && decoded.length > 0) return { ...decoded, length: Math.min(decoded.length, maxFrames) };
  throw inputError(
    'music-ends-before',
    `The music "${path}" has ended at ${startSec} seconds, where it should begin.`,
    'Let it begin earlier.',
  );
}

/** What was written; null when not even a header was. */
async function measured(file: string): Promise<DecodedMusic | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (!handle) return null;
  try {
    const head = Buffer.alloc(HEADER_BYTES);
    const { bytesRead } = await handle.read(head, 0, HEADER_BYTES, 0);
    const found = readWavHeader(head.subarray(0, bytesRead));
    if (!found) return null;
    const { channelCount: channels } = found.header;
    const bytes = (await handle.stat()).size - found.dataStart;
    return {
      channels,
      dataStart: found.dataStart,
      length: Math.floor(bytes / (BYTES_PER_SAMPLE * channels)),
    };
  } finally {
    await handle.close();
  }
}

function decodeError(path: string, failure: FfmpegExitError, hasSound: boolean): KotohogiError {
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
  if (!hasSound)
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
