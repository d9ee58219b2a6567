/** The edited curves applied to the voice; new timing for all that follows. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { composePlan, type ProsodyPlan } from '../../../../shared/prosody/compose.ts';
import type { ProsodyEdit } from '../../../../shared/prosody/edits.ts';
import { findPreset, type ProsodyPreset } from '../../../../shared/prosody/presets.ts';
import { toAdjusted, type TimeMap } from '../../../../shared/prosody/timeMap.ts';
import { inputError, throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import { durationSecOf } from '../../runtime/audio.ts';
import { mapTimings } from '../../runtime/spokenFacts.ts';
import type { Voice } from '../media/types.ts';
import { ANALYSIS_RATE_HZ } from '../voice/level.ts';
import { resampleToMono } from '../voice/resample.ts';
import { resynthesise } from './resynthesis/index.ts';
import { amplitudeOf } from './resynthesis/level.ts';
import type { ProsodyAnalysis } from './types.ts';

/** Raised whenever the same voice and edit would give a different sound. */
export const PROSODY_VERSION = 4;

export interface AdjustedVoice {
  /** The voice itself, the same object, when nothing was asked for. */
  readonly voice: Voice;
  readonly plan: ProsodyPlan;
  /** From times of the original to times of the result. */
  readonly timeMap: TimeMap;
  /** Sentences: what was held back and why, and what goes beyond what sounds natural. */
  readonly limits: readonly string[];
  /**
   * The adjusted voice at 16 kHz, at the level of the original: without the level and the loudness that the edit gives
   * the whole. What moves a mouth. null when nothing was asked for.
   */
  readonly unlevelled16k: Float32Array | null;
}

/** A loudness shortfall that cannot be heard is not told. */
const LOUDNESS_WORTH_TELLING_LU = 0.5;

/**
 * Applies an edit to a voice, all channels alike, at its own sample rate.
 * @param userPresets presets of the user's own that the edit may name
 * @throws KotohogiError kind `input` when the edit names a preset that does not exist; `cancelled`
 */
export async function applyProsody(
  voice: Voice,
  analysis: ProsodyAnalysis,
  edit: ProsodyEdit,
  context: Pick<EngineContext, 'signal' | 'progress'>,
  userPresets: readonly ProsodyPreset[] = [],
): Promise<AdjustedVoice> {
  throwIfCancelled(context.signal);
  const preset = edit.preset ? requirePreset(edit.preset.id, userPresets) : null;
  const plan = composePlan(analysis, edit, preset);
  context.progress.report(0.1);
  // Lets a cancel that came meanwhile through: the rest runs in one go.
  await setImmediate();
  throwIfCancelled(context.signal);
  let unlevelled16k: Float32Array | null = null;
  const { clip, loudnessMissedLu } = resynthesise(voice.clip, analysis, plan, (unlevelled) => {
    unlevelled16k = atOriginalLevel(resampleToMono(unlevelled, ANALYSIS_RATE_HZ), plan.settings.energyDb);
  });
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
  const adjusted: Voice = {
    ...voice,
    sha256,
    clip,
    durationSec: durationSecOf(clip),
    ...(spoken ? { spoken } : {}),
  };
  return { voice: adjusted, plan, timeMap, limits, unlevelled16k };
}

function atOriginalLevel(mono: Float32Array, energyDb: number): Float32Array {
  const gain = amplitudeOf(-energyDb);
  return gain === 1 ? mono : mono.map((sample) => sample * gain);
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
