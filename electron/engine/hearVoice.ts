/** What is heard of a voice, as it was recorded or as an edit makes it. */
import type { EngineContext } from './context.ts';
import type { AudioClip } from './runtime/audio.ts';
import type { SoundSource } from './runtime/soundSource.ts';
import { cutsBetween, stretchesOf } from './runtime/stretches.ts';
import type { Voice } from './stages/media/types.ts';
import type { AdjustedVoice } from './stages/prosody/index.ts';
import type { TimeSpan } from './stages/prosody/types.ts';
import { analyseAdjusted, analyseSpeech } from './stages/voice/index.ts';
import type { SpeechFeatures } from './stages/voice/types.ts';
import { firstFrameOf } from './stages/lipsync/engines/builtin/track/index.ts';
import type { PhraseStart } from './stages/encode/index.ts';

type AnyVoice = Voice<AudioClip | SoundSource>;

/** The measures of recordings: the same for every edit of one. */
const measured = new WeakMap<AnyVoice, SpeechFeatures>();

function recordingOf(recorded: AnyVoice, room: Pick<EngineContext, 'signal' | 'progress'>): SpeechFeatures {
  const known = measured.get(recorded);
  if (known) return known;
  const features = analyseSpeech(recorded, room);
  measured.set(recorded, features);
  return features;
}

/**
 * Measures the voice that is heard. An adjusted one is measured by its recording, phrase by phrase: so an edit of one
 * phrase leaves the mouth of all others as it was, to the bit.
 * @param adjusted null, or with nothing adjusted: the recording itself
 * @param phrases of the recording
 * @throws `cancelled`
 */
export function hearVoice(
  recorded: AnyVoice,
  adjusted: AdjustedVoice<AudioClip | SoundSource> | null,
  phrases: readonly TimeSpan[],
  room: Pick<EngineContext, 'signal' | 'progress'>,
): SpeechFeatures {
  const recording = recordingOf(recorded, room);
  if (!adjusted?.unlevelled16k) return recording;
  const { voice, timeMap, unlevelled16k } = adjusted;
  const sound = { voice, timeMap, mono16k: unlevelled16k, cutsSec: cutsBetween(phrases) };
  return analyseAdjusted(sound, recording, room);
}

/** Where the phrases of a voice begin in a video of it. */
export interface SpokenPhrases {
  readonly starts: readonly PhraseStart[];
  /** Length of the recording. */
  readonly recordedSec: number;
}

/**
 * @param speech what {@link hearVoice} found
 * @param phrases of the recording
 */
export function phrasesInVideo(
  speech: SpeechFeatures,
  phrases: readonly TimeSpan[],
  fps: number,
): SpokenPhrases {
  const { stepSec, energyDb, madeFrom } = speech;
  const stretches = madeFrom?.stretches ?? stretchesOf(cutsBetween(phrases), energyDb.length);
  return {
    starts: stretches.map(({ heardFrom, recordedFrom }) => ({
      frame: firstFrameOf(heardFrom, fps),
      recordedSec: recordedFrom * stepSec,
    })),
    recordedSec: (madeFrom?.recording ?? speech).durationSec,
  };
}
