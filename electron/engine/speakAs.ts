import type { RenderRequest } from '../../shared/contract/render.ts';
import type { ProsodyConfidence } from '../../shared/prosody/confidence.ts';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { toAdjusted } from '../../shared/prosody/timeMap.ts';
import type { EngineContext } from './context.ts';
import { measureConfidence } from './measureConfidence.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { applyProsody } from './stages/prosody/index.ts';
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
}

/**
 * The voice as an edit or a preset says it; without either the voice itself, and no time spent on it.
 * @throws KotohogiError kind `input` for a preset that does not exist; `cancelled`
 */
export async function speakAs(
  voice: Voice,
  { preset, language, prosody }: Pick<RenderRequest, 'preset' | 'language' | 'prosody'>,
  room: Pick<EngineContext, 'signal' | 'progress' | 'folders'>,
): Promise<SpokenAs> {
  const ofPreset = preset === null ? null : { ...NEUTRAL_EDIT, language, preset: { id: preset, amount: 1 } };
  const edit = prosody ?? ofPreset;
  if (!edit) return { voice, limits: [], confidence: null, toAdjusted: (sec) => sec };
  const userPresets = await userPresetsFor(edit.preset ? [edit.preset.id] : [], room.folders.home);
  const analysis = analyseVoiceProsody(voice);
  const adjusted = await applyProsody(voice, analysis, edit, room, userPresets);
  return {
    ...adjusted,
    confidence: measureConfidence(adjusted, analysis),
    toAdjusted: (sec) => toAdjusted(adjusted.timeMap, sec),
  };
}
