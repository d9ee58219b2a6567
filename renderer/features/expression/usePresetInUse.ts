import { findPreset, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { editOf } from '../../stores/expression.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';

/** The preset that the project speaks with; none where it has none, or where it is no longer there. */
export function usePresetInUse(): ProsodyPreset | undefined {
  const id = useProject(({ document }) => editOf(document).preset?.id ?? null);
  const own = usePresets((store) => store.own);
  return id === null ? undefined : findPreset(id, own ?? []);
}
