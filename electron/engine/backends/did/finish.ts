/** From the video that came back to the one that is kept: with the recording at its own quality. */
import { rm } from 'node:fs/promises';
import { inputError, missingError } from '../../../../shared/errors.ts';
import { FfmpegExitError, fileUrl, inputFileArgs, ownWavArgs, runFfmpeg } from '../../ffmpeg/run.ts';
import { durationSecOf } from '../../runtime/audio.ts';
import { writeWhole } from '../../runtime/writeWhole.ts';
import { audioCodec } from '../../stages/encode/encodeArgs.ts';
import { spoolSound } from '../../stages/encode/index.ts';
import { decodeVoice } from '../../stages/media/voice.ts';
import type { Voice } from '../../stages/media/types.ts';
import type { Job } from './journal.ts';

/** D-ID rounds to frames, and may leave a little air at the end. */
const LENGTH_TOLERANCE_SEC = 0.25;

export interface FinishedVideo {
  readonly frames: number;
  readonly durationSec: number;
  /** `recording`: the recording at its own quality; `did`: the sound as D-ID sent it, made from 16 kHz. */
  readonly sound: 'recording' | 'did';
  /** Why it is not the recording; empty when it is. */
  readonly fallbacks: readonly string[];
}

interface Surroundings {
  readonly ffmpegPath: string;
  readonly signal: AbortSignal;
}

/** What comes from outside is read as what D-ID makes, and as nothing else. */
const AS_SENT = 'mov,mp4,m4a,3gp,3g2,mj2';

/**
 * Decodes a video from its first frame to its last.
 * @throws KotohogiError `did-result-damaged`
 */
async function measure(
  file: string,
  surroundings: Surroundings,
): Promise<{ frames: number; durationSec: number }> {
  const args = [
    ...inputFileArgs(file, AS_SENT, ['-xerror']),
    '-map',
    '0:v:0',
    '-f',
    'null',
    '-progress',
    'pipe:1',
    '-',
  ];
  try {
    const { stdout } = await runFfmpeg(args, surroundings);
    const last = (name: string): number =>
      Number([...stdout.toString('latin1').matchAll(new RegExp(`^${name}=(\\d+)$`, 'gm'))].at(-1)?.[1] ?? 0);
    const [frames, durationSec] = [last('frame'), last('out_time_us') / 1e6];
    if (frames > 0 && durationSec > 0) return { frames, durationSec };
    throw damaged();
  } catch (thrown) {
    throw thrown instanceof FfmpegExitError ? damaged(thrown) : thrown;
  }
}

const damaged = (cause?: unknown): Error =>
  missingError(
    'did-result-damaged',
    'The video that came from D-ID cannot be played.',
    'Resume the job: the video is downloaded again, and nothing is paid again.',
    cause,
  );

/** The recording, if it is still the one that was sent. */
async function recordingOf(job: Job, surroundings: Surroundings): Promise<Voice | null> {
  const { path, sha256 } = job.record.voice;
  const voice = await decodeVoice(path, surroundings).catch((thrown: unknown) => {
    if (surroundings.signal.aborted) throw thrown;
    return null;
  });
  return voice?.sha256 === sha256 ? voice : null;
}

const noSpace = (outPath: string, cause: unknown): Error =>
  inputError(
    'disk-full',
    `The video "${outPath}" could not be written: the disk is full.`,
    'Free some space or choose another disk, then resume the job.',
    cause,
  );

/**
 * Writes the finished video, whole or not at all. The pictures are taken as they are; the sound is replaced by the
 * recording where their lengths agree.
 * @throws KotohogiError `did-result-damaged` (the next run downloads it again), `disk-full`, `cancelled`
 */
export async function finishVideo(
  job: Job,
  outPath: string,
  surroundings: Surroundings,
): Promise<FinishedVideo> {
  const measured = await measure(job.resultFile, surroundings).catch(async (thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'did-result-damaged') {
      await rm(job.resultFile, { force: true });
      await job.update({ result: null });
    }
    throw thrown;
  });
  const voice = await recordingOf(job, surroundings);
  const gone =
    voice !== null
      ? []
      : ['The recording is not there any more: the video has the sound that D-ID sent, made from 16 kHz.'];
  const unequal =
    voice === null || Math.abs(voice.durationSec - measured.durationSec) <= LENGTH_TOLERANCE_SEC
      ? []
      : [
          `The video from D-ID is ${measured.durationSec.toFixed(2)} s long and the recording ${voice.durationSec.toFixed(2)} s: the video has the sound that D-ID sent, made from 16 kHz.`,
        ];
  const fallbacks = [...gone, ...unequal];
  const sound =
    voice !== null && fallbacks.length === 0 ? await spoolSound(voice.clip, surroundings.signal) : null;
  try {
    const input = inputFileArgs(job.resultFile, AS_SENT);
    const streams = sound
      ? [...ownWavArgs(sound.file), '-map', '0:v:0', '-map', '1:a:0', '-c:v', 'copy', ...audioCodec(sound)]
      : ['-map', '0:v:0', '-map', '0:a:0?', '-c', 'copy'];
    await writeWhole(outPath, async (partial) => {
      const out = ['-map_metadata', '-1', '-movflags', '+faststart', '-f', 'mp4', '-y', fileUrl(partial)];
      await runFfmpeg([...input, ...streams, ...out], surroundings);
    });
    const durationSec =
      voice !== null && sound
        ? Math.max(measured.durationSec, durationSecOf(voice.clip))
        : measured.durationSec;
    return { frames: measured.frames, durationSec, sound: sound ? 'recording' : 'did', fallbacks };
  } catch (thrown) {
    const isFull =
      (thrown instanceof FfmpegExitError && /No space left/i.test(thrown.stderrTail)) ||
      (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC');
    throw isFull ? noSpace(outPath, thrown) : thrown;
  } finally {
    await sound?.dispose();
  }
}
