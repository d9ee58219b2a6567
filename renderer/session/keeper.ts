import type { Studio } from '../api/studio.ts';
import { whenPutTogether } from '../stores/clips.ts';
import { useProject } from '../stores/project.ts';
import { isEdited, useProjectFile } from '../stores/projectFile.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** While something is being dragged, the document is kept this often; between gestures every edit is kept at once. */
const KEEP_EVERY_MS = 250;

/** Keeps every edit safe from crashes, as soon as it is made. */
export interface Keeper {
  /** Begins to follow the edits. @returns a function that stops it */
  readonly follow: () => () => void;
  /** Tells once more how it stands: what counts as saved has changed. */
  readonly touch: () => void;
  /** Resolves when the document as it is now is safe, or cannot be kept. */
  readonly flush: () => Promise<void>;
}

export function createKeeper(studio: Studio): Keeper {
  let running: Promise<void> | null = null;
  let wanted = false;

  async function keepOnce(): Promise<void> {
    const { document } = useProject.getState();
    try {
      await studio.keepProject({ document, edited: isEdited(document, useProjectFile.getState().saved) });
      useProjectFile.setState({ kept: 'safe' });
    } catch (thrown) {
      // Said once, not at every edit: until it works again, the header shows it.
      if (useProjectFile.getState().kept !== 'failed')
        useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
      useProjectFile.setState({ kept: 'failed' });
    }
  }

  async function run(): Promise<void> {
    while (wanted) {
      wanted = false;
      await keepOnce();
      if (wanted && useProject.getState().gestureStart)
        await new Promise((resolve) => setTimeout(resolve, KEEP_EVERY_MS));
    }
    running = null;
  }

  function touch(): void {
    if (!useProjectFile.getState().ready) return;
    wanted = true;
    if (useProjectFile.getState().kept === 'safe') useProjectFile.setState({ kept: 'keeping' });
    running ??= run();
  }

  return {
    touch,
    follow: () =>
      useProject.subscribe((store, before) => {
        if (store.document !== before.document) touch();
      }),
    async flush() {
      // An edit that was made, but cannot be in the document before the engine is done with it.
      await whenPutTogether();
      while (running) await running;
    },
  };
}
