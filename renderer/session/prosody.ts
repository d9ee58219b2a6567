import type { VoiceTake } from '../../shared/contract/compare.ts';
import type { ProsodyEdit } from '../../shared/prosody/edits.ts';
import type { ProsodyPreset } from '../../shared/prosody/presets.ts';
import type { Studio } from '../api/studio.ts';
import { editOf, heardEdit, wholeVoice, withPresetBaked, withPresetChosen } from '../stores/expression.ts';
import { presetOf, usePresets } from '../stores/presets.ts';
import { useProject } from '../stores/project.ts';
import { takeKey, useTakes } from '../stores/takes.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** Hearing the voice as edits make it, and presets of one's own. */
export interface ProsodyActions {
  /**
   * Makes the project's voice sound as an edit says, and measures it; news arrive in the store of takes.
   * @param latest earlier ones of which this was said too are no longer of interest
   * @returns null without a voice, when it failed, or when another one was asked for meanwhile
   */
  readonly take: (edit: ProsodyEdit | null, latest: boolean) => Promise<VoiceTake | null>;
  readonly loadPresets: () => Promise<void>;
  /** Keeps what is asked of the whole voice now under a name, and chooses it. @returns whether it was kept */
  readonly savePreset: (name: string) => Promise<boolean>;
  readonly renamePreset: (id: string, name: string) => Promise<boolean>;
  /** The project keeps sounding as it does. */
  readonly removePreset: (id: string) => Promise<void>;
  readonly exportPresets: () => Promise<void>;
  readonly importPresets: () => Promise<void>;
}

export function createProsodyActions(studio: Studio): ProsodyActions {
  const takes = useTakes.getState;

  async function noting<Value>(action: () => Promise<Value>): Promise<Value | null> {
    useView.getState().notify(null);
    try {
      return await action();
    } catch (thrown) {
      useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      return null;
    }
  }

  /** Presets after a change: what was made of the ones before may sound otherwise now. */
  function settle(own: readonly ProsodyPreset[]): void {
    usePresets.getState().load(own);
    takes().clear();
  }

  return {
    async take(asked, latest) {
      const voice = useProject.getState().document.voice?.token;
      if (voice === undefined) return null;
      const edit = asked && heardEdit(asked);
      const key = takeKey(voice, edit);
      const before = takes().takes.get(key);
      if (before?.kind === 'ready') return before.take;
      takes().put(key, { kind: 'working' });
      try {
        const take = await studio.takeVoice({ voice, edit, latest });
        takes().put(key, { kind: 'ready', take });
        return take;
      } catch (thrown) {
        const error = asKotohogiError(thrown);
        if (error.kind === 'cancelled') takes().forget(key);
        else takes().put(key, { kind: 'failed', error });
        return null;
      }
    },
    async loadPresets() {
      await noting(async () => usePresets.getState().load(await studio.listOwnPresets(null)));
    },
    async savePreset(name) {
      const edit = editOf(useProject.getState().document);
      const settings = wholeVoice(edit, edit.preset ? presetOf(edit.preset.id) : undefined);
      const own = await noting(() => studio.saveOwnPreset({ name, settings }));
      if (!own) return false;
      settle(own);
      const saved = own.at(-1);
      // The preset says it all at full strength.
      if (saved)
        useProject.getState().edit((document) => {
          const chosen = withPresetChosen(document, saved.id);
          return chosen.prosody
            ? { ...chosen, prosody: { ...chosen.prosody, preset: { id: saved.id, amount: 1 } } }
            : chosen;
        });
      return true;
    },
    async renamePreset(id, name) {
      const own = await noting(() => studio.renameOwnPreset({ id, name }));
      if (own) settle(own);
      return own !== null;
    },
    async removePreset(id) {
      const going = presetOf(id);
      const own = await noting(() => studio.removeOwnPreset({ id }));
      if (!own) return;
      if (going) useProject.getState().edit((document) => withPresetBaked(document, going));
      settle(own);
    },
    async exportPresets() {
      const fileName = await noting(() => studio.exportOwnPresets(null));
      if (fileName !== null) useView.getState().notify({ kind: 'copied', fileName });
    },
    async importPresets() {
      const own = await noting(() => studio.importOwnPresets(null));
      if (own) settle(own);
    },
  };
}
