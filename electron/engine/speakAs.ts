import type { RenderRequest } from '../../shared/contract/render.ts';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import type { EngineContext } from './context.ts';
import type { Voice } from './stages/media/types.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { applyProsody } from './stages/prosody/index.ts';
import { userPresetsFor } from './presetStore.ts';

/**
 * The voice as an edit or a preset says it; without either the voice itself, and no time spent on it.
 * @returns sentences about what was held back for this voice and language as well
 * @throws KotohogiError kind `input` for a preset that does not exist; `cancelled`
 */
export async function speakAs(
  voice: Voice,
  { preset, language, prosody }: Pick<RenderRequest, 'preset' | 'language' | 'prosody'>,
  room: Pick<EngineContext, 'signal' | 'progress' | 'folders'>,
): Promise<{ readonly voice: Voice; readonly limits: readonly string[] }> {
  const ofPreset = preset === null ? null : { ...NEUTRAL_EDIT, language, preset: { id: preset, amount: 1 } };
  const edit = prosody ?? ofPreset;
  if (!edit) return { voice, limits: [] };
  const userPresets = await userPresetsFor(edit.preset ? [edit.preset.id] : [], room.folders.home);
  return applyProsody(voice, analyseVoiceProsody(voice), edit, room, userPresets);
}
