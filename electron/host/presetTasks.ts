import { readUserPresets, writeUserPresets } from '../engine/presetStore.ts';
import { assertNever } from '../../shared/errors.ts';
import type { ProsodyPreset } from '../../shared/prosody/presets.ts';
import {
  addUserPreset,
  importPresets,
  removeUserPreset,
  renameUserPreset,
} from '../../shared/prosody/userPresets.ts';
import type { PresetTask } from './messages.ts';

/** The user's presets after a task. */
function changed(own: readonly ProsodyPreset[], task: PresetTask): readonly ProsodyPreset[] {
  switch (task.action) {
    case 'list':
      return own;
    case 'save':
      return addUserPreset(own, task.name, task.settings);
    case 'rename':
      return renameUserPreset(own, task.id, task.name);
    case 'remove':
      return removeUserPreset(own, task.id);
    case 'import':
      return importPresets(own, task.text, task.fileName);
    default:
      return assertNever(task, 'preset task');
  }
}

/**
 * Keeps the user's own presets, one change after the other.
 * @param home folder of everything stateful about the user
 */
export function createPresetTasks(home: string): (task: PresetTask) => Promise<readonly ProsodyPreset[]> {
  let last: Promise<unknown> = Promise.resolve();
  async function perform(task: PresetTask): Promise<readonly ProsodyPreset[]> {
    const own = await readUserPresets(home);
    const after = changed(own, task);
    if (after !== own) await writeUserPresets(home, after);
    return after;
  }
  return (task) => {
    const mine = last.then(() => perform(task));
    last = mine.catch(() => undefined);
    return mine;
  };
}
