import { NEUTRAL_EDIT, withSettings } from '../../shared/prosody/edits.ts';
import { silentProgress } from './progress.ts';
import { createAudioClip } from './runtime/audio.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { applyProsody } from './stages/prosody/index.ts';
import type { SpokenSentence } from './stages/voice/sources/types.ts';

type SentenceSound = Omit<SpokenSentence, 'text'>;

/**
 * A spoken sentence at another pitch, for voices that cannot be asked for one: by the resynthesis that recordings are
 * adjusted with. Every sound stays at its time; what has no pitch stays as it is.
 * @throws KotohogiError `cancelled`
 */
export async function atPitch(
  sound: SentenceSound,
  pitchSemitones: number,
  signal: AbortSignal,
): Promise<SentenceSound> {
  const { samples, sampleRateHz } = sound;
  const clip = createAudioClip(sampleRateHz, 1, samples.length);
  clip.channels[0].set(samples);
  const voice = { path: '', sha256: '', clip, durationSec: clip.length / sampleRateHz, warnings: [] };
  const analysis = analyseVoiceProsody(voice);
  if (analysis.medianHz === null) return sound;
  const edit = withSettings(NEUTRAL_EDIT, { pitchSemitones });
  const room = { signal, progress: silentProgress };
  const { voice: raised } = await applyProsody(voice, analysis, edit, room);
  return { ...sound, samples: raised.clip.channels[0] };
}
