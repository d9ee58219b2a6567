import type { RenderRequest } from '../../shared/contract/render.ts';
import type { ProsodyConfidence } from '../../shared/prosody/confidence.ts';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { toAdjusted, type TimeMap } from '../../shared/prosody/timeMap.ts';
import type { EngineContext } from './context.ts';
import { measureConfidence } from './measureConfidence.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { applyProsody, type AdjustedVoice } from './stages/prosody/index.ts';
import type { TimeSpan } from './stages/prosody/types.ts';
import { userPresetsFor } from './presetStore.ts';

/** The voice that is heard. */
export interface SpokenAs {
  readonly voice: Voice;
  /** Sentences about what was held back for this voice and language. */
  readonly limits: readonly string[];
  /** Measured on the adjusted sound; null where nothing was adjusted. */
  readonly confidence: ProsodyConfidence | null;
  /** From seconds of the voice as it was recorded to seconds of the voice that is heard. */
  readonly toAdjusted: (sec: number) => number;
  /** What was adjusted; null where nothing was. */
  readonly adjusted: AdjustedVoice | null;
  /** Stretches of speech between pauses that divide them, seconds of the voice as it was recorded. */
  readonly phrases: readonly TimeSpan[];
}

/**
 * The voice as an edit or a preset says it; without either the voice itself.
 * @throws KotohogiError kind `input` for a preset that does not exist; `cancelled`
 */
export async function speakAs(
  voice: Voice,
  { preset, language, prosody }: Pick<RenderRequest, 'preset' | 'language' | 'prosody'>,
  room: Pick<EngineContext, 'signal' | 'progress' | 'folders'>,
): Promise<SpokenAs> {
  const ofPreset = preset === null ? null : { ...NEUTRAL_EDIT, language, preset: { id: preset, amount: 1 } };
  const edit = prosody ?? ofPreset;
  const userPresets = await userPresetsFor(edit?.preset ? [edit.preset.id] : [], room.folders.home);
  const analysis = analyseVoiceProsody(voice);
  const { phrases } = analysis;
  if (!edit)
    return { voice, limits: [], confidence: null, toAdjusted: (sec) => sec, adjusted: null, phrases };
  const adjusted = await applyProsody(voice, analysis, edit, room, userPresets);
  return {
    voice: adjusted.voice,
    limits: adjusted.limits,
    adjusted,
    phrases,
    confidence: measureConfidence(adjusted, analysis),
    toAdjusted: timesBy(adjusted.timeMap),
  };
}

/** Holds the map alone: whoever keeps it keeps no sound. */
const timesBy =
  (timeMap: TimeMap) =>
  (sec: number): number =>
    toAdjusted(timeMap, sec);
