import type { UpdateChoices } from '../../shared/contract/updateConstants.ts';
import type { UpdateState } from '../../shared/contract/updates.ts';
import type { Studio } from '../api/studio.ts';
import { useUpdates } from '../stores/updates.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** Newer versions: looked for, loaded and installed by the person alone. */
export interface UpdateActions {
  /** What is known; asks nothing of anywhere. */
  readonly load: () => Promise<void>;
  readonly check: () => Promise<void>;
  readonly download: () => Promise<void>;
  readonly install: () => Promise<void>;
  /** Where updates come from, and whether they are looked for by itself. */
  readonly choose: (choices: UpdateChoices) => Promise<void>;
  readonly receive: (state: UpdateState) => void;
}

/** @param saveChoices keeps them with the other settings */
export function createUpdateActions(
  studio: Studio,
  saveChoices: (choices: UpdateChoices) => Promise<void>,
): UpdateActions {
  const receive = (state: UpdateState): void => useUpdates.setState({ state });
  const take = async (ask: (nothing: null) => Promise<UpdateState | null>): Promise<void> => {
    try {
      const state = await ask(null);
      if (state) receive(state);
    } catch (thrown) {
      useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
    }
  };
  const load = (): Promise<void> => take(studio.describeUpdate);
  return {
    load,
    check: () => take(studio.checkForUpdate),
    download: () => take(studio.downloadUpdate),
    install: () => take(studio.installUpdate),
    async choose(choices) {
      await saveChoices(choices);
      await load();
    },
    receive,
  };
}
