import type { ProsodyLanguage } from '../../../shared/prosody/edits.ts';
import { NEUTRAL_EDIT } from '../../../shared/prosody/edits.ts';
import type { ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { requirePreset } from '../stages/prosody/index.ts';
import type { ComparedVoice } from './types.ts';

/**
 * Presets as voices of a comparison, each in full.
 * @throws KotohogiError kind `input` naming a preset that does not exist
 */
export const voicesOfPresets = (
  ids: readonly string[],
  language: ProsodyLanguage | null,
  userPresets: readonly ProsodyPreset[] = [],
): ComparedVoice[] =>
  ids.map((id) => ({
    id,
    name: requirePreset(id, userPresets).name,
    edit: { ...NEUTRAL_EDIT, language, preset: { id, amount: 1 } },
  }));
