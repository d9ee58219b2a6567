import { inputError, throwIfCancelled, type KotohogiError } from '../../../../shared/errors.ts';
import {
  VOICE_MAX_CHANNELS,
  VOICE_MAX_DECODED_BYTES,
  VOICE_MAX_DURATION_SEC,
  VOICE_MAX_SAMPLE_RATE_HZ,
  VOICE_MIN_DURATION_SEC,
  VOICE_MIN_SAMPLE_RATE_HZ,
  VOICE_SILENCE_DBFS,
} from '../../../../shared/limits.ts';
import type { EngineContext } from '../../context.ts';
import { FfmpegExitError, inputFileArgs, runFfmpeg } from '../../ffmpeg/run.ts';
import { durationSecOf, type AudioClip } from '../../runtime/audio.ts';
import { createSoundFolder, type SoundFile, type SoundFileWriter } from '../../runtime/spooledSound.ts';
import type { SoundSource } from '../../runtime/soundSource.ts';
import { readSpokenFacts } from '../../runtime/spokenFacts.ts';
import { ClipBuilder } from './clipBuilder.ts';
import { checkInputFile, exampleOf, hashFile } from './inputFile.ts';
import { SampleCheck, type ClipStatistics } from './sampleCheck.ts';
import { declaredFlacFrames, missingBytes } from './truncation.ts';
import type { Voice } from './types.ts';
import { WavStream, type WavHeader } from './wavStream.ts';

/** Containers that carry recorded sound. Playlists and scripts, which name other files, are left out on purpose. */
export const SOUND_DEMUXERS =
  'wav,w64,aiff,caf,au,mp3,aac,flac,ogg,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,mpegts,mpeg,flv,amr,ac3,eac3,wv,ape,tta';
/** Flat tops in more than one sample of ten thousand can be heard. */
const CLIPPED_SHARE_WARNING = 1e-4;
/** Room for a slow disk and a busy machine: decoding runs at a hundred times real time and more. */
export const DECODE_DEADLINE_SEC = 20 * 60;

/**
 * Decodes the first sound stream of a recording or a video at its own sample rate and channel count.
 *
 * Cover pictures and video streams are ignored. Memory is bounded: decoding stops as soon as a limit is passed.
 * @param path WAV, MP3, M4A/AAC, FLAC, OGG/Opus or a video with sound; mono to 8 channels, 8 to 192 kHz, 0.2 s to 60 min
 * @throws `input` voice-* for every file that cannot be used, `missing` ffmpeg-missing, `cancelled`
 */
export const decodeVoice = (
  path: string,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<Voice> =>
  decodeInto(
    path,
    ({ sampleRateHz, channelCount }, maxFrames) => new ClipBuilder(sampleRateHz, channelCount, maxFrames),
    context,
  );

/**
 * The same, into a temporary file: memory does not grow with the length of the voice. The caller disposes of its sound.
 * @throws as {@link decodeVoice}; `input` temp-full
 */
export async function spoolVoice(
  path: string,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<Voice<SoundFile>> {
  const folder = await createSoundFolder();
  try {
    const collect = ({ sampleRateHz, channelCount }: WavHeader): Collector<SoundFile> =>
      createFileBuilder(folder.create(sampleRateHz, channelCount), channelCount);
    return await decodeInto(path, collect, context);
  } catch (thrown) {
    await folder.dispose();
    throw thrown;
  }
}

/** Collects frames as they arrive. */
interface Collector<Sound> {
  readonly frameCount: number;
  append(interleaved: Float32Array, frameCount: number): void;
  finish(): { readonly sound: Sound; readonly statistics: ClipStatistics };
}

function createFileBuilder(writer: SoundFileWriter, channelCount: number): Collector<SoundFile> {
  const check = new SampleCheck(channelCount);
  return {
    get frameCount() {
      return writer.frameCount;
    },
    append(interleaved) {
      const samples = interleaved.slice();
      for (let channel = 0; channel < channelCount; channel++)
        check.clean(samples, channel, channel, channelCount);
      writer.append(samples);
    },
    finish: () => ({ sound: writer.finish(), statistics: check.statistics }),
  };
}

/** @param collect opens what keeps the frames, at most `maxFrames` */
async function decodeInto<Sound extends AudioClip | SoundSource>(
  path: string,
  collect: (header: WavHeader, maxFrames: number) => Collector<Sound>,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<Voice<Sound>> {
  const file = await checkInputFile(path, 'voice');
  throwIfCancelled(context.signal);
  const missing = await missingBytes(path, file.bytes);
  if (missing > 0) throw truncatedError(path);

  const decoder = new VoiceDecoder(path, collect);
  const sha256 = await hashFile(path, context.signal);
  const complaints = await decode(path, decoder, context);
  const declared = await declaredFlacFrames(path);
  if (declared !== null && decoder.frameCount < declared) throw truncatedError(path);
  const { sound: clip, statistics } = decoder.finish();
  const durationSec = durationSecOf(clip);
  checkSound(path, durationSec, statistics);
  const spoken = await readSpokenFacts(path);
  return { path, sha256, clip, durationSec, spoken, warnings: warningsOf(statistics, complaints) };
}

/** @returns what ffmpeg complained about although it went on */
async function decode(
  path: string,
  decoder: VoiceDecoder<unknown>,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath'>,
): Promise<string> {
  const stream = new WavStream(decoder);
  const input = inputFileArgs(path, SOUND_DEMUXERS);
  const output = ['-map', '0:a:0', '-vn', '-sn', '-dn', '-t', String(VOICE_MAX_DURATION_SEC + 1)];
  const args = [...input, ...output, '-c:a', 'pcm_f32le', '-f', 'wav', 'pipe:1'];
  try {
    const { stderrTail } = await runFfmpeg(args, {
      ...context,
      deadlineSec: DECODE_DEADLINE_SEC,
      onStdout: (chunk) => stream.push(chunk),
    });
    if (!stream.hasHeader) throw notAudioError(path);
    return stderrTail;
  } catch (thrown) {
    if (!(thrown instanceof FfmpegExitError)) throw thrown;
    throw decodeError(path, thrown, decoder.frameCount > 0);
  }
}

/** Checks the limits while the samples arrive. */
class VoiceDecoder<Sound> {
  readonly #path: string;
  readonly #collect: (header: WavHeader, maxFrames: number) => Collector<Sound>;
  #collector: Collector<Sound> | undefined;
  #maxFrames = 0;
  #maxBytesFrames = 0;

  constructor(path: string, collect: (header: WavHeader, maxFrames: number) => Collector<Sound>) {
    this.#path = path;
    this.#collect = collect;
  }

  get frameCount(): number {
    return this.#collector?.frameCount ?? 0;
  }

  onHeader(header: WavHeader): void {
    const { sampleRateHz, channelCount } = header;
    if (sampleRateHz < VOICE_MIN_SAMPLE_RATE_HZ || sampleRateHz > VOICE_MAX_SAMPLE_RATE_HZ) {
      throw inputError(
        'voice-sample-rate',
        `The voice "${this.#path}" has a sample rate of ${sampleRateHz} Hz, outside ${VOICE_MIN_SAMPLE_RATE_HZ} to ${VOICE_MAX_SAMPLE_RATE_HZ} Hz.`,
        'Export it at 44100 or 48000 Hz.',
      );
    }
    if (channelCount > VOICE_MAX_CHANNELS) {
      throw inputError(
        'voice-too-many-channels',
        `The voice "${this.#path}" has ${channelCount} channels, more than ${VOICE_MAX_CHANNELS}.`,
        'Export it in mono or stereo.',
      );
    }
    this.#maxFrames = VOICE_MAX_DURATION_SEC * sampleRateHz;
    this.#maxBytesFrames = Math.floor(VOICE_MAX_DECODED_BYTES / (4 * channelCount));
    const maxFrames = Math.min(this.#maxFrames, this.#maxBytesFrames);
    this.#collector = this.#collect(header, maxFrames);
  }

  onFrames(samples: Float32Array, frameCount: number): void {
    const total = this.frameCount + frameCount;
    if (total > this.#maxFrames) {
      throw inputError(
        'voice-too-long',
        `The voice "${this.#path}" is longer than ${VOICE_MAX_DURATION_SEC / 60} minutes.`,
        'Cut it into shorter parts.',
      );
    }
    if (total > this.#maxBytesFrames) {
      throw inputError(
        'voice-too-large',
        `The voice "${this.#path}" needs more than ${VOICE_MAX_DECODED_BYTES / 1024 ** 3} GiB of memory once decoded.`,
        'Export it in mono or stereo at 48000 Hz, or cut it into shorter parts.',
      );
    }
    this.#collector?.append(samples, frameCount);
  }

  finish(): ReturnType<Collector<Sound>['finish']> {
    if (!this.#collector) throw notAudioError(this.#path);
    return this.#collector.finish();
  }
}

function checkSound(path: string, durationSec: number, { peak }: ClipStatistics): void {
  if (durationSec < VOICE_MIN_DURATION_SEC) {
    throw inputError(
      'voice-too-short',
      `The voice "${path}" lasts only ${durationSec.toFixed(2)} seconds.`,
      `Choose a recording of at least ${VOICE_MIN_DURATION_SEC} seconds.`,
    );
  }
  if (peak < 10 ** (VOICE_SILENCE_DBFS / 20)) {
    throw inputError(
      'voice-silent',
      `The voice "${path}" is silent: nothing in it is louder than ${VOICE_SILENCE_DBFS} dB.`,
      'Check the microphone and the input level, then record again.',
    );
  }
}

function warningsOf({ clippedShare, implausibleCount }: ClipStatistics, complaints: string): string[] {
  const warnings: string[] = [];
  if (clippedShare >= CLIPPED_SHARE_WARNING) {
    const percent = (clippedShare * 100).toFixed(clippedShare < 0.01 ? 2 : 1);
    warnings.push(
      `The recording is clipped: ${percent} % of its samples are at full scale. Lower the input level.`,
    );
  }
  if (implausibleCount > 0) warnings.push(`${implausibleCount} damaged samples were replaced by silence.`);
  if (complaints) warnings.push(`Parts of the sound may be damaged (${lastLine(complaints)}).`);
  return warnings;
}

function decodeError(path: string, failure: FfmpegExitError, hasSound: boolean): KotohogiError {
  if (/matches no streams|does not contain any stream/i.test(failure.stderrTail)) {
    return inputError(
      'voice-no-sound',
      `"${path}" contains no sound.`,
      'Choose a recording, or a video that was filmed with sound.',
      failure,
    );
  }
  if (!hasSound) return notAudioError(path, failure);
  return inputError(
    'voice-corrupt',
    `The voice "${path}" is damaged and cannot be decoded to its end (${lastLine(failure.stderrTail)}).`,
    'Copy it again, or open it in a sound editor and export it anew.',
    failure,
  );
}

function notAudioError(path: string, cause?: unknown): KotohogiError {
  return inputError(
    'voice-not-audio',
    `"${path}" is not a sound file that can be read.`,
    `Choose ${exampleOf('voice')}.`,
    cause,
  );
}

function truncatedError(path: string): KotohogiError {
  return inputError(
    'voice-truncated',
    `The voice "${path}" is cut off: its end is missing.`,
    'Copy or download it again; if the recording was interrupted, open it in a sound editor and export it anew.',
  );
}

/** The last line of ffmpeg's complaints, without the address of its internal object. */
export const lastLine = (text: string): string =>
  (text.trim().split('\n').at(-1) ?? '').replace(/^\[[^\]]*\]\s*/, '').replace(/"?file:[^\s"]*"?:?\s*/, '');
