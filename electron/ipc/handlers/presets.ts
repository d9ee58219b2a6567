import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { inputError } from '../../../shared/errors.ts';
import type { ProsodyPreset } from '../../../shared/prosody/presets.ts';
import { exportPresets } from '../../../shared/prosody/userPresets.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { PresetTask } from '../../host/messages.ts';
import { askWhatToOpen, askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

export interface PresetParts {
  readonly engine: EngineClient;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
}

type PresetCalls =
  | 'listOwnPresets'
  | 'saveOwnPreset'
  | 'renameOwnPreset'
  | 'removeOwnPreset'
  | 'exportOwnPresets'
  | 'importOwnPresets';

/** More than any file of presets holds: what is larger is another kind of file. */
const FILE_MOST_BYTES = 5_000_000;
const FILE_NAME = 'kotohogi-presets.json';

const plain = (presets: readonly ProsodyPreset[]): ProsodyPreset[] => [...presets];

export function presetHandlers({ engine, text, window }: PresetParts): Pick<CallHandlers, PresetCalls> {
  const perform = async (task: PresetTask): Promise<ProsodyPreset[]> =>
    plain(await engine.run('ownPresets', task));

  const filters = (): Electron.FileFilter[] => [
    { name: text.words.dialogs.presetFiles, extensions: ['json'] },
  ];

  async function chosenTarget(): Promise<string | null> {
    return askWhereToSave(window(), {
      title: text.words.dialogs.savePresets,
      defaultPath: path.join(app.getPath('documents'), FILE_NAME),
      filters: filters(),
    });
  }

  async function chosenFile(): Promise<string | null> {
    return askWhatToOpen(window(), {
      title: text.words.dialogs.choosePresets,
      properties: ['openFile'],
      filters: filters(),
    });
  }

  return {
    listOwnPresets: () => perform({ action: 'list' }),
    saveOwnPreset: (preset) => perform({ action: 'save', ...preset }),
    renameOwnPreset: (change) => perform({ action: 'rename', ...change }),
    removeOwnPreset: (preset) => perform({ action: 'remove', ...preset }),
    async exportOwnPresets() {
      const own = await perform({ action: 'list' });
      const target = await chosenTarget();
      if (target === null) return null;
      const name = path.basename(target);
      try {
        await writeFile(target, exportPresets(own));
      } catch (cause) {
        throw inputError(
          'copy-failed',
          `${name} could not be written.`,
          'Choose a folder you may write to, with enough free space.',
          cause,
        );
      }
      return name;
    },
    async importOwnPresets() {
      const file = await chosenFile();
      if (file === null) return null;
      const fileName = path.basename(file);
      // Another kind of file is refused by its content; one too large is not even read.
      const isSmall = ((await stat(file).catch(() => null))?.size ?? 0) <= FILE_MOST_BYTES;
      const content = isSmall ? await readFile(file, 'utf8').catch(() => '') : '';
      return perform({ action: 'import', text: content, fileName });
    },
  };
}
