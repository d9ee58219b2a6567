/** From a plan to sound: time-varying pitch, range, tempo, pauses and energy in one pass. */
import type { ProsodyPlan } from '../../../../../shared/prosody/compose.ts';
import { createAudioClip, type AudioClip } from '../../../runtime/audio.ts';
import type { MonoSound } from '../../../runtime/monoSource.ts';
import type { SoundFile } from '../../../runtime/spooledSound.ts';
import { integratedLufs } from '../../voice/loudness.ts';
import type { ProsodyAnalysis } from '../types.ts';
import { applyBrightness, applyGainCurve, brightness, gainCurve, samplePeak } from './level.ts';
import { bringFileToLoudness, bringToLoudness, keepFileHeadroom, keepHeadroom } from './loudness.ts';
import { plannedLength, planParts, planSynthesis } from './planSynthesis.ts';
import { renderPlan } from './renderPlan.ts';
import { renderStretches } from './renderStretches.ts';

export interface Resynthesis<Sound = AudioClip> {
  readonly clip: Sound;
  /** How far the loudness stays below the wish because of the peak ceiling, LU. */
  readonly loudnessMissedLu: number;
}

/**
 * Makes the adjusted voice at the original's sample rate and channel count.
 *
 * The plan of copies and grains comes from the mono mix; every channel is made with the same plan, so channels keep
 * their phase. A neutral plan returns the clip itself. The length is that of the time map, rounded to a sample.
 * @param onUnlevelled shown the result before the loudness of the whole is set and its peaks are limited: until then
 *   no phrase has a part in any other. It is changed afterwards
 */
export function resynthesise(
  clip: AudioClip,
  analysis: ProsodyAnalysis,
  plan: ProsodyPlan,
  onUnlevelled?: (clip: AudioClip) => void,
): Resynthesis {
  if (plan.isNeutral) return { clip, loudnessMissedLu: 0 };
  const synthesis = planSynthesis(analysis, plan);
  const result = createAudioClip(clip.sampleRateHz, clip.channels.length, synthesis.length);
  clip.channels.forEach((source, channel) =>
    renderPlan(synthesis, source, clip.sampleRateHz, result.channels[channel]),
  );
  applyGainCurve(result, plan.gainDb, plan.timeMap);
  applyBrightness(result, plan.brightnessDb);
  onUnlevelled?.(result);
  const reference = wishedLoudness(clip, plan);
  if (reference !== null)
    return { clip: result, loudnessMissedLu: bringToLoudness(result, reference + plan.loudnessLu) };
  keepHeadroom(result, samplePeak(clip));
  return { clip: result, loudnessMissedLu: 0 };
}

/**
 * The same of a sound in a file, stretch by stretch and to the bit: the result is another file of its folder, and memory
 * grows with neither.
 * @param onUnlevelled its file may be gone afterwards
 */
export function resynthesiseFile(
  sound: SoundFile,
  analysis: ProsodyAnalysis<MonoSound>,
  plan: ProsodyPlan,
  onUnlevelled?: (sound: SoundFile) => void,
): Resynthesis<SoundFile> {
  if (plan.isNeutral) return { clip: sound, loudnessMissedLu: 0 };
  const { sampleRateHz, channelCount } = sound;
  const writer = sound.folder.create(sampleRateHz, channelCount);
  const levels = [
    gainCurve(plan.gainDb, plan.timeMap, sampleRateHz),
    brightness(plan.brightnessDb, sampleRateHz, channelCount),
  ];
  renderStretches(planParts(analysis, plan), plannedLength(analysis, plan), sound, (channels, start) => {
    for (const change of levels) change?.(channels, start);
    writer.appendChannels(channels);
  });
  const unlevelled = writer.finish();
  onUnlevelled?.(unlevelled);
  const reference = wishedLoudness(sound, plan);
  if (reference === null)
    return { clip: keepFileHeadroom(unlevelled, samplePeak(sound)), loudnessMissedLu: 0 };
  const levelled = bringFileToLoudness(unlevelled, reference + plan.loudnessLu);
  return { clip: levelled.sound, loudnessMissedLu: levelled.missedLu };
}

/** LUFS to bring the result to, before the offset; null where loudness is not asked for. */
function wishedLoudness(clip: AudioClip | SoundFile, plan: ProsodyPlan): number | null {
  if (plan.loudnessTargetLufs !== null) return plan.loudnessTargetLufs;
  return plan.loudnessLu === 0 && plan.brightnessDb === 0 ? null : ownLufs(clip);
}

/** Loudness of originals: the same for every edit of a voice. Sounds are never changed once they are decoded. */
const measuredLufs = new WeakMap<AudioClip | SoundFile, number | null>();

function ownLufs(clip: AudioClip | SoundFile): number | null {
  const known = measuredLufs.get(clip);
  if (known !== undefined) return known;
  const lufs = integratedLufs(clip);
  measuredLufs.set(clip, lufs);
  return lufs;
}
