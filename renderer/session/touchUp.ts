import type { MattePreviewRequest } from '../../shared/contract/media.ts';
import type { MatteStroke, MatteTouchUp } from '../../shared/matteTouchUp.ts';
import type { Studio } from '../api/studio.ts';
import { useProject } from '../stores/project.ts';
import { withTouchUp } from '../stores/projectDocument.ts';
import { useTouchUp } from '../stores/touchUp.ts';
import { asKotohogiError } from './materials.ts';

/** Correcting the cut-out with a brush. A stroke is one step. */
export interface TouchUpActions {
  readonly addStroke: (stroke: MatteStroke) => void;
  /** Takes all strokes away; one step, like a stroke. */
  readonly clear: () => void;
  /** Asks the engine for what the strokes come to; news arrive in the store. */
  readonly refresh: () => Promise<void>;
  /** A part of the cut-out in photo pixels, as the engine makes it now. @returns its address */
  readonly closeUp: (part: NonNullable<MattePreviewRequest['part']>) => Promise<string>;
}

export function createTouchUpActions(studio: Studio): TouchUpActions {
  const touchUpNow = (): MatteTouchUp | null => useProject.getState().document.matteTouchUp;
  const tokenNow = (): string | null => useProject.getState().document.photo?.token ?? null;

  function change(touchUp: MatteTouchUp | null): void {
    useProject.getState().edit((document) => withTouchUp(document, touchUp));
    void refresh();
  }

  let running = false;

  async function refresh(): Promise<void> {
    if (running) return;
    running = true;
    useTouchUp.setState({ working: true, problem: null });
    try {
      // Strokes that are made meanwhile want another round; those in between are skipped.
      for (;;) {
        const touchUp = touchUpNow();
        const photo = tokenNow();
        if (!touchUp || photo === null) {
          useTouchUp.setState({ applied: null });
          break;
        }
        if (useTouchUp.getState().applied?.touchUp === touchUp) break;
        const answer = await studio.previewMatte({ photo, touchUp, part: null });
        if (photo === tokenNow()) useTouchUp.setState({ applied: { token: photo, touchUp, ...answer } });
      }
    } catch (thrown) {
      useTouchUp.setState({ problem: asKotohogiError(thrown) });
    } finally {
      running = false;
      useTouchUp.setState({ working: false });
    }
  }

  return {
    addStroke: (stroke) => change({ strokes: [...(touchUpNow()?.strokes ?? []), stroke] }),
    clear() {
      if (touchUpNow()) change(null);
    },
    refresh,
    async closeUp(part) {
      const photo = tokenNow();
      if (photo === null) throw new Error('There is no photo to look at.');
      const { cutoutUrl } = await studio.previewMatte({ photo, touchUp: touchUpNow(), part });
      return cutoutUrl;
    },
  };
}
