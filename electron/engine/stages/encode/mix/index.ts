/** Music under a voice: mixed once, into the sound that waits for the encoder. */
import { open } from 'node:fs/promises';
import type { Music } from '../../../../../shared/contract/export.ts';
import { throwIfCancelled } from '../../../../../shared/errors.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import { interpolationPhases } from '../../../runtime/betweenSamples.ts';
import { sourceOf, type SoundSource } from '../../../runtime/soundSource.ts';
import { wavHeader } from '../../../runtime/wavFile.ts';
import type { SpeechActivity } from './ducking.ts';
import { applyCurve, BLOCK_FRAMES, musicCurve, type GainCurve } from './musicCurve.ts';
import { createMusicReader, type MusicFile, type MusicReader } from './musicReader.ts';
import { createPeakGuard, guardStretch, lowerCurve, type Lowering } from './peakGuard.ts';

export type { SpeechActivity } from './ducking.ts';
export { applyCurve, BLOCK_FRAMES, musicCurve, type GainCurve } from './musicCurve.ts';
export { createMusicReader, type MusicFile, type MusicReader } from './musicReader.ts';

const CHUNK_BLOCKS = 1024;
const CHUNK_FRAMES = CHUNK_BLOCKS * BLOCK_FRAMES;
const BYTES_PER_SAMPLE = 4;

export interface MixInput {
  /** At the rate of the music. */
  readonly voice: AudioClip | SoundSource;
  readonly music: MusicFile;
  readonly settings: Pick<Music, 'gainDb' | 'duckDb' | 'fadeInSec' | 'fadeOutSec'>;
  readonly speech: SpeechActivity;
}

/** What the guard of peaks made of the music. */
export interface GuardedMusic extends Lowering {
  readonly isMusicSilent: boolean;
}

/** What became of the music. */
export interface MixResult extends GuardedMusic {
  readonly channels: number;
}

/** The voice as one side hears it (0 left, 1 right), from `start` on, into zeros; what lies outside stays silent. */
export type ReadVoice = (side: number, start: number, into: Float32Array) => void;

/** Music is stereo, and a single voice then speaks from both sides; of more channels the front pair carries it. */
const mixedChannels = ({ channelCount }: SoundSource): number => Math.max(2, channelCount);

/** The voice that is heard in a channel of the mix. */
const voiceIn = (channels: readonly Float32Array[], channel: number): Float32Array =>
  channels.length === 1 ? channels[0] : channels[channel];

/** Puts the samples from `start` on into zeros; what lies outside stays silent. */
export function copyStretch(samples: Float32Array, start: number, into: Float32Array): void {
  const from = Math.max(0, start);
  const to = Math.min(samples.length, start + into.length);
  if (to > from) into.set(samples.subarray(from, to), from - start);
}

/**
 * First pass: finds how much room the voice leaves, and lowers the curve to it, in place.
 * @param curve of the whole video, as {@link musicCurve} makes it
 * @param length of the video's sound, frames
 * @param chunkBlocks looked at without a pause; the result is the same for any number
 * @param onChunk told now and then how many frames are done; what it throws ends the pass
 */
export async function guardMusic(
  curve: GainCurve,
  reader: MusicReader,
  readVoice: ReadVoice,
  {
    length,
    sampleRateHz,
    chunkBlocks = CHUNK_BLOCKS,
  }: { readonly length: number; readonly sampleRateHz: number; readonly chunkBlocks?: number },
  onChunk: (framesDone: number) => void,
): Promise<GuardedMusic> {
  const guard = createPeakGuard(length);
  const phases = interpolationPhases(sampleRateHz);
  let isMusicSilent = true;
  for (let start = 0; start < length; start += chunkBlocks * BLOCK_FRAMES) {
    onChunk(start);
    const blocks = Math.min(chunkBlocks, Math.ceil((length - start) / BLOCK_FRAMES));
    const [from, count] = [start - BLOCK_FRAMES, (blocks + 2) * BLOCK_FRAMES];
    const sides = await reader.read(from, count);
    sides.forEach((side, channel) => {
      // What lies beyond the end of the video is not heard.
      side.fill(0, Math.max(0, length - from));
      isMusicSilent &&= side.every((sample) => sample === 0);
      applyCurve(side, from, curve);
      const spoken = new Float32Array(count);
      readVoice(channel, from, spoken);
      guardStretch(guard, { voice: spoken, music: side, firstBlock: start / BLOCK_FRAMES, blocks }, phases);
    });
  }
  return { ...lowerCurve(curve, guard, sampleRateHz), isMusicSilent };
}

/**
 * Mixes music under a voice into a WAV file of 32-bit floats. The voice keeps its samples exactly as they are; what has
 * to give way is the music: it goes down while somebody speaks, and as far as it must for the mix to stay below
 * -1 dBTP between and at its samples. Memory does not grow with the length of the music.
 * @param onProgress 0..1
 * @throws KotohogiError kind `cancelled`
 */
export async function writeMix(
  input: MixInput,
  file: string,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<MixResult> {
  const { settings, speech, music } = input;
  const voice = sourceOf(input.voice);
  const { sampleRateHz } = music;
  const { length } = voice;
  const step = (done: number): void => {
    throwIfCancelled(signal);
    onProgress(done / (2 * length));
  };
  const reader = createMusicReader(music);
  const end = Math.min(length, reader.end);
  const curve = musicCurve({ settings, speech, sampleRateHz, length, end });
  const guarded = await guardMusic(
    curve,
    reader,
    (side, start, into) => {
      const [from, to] = [Math.max(0, start), Math.min(length, start + into.length)];
      if (to > from) into.set(voiceIn(voice.read(from, to), side), from - start);
    },
    { length, sampleRateHz },
    step,
  );

  const channels = mixedChannels(voice);
  const handle = await open(file, 'wx');
  try {
    await handle.write(wavHeader({ sampleRateHz, channelCount: channels, length }, 'float32'));
    const chunk = new Float32Array(CHUNK_FRAMES * channels);
    for (let start = 0; start < length; start += CHUNK_FRAMES) {
      step(length + start);
      const count = Math.min(CHUNK_FRAMES, length - start);
      const sides = await reader.read(start, count);
      for (const side of sides) applyCurve(side, start, curve);
      const spokenSides = voice.read(start, start + count);
      for (let channel = 0; channel < channels; channel++) {
        const spoken = voiceIn(spokenSides, channel);
        const side = sides[channel];
        for (let i = 0; i < count; i++)
          chunk[i * channels + channel] = side ? spoken[i] + side[i] : spoken[i];
      }
      await handle.write(new Uint8Array(chunk.buffer, 0, count * channels * BYTES_PER_SAMPLE));
    }
  } finally {
    await handle.close();
  }
  return { ...guarded, channels };
}
