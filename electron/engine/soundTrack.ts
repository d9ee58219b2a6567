/** What is heard in a video: the voice by itself, or with music under it. */
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Music } from '../../shared/contract/export.ts';
import type { EngineContext } from './context.ts';
import type { AudioClip } from './runtime/audio.ts';
import { spoolInto, type SoundFile, type SpooledSound } from './runtime/spooledSound.ts';
import { spoolSound } from './stages/encode/index.ts';
import { writeMix, type MixResult, type SpeechActivity } from './stages/encode/mix/index.ts';
import { decodeMusic } from './stages/media/music.ts';

export interface SoundTrack {
  /** The caller disposes of it; the voice's own file, where there is one and nothing else is heard. */
  readonly sound: SpooledSound;
  /** Plain sentences. */
  readonly warnings: readonly string[];
}

/** Less than this nobody hears, and nobody needs to be told. */
const AUDIBLE_DB = 0.1;

function mixWarnings({ loweredDb, gaveWaySec, isMusicSilent }: MixResult, file: string): string[] {
  const warnings: string[] = [];
  if (isMusicSilent) warnings.push(`The music "${file}" is silent.`);
  if (loweredDb >= AUDIBLE_DB)
    warnings.push(
      `The music was lowered by ${loweredDb.toFixed(1)} dB, so that its peaks stay below -1 dB (true peak).`,
    );
  if (gaveWaySec > 0)
    warnings.push(
      `The music gave way for ${gaveWaySec.toFixed(1)} s in all, so that the peaks of the voice do not grow above -1 dB (true peak).`,
    );
  return warnings;
}

async function spooled(voice: AudioClip | SoundFile, signal: AbortSignal): Promise<SpooledSound> {
  if (!('read' in voice)) return spoolSound(voice, signal);
  // Without the reader, which keeps what it last read.
  const { file, sampleRateHz, channels, dispose } = voice;
  return { file, sampleRateHz, channels, dispose };
}

/**
 * Puts the sound of a video into a file: the voice sample for sample, and the music under it where there is any. The
 * speech is that of the voice alone: whoever moves the mouth never hears the music.
 * @throws KotohogiError `input` music-*, temp-full; `cancelled`
 */
export async function spoolTrack(
  voice: AudioClip | SoundFile,
  music: Music | null,
  speech: SpeechActivity,
  context: Pick<EngineContext, 'signal' | 'ffmpegPath' | 'progress'>,
): Promise<SoundTrack> {
  if (!music) return { sound: await spooled(voice, context.signal), warnings: [] };
  const { sampleRateHz, length } = voice;
  let warnings: readonly string[] = [];
  const sound = await spoolInto(sampleRateHz, async (file) => {
    const trackFile = path.join(path.dirname(file), 'music.wav');
    const decoded = await decodeMusic(
      music.path,
      { sampleRateHz, startSec: music.startSec, maxFrames: length, into: trackFile },
      context,
    );
    const handle = await open(trackFile, 'r');
    try {
      const mixed = await writeMix(
        { voice, music: { ...decoded, handle, sampleRateHz, loop: music.loop }, settings: music, speech },
        file,
        context.signal,
        (fraction) => context.progress.report(fraction),
      );
      warnings = mixWarnings(mixed, music.path);
      return mixed.channels;
    } finally {
      await handle.close();
      await rm(trackFile, { force: true });
    }
  });
  return { sound, warnings };
}
