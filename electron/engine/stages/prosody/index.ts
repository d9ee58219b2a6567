/** The edited curves applied to the voice; new timing for all that follows. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { composePlan, type ProsodyPlan } from '../../../../shared/prosody/compose.ts';
import type { ProsodyEdit } from '../../../../shared/prosody/edits.ts';
import { findPreset, type ProsodyPreset } from '../../../../shared/prosody/presets.ts';
import { toAdjusted, type TimeMap } from '../../../../shared/prosody/timeMap.ts';
import { inputError, throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import { durationSecOf, type AudioClip } from '../../runtime/audio.ts';
import { mixedMono, type MonoSound } from '../../runtime/monoSource.ts';
import type { SoundSource } from '../../runtime/soundSource.ts';
import type { SoundFile } from '../../runtime/spooledSound.ts';
import { mapTimings } from '../../runtime/spokenFacts.ts';
import type { Voice } from '../media/types.ts';
import { ANALYSIS_RATE_HZ } from '../voice/level.ts';
import { forEachResampled, resampleToMono } from '../voice/resample.ts';
import { resynthesise, resynthesiseFile, type Resynthesis } from './resynthesis/index.ts';
import { amplitudeOf } from './resynthesis/level.ts';
import type { ProsodyAnalysis } from './types.ts';

/** Raised whenever the same voice and edit would give a different sound. */
export const PROSODY_VERSION = 4;

export interface AdjustedVoice<Sound extends AudioClip | SoundSource = AudioClip> {
  /** The voice itself, the same object, when nothing was asked for. */
  readonly voice: Voice<Sound>;
  readonly plan: ProsodyPlan;
  /** From times of the original to times of the result. */
  readonly timeMap: TimeMap;
  /** Sentences: what was held back and why, and what goes beyond what sounds natural. */
  readonly limits: readonly string[];
  /**
   * The adjusted voice at 16 kHz, at the level of the original: without the level and the loudness that the edit gives
   * the whole. What moves a mouth. null when nothing was asked for.
   */
  readonly unlevelled16k: MonoSound | null;
}

/** A loudness shortfall that cannot be heard is not told. */
const LOUDNESS_WORTH_TELLING_LU = 0.5;

type ApplyContext = Pick<EngineContext, 'signal' | 'progress'>;

/**
 * Applies an edit to a voice, all channels alike, at its own sample rate.
 * @param userPresets presets of the user's own that the edit may name
 * @throws KotohogiError kind `input` when the edit names a preset that does not exist; `cancelled`
 */
export const applyProsody = (
  voice: Voice,
  analysis: ProsodyAnalysis,
  edit: ProsodyEdit,
  context: ApplyContext,
  userPresets: readonly ProsodyPreset[] = [],
): Promise<AdjustedVoice> =>
  applyTo(voice, analysis, edit, context, userPresets, (plan) => {
    let unlevelled16k: Float32Array | null = null;
    const made = resynthesise(voice.clip, analysis, plan, (unlevelled) => {
      unlevelled16k = resampleToMono(unlevelled, ANALYSIS_RATE_HZ);
      atOriginalLevel(unlevelled16k, plan);
    });
    return { ...made, unlevelled16k };
  });

/**
 * The same of a voice in a file, stretch by stretch and to the bit: what is made lies in files beside it.
 * @throws as {@link applyProsody}; `input` temp-full
 */
export const applyProsodyInFile = (
  voice: Voice<SoundFile>,
  analysis: ProsodyAnalysis<MonoSound>,
  edit: ProsodyEdit,
  context: ApplyContext,
  userPresets: readonly ProsodyPreset[] = [],
): Promise<AdjustedVoice<SoundFile>> =>
  applyTo(voice, analysis, edit, context, userPresets, (plan) => {
    let unlevelled16k: MonoSound | null = null;
    const made = resynthesiseFile(voice.clip, analysis, plan, (unlevelled) => {
      const writer = unlevelled.folder.create(ANALYSIS_RATE_HZ, 1);
      forEachResampled(unlevelled, ANALYSIS_RATE_HZ, (block) => {
        const samples = block.slice();
        atOriginalLevel(samples, plan);
        writer.append(samples);
      });
      unlevelled16k = mixedMono(writer.finish());
    });
    return { ...made, unlevelled16k };
  });

/** @param make resynthesises the voice by a plan; what it says at 16 kHz counts only where something was asked for */
async function applyTo<Sound extends AudioClip | SoundSource>(
  voice: Voice<Sound>,
  analysis: ProsodyAnalysis<MonoSound>,
  edit: ProsodyEdit,
  context: ApplyContext,
  userPresets: readonly ProsodyPreset[],
  make: (plan: ProsodyPlan) => Resynthesis<Sound> & Pick<AdjustedVoice, 'unlevelled16k'>,
): Promise<AdjustedVoice<Sound>> {
  throwIfCancelled(context.signal);
  const preset = edit.preset ? requirePreset(edit.preset.id, userPresets) : null;
  const plan = composePlan(analysis, edit, preset);
  context.progress.report(0.1);
  // Lets a cancel that came meanwhile through: the rest runs in one go.
  await setImmediate();
  throwIfCancelled(context.signal);
  const { clip, loudnessMissedLu, unlevelled16k } = make(plan);
  context.progress.report(1);
  const limits = plan.limits.map(({ message }) => message);
  if (loudnessMissedLu > LOUDNESS_WORTH_TELLING_LU)
    limits.push(
      `The loudness was raised ${loudnessMissedLu.toFixed(1)} LU less than asked: the peaks of the voice leave no more room.`,
    );
  if (plan.isNeutral) return { voice, plan, timeMap: plan.timeMap, limits, unlevelled16k: null };
  const sha256 = createHash('sha256')
    .update(JSON.stringify([PROSODY_VERSION, voice.sha256, edit, preset]))
    .digest('hex');
  const { timeMap } = plan;
  const timings = voice.spoken?.timings;
  const spoken = voice.spoken && {
    ...voice.spoken,
    timings: timings ? mapTimings(timings, (sec) => toAdjusted(timeMap, sec)) : null,
  };
  const adjusted: Voice<Sound> = {
    ...voice,
    sha256,
    clip,
    durationSec: durationSecOf(clip),
    ...(spoken ? { spoken } : {}),
  };
  return { voice: adjusted, plan, timeMap, limits, unlevelled16k };
}

/** Takes the level off that the edit gives the whole, in place. */
function atOriginalLevel(mono: Float32Array, { settings }: ProsodyPlan): void {
  const gain = amplitudeOf(-settings.energyDb);
  if (gain !== 1) for (let i = 0; i < mono.length; i++) mono[i] *= gain;
}

/** @throws KotohogiError kind `input` naming the preset */
export function requirePreset(id: string, userPresets: readonly ProsodyPreset[] = []): ProsodyPreset {
  const preset = findPreset(id, userPresets);
  if (preset) return preset;
  throw inputError(
    'preset-unknown',
    `There is no voice preset "${id}".`,
    'Choose one of the presets that the program lists, or import the file that it comes from.',
  );
}
