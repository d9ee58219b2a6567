import type { AudioClip } from '../runtime/audio.ts';
import { createAudioClip } from '../runtime/audio.ts';
import { integratedLufs } from '../stages/voice/loudness.ts';

export interface MatchedLoudness {
  readonly clips: readonly AudioClip[];
  /** What all clips were brought to; null when none of them sounds. */
  readonly targetLufs: number | null;
}

/**
 * Brings sounds to the loudness of the quietest, so that the louder one does not win a comparison by being loud. Levels
 * only go down: nothing can clip. Silent clips stay as they are.
 */
export function matchLoudness(clips: readonly AudioClip[]): MatchedLoudness {
  const measured = clips.map(integratedLufs);
  const sounding = measured.filter((lufs) => lufs !== null);
  if (sounding.length === 0) return { clips, targetLufs: null };
  const targetLufs = Math.min(...sounding);
  return {
    clips: clips.map((clip, i) => attenuated(clip, targetLufs - (measured[i] ?? targetLufs))),
    targetLufs,
  };
}

function attenuated(clip: AudioClip, gainDb: number): AudioClip {
  if (gainDb === 0) return clip;
  const gain = 10 ** (gainDb / 20);
  const out = createAudioClip(clip.sampleRateHz, clip.channels.length, clip.length);
  clip.channels.forEach((samples, channel) => {
    for (let i = 0; i < samples.length; i++) out.channels[channel][i] = samples[i] * gain;
  });
  return out;
}
