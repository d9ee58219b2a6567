/** Music under a voice: mixed once, into the sound that waits for the encoder. */
import { open } from 'node:fs/promises';
import type { Music } from '../../../../../shared/contract/export.ts';
import { throwIfCancelled } from '../../../../../shared/errors.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import { interpolationPhases } from '../../../runtime/betweenSamples.ts';
import { wavHeader } from '../voiceFile.ts';
import type { SpeechActivity } from './ducking.ts';
import { applyCurve, BLOCK_FRAMES, musicCurve } from './musicCurve.ts';
import { createMusicReader, type MusicFile, type MusicReader } from './musicReader.ts';
import { createPeakGuard, guardStretch, lowerCurve, type Lowering, type PeakGuard } from './peakGuard.ts';

export type { SpeechActivity } from './ducking.ts';
export type { MusicFile } from './musicReader.ts';

const CHUNK_BLOCKS = 1024;
const CHUNK_FRAMES = CHUNK_BLOCKS * BLOCK_FRAMES;
const BYTES_PER_SAMPLE = 4;

export interface MixInput {
  /** At the rate of the music. */
  readonly voice: AudioClip;
  readonly music: MusicFile;
  readonly settings: Pick<Music, 'gainDb' | 'duckDb' | 'fadeInSec' | 'fadeOutSec'>;
  readonly speech: SpeechActivity;
}

/** What became of the music. */
export interface MixResult extends Lowering {
  readonly channels: number;
  readonly isMusicSilent: boolean;
}

/** Music is stereo, and a single voice then speaks from both sides; of more channels the front pair carries it. */
const mixedChannels = (voice: AudioClip): number => Math.max(2, voice.channels.length);

/** The voice that is heard in a channel of the mix. */
const voiceIn = ({ channels }: AudioClip, channel: number): Float32Array =>
  channels.length === 1 ? channels[0] : channels[channel];

/** The samples from `start` on; silence outside. */
function stretchOf(samples: Float32Array, start: number, count: number): Float32Array {
  const out = new Float32Array(count);
  const from = Math.max(0, start);
  out.set(samples.subarray(from, Math.min(samples.length, start + count)), from - start);
  return out;
}

/** First pass: how much room the voice leaves. */
async function measure(
  { voice, music }: MixInput,
  reader: MusicReader,
  curve: Float32Array<ArrayBuffer>,
  onChunk: (framesDone: number) => void,
): Promise<{ readonly guard: PeakGuard; readonly isMusicSilent: boolean }> {
  const guard = createPeakGuard(voice.length);
  const phases = interpolationPhases(music.sampleRateHz);
  let isMusicSilent = true;
  for (let start = 0; start < voice.length; start += CHUNK_FRAMES) {
    onChunk(start);
    const blocks = Math.min(CHUNK_BLOCKS, Math.ceil((voice.length - start) / BLOCK_FRAMES));
    const [from, count] = [start - BLOCK_FRAMES, (blocks + 2) * BLOCK_FRAMES];
    const sides = await reader.read(from, count);
    sides.forEach((side, channel) => {
      // What lies beyond the end of the video is not heard.
      side.fill(0, Math.max(0, voice.length - from));
      isMusicSilent &&= side.every((sample) => sample === 0);
      applyCurve(side, from, curve);
      const spoken = stretchOf(voiceIn(voice, channel), from, count);
      guardStretch(guard, { voice: spoken, music: side, firstBlock: start / BLOCK_FRAMES, blocks }, phases);
    });
  }
  return { guard, isMusicSilent };
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
  const { voice, settings, speech, music } = input;
  const { sampleRateHz } = music;
  const { length } = voice;
  const step = (done: number): void => {
    throwIfCancelled(signal);
    onProgress(done / (2 * length));
  };
  const reader = createMusicReader(music);
  const end = Math.min(length, reader.end);
  const curve = musicCurve({ settings, speech, sampleRateHz, length, end });
  const { guard, isMusicSilent } = await measure(input, reader, curve, step);
  const lowering = lowerCurve(curve, guard, sampleRateHz);

  const channels = mixedChannels(voice);
  const handle = await open(file, 'wx');
  try {
    await handle.write(wavHeader(sampleRateHz, channels, length));
    const chunk = new Float32Array(CHUNK_FRAMES * channels);
    for (let start = 0; start < length; start += CHUNK_FRAMES) {
      step(length + start);
      const count = Math.min(CHUNK_FRAMES, length - start);
      const sides = await reader.read(start, count);
      for (const side of sides) applyCurve(side, start, curve);
      for (let channel = 0; channel < channels; channel++) {
        const spoken = voiceIn(voice, channel);
        const side = sides[channel];
        for (let i = 0; i < count; i++)
          chunk[i * channels + channel] = side ? spoken[start + i] + side[i] : spoken[start + i];
      }
      await handle.write(new Uint8Array(chunk.buffer, 0, count * channels * BYTES_PER_SAMPLE));
    }
  } finally {
    await handle.close();
  }
  return { ...lowering, channels, isMusicSilent };
}
