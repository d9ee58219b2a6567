import type { ComparisonOrder } from '../../shared/contract/compare.ts';
import type { RenderOrder } from '../../shared/contract/jobs.ts';
import { COMPARED_RANGE } from '../../shared/contract/compareConstants.ts';
import { KotohogiError } from '../../shared/errors.ts';
import { NEUTRAL_EDIT, type ProsodyEdit } from '../../shared/prosody/edits.ts';
import type { PreviewLine } from '../api/previewLine.ts';
import type { Studio } from '../api/studio.ts';
import { shownOrder, useCompare, type ComparedChoice } from '../stores/compare.ts';
import { editOf, keptEdit } from '../stores/expression.ts';
import { useProject } from '../stores/project.ts';
import { renderOrderOf, withProsody } from '../stores/projectDocument.ts';
import { useView } from '../stores/view.ts';
import { sameValue } from '../stores/sameValue.ts';
import { asKotohogiError } from './materials.ts';
import type { ProsodyActions } from './prosody.ts';

/** Comparing voices, choosing one, and writing the comparison to files. */
export interface CompareActions {
  /** Makes all voices that are compared; news arrive in the store of takes. */
  readonly prepare: () => Promise<void>;
  /** A line to a preview of the project's face with these voices; null while there is no face or no voice. */
  readonly openLine: (edits: readonly (ProsodyEdit | null)[]) => PreviewLine | null;
  /** The project speaks with this voice from now on; one step. */
  readonly choose: (id: string) => void;
  /** Asks for a folder and writes a video of each and one of all, side by side. @param nameOf in both languages */
  readonly write: (nameOf: (choice: ComparedChoice) => NameInBoth, folderName: string) => Promise<void>;
  /** The same with a video that D-ID made of the project, beside the one of this computer. */
  readonly writeWithDid: (didJob: string, folderName: string) => Promise<void>;
  readonly cancelWriting: () => Promise<void>;
  readonly reveal: () => Promise<void>;
  /**
   * Listens to how the writing goes, and keeps the choice of voices and the project alike.
   * @returns a function that stops both
   */
  readonly open: () => () => void;
}

export type NameInBoth = ComparisonOrder['variants'][number]['name'];

/** Four of these fill the side-by-side video with about as many pixels as one ordinary video has. */
const TILE_SHORT_SIDE_PX = 540;

/** Four pictures at once are drawn no larger than tiles are seen. */
const LIVE_SHORT_SIDE_PX = 320;

const evenly = (px: number): number => 2 * Math.round(px / 2);

/** The same shape, smaller; even numbers, as video needs. */
function sizeWithShortSide(
  { widthPx, heightPx }: RenderOrder['size'],
  shortSidePx: number,
): RenderOrder['size'] {
  const scale = shortSidePx / Math.min(widthPx, heightPx);
  return { widthPx: evenly(widthPx * scale), heightPx: evenly(heightPx * scale) };
}

export function createCompareActions(studio: Studio, prosody: ProsodyActions): CompareActions {
  async function noting(action: () => Promise<void>): Promise<void> {
    useView.getState().notify(null);
    try {
      await action();
    } catch (thrown) {
      useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
    }
  }

  return {
    async prepare() {
      // One after the other, the one that is heard first: the first can be listened to while the rest is made.
      const { choices, leadId } = useCompare.getState();
      const ordered = [...choices].sort((a, b) => Number(b.id === leadId) - Number(a.id === leadId));
      for (const { edit } of ordered) await prosody.take(edit, false);
    },
    openLine(edits) {
      const order = renderOrderOf(useProject.getState().document);
      if (!order) return null;
      const look = {
        ...order,
        size: sizeWithShortSide(order.size, LIVE_SHORT_SIDE_PX),
        quality: 'full' as const,
      };
      return studio.openPreviewLine({ look, variants: [...edits], music: null });
    },
    choose(id) {
      const choice = useCompare.getState().choices.find((other) => other.id === id);
      if (!choice) return;
      useProject.getState().edit((document) => {
        const asRecorded = { ...NEUTRAL_EDIT, language: editOf(document).language };
        return withProsody(document, keptEdit(choice.edit ?? asRecorded));
      });
    },
    write: (nameOf, folderName) =>
      noting(async () => {
        const { choices, blind, written } = useCompare.getState();
        const order = renderOrderOf(useProject.getState().document);
        if (!order || choices.length < COMPARED_RANGE.min || written?.state === 'running') return;
        const comparison = await studio.startComparison({
          order: {
            ...order,
            size: sizeWithShortSide(order.size, TILE_SHORT_SIDE_PX),
            suggestedName: folderName,
          },
          variants: shownOrder(choices, blind).map((choice) => ({
            name: nameOf(choice),
            edit: choice.edit,
          })),
        });
        if (comparison) useCompare.getState().setWritten(comparison);
      }),
    writeWithDid: (didJob, folderName) =>
      noting(async () => {
        const order = renderOrderOf(useProject.getState().document);
        if (!order || useCompare.getState().written?.state === 'running') return;
        const comparison = await studio.startComparison({
          order: {
            ...order,
            size: sizeWithShortSide(order.size, TILE_SHORT_SIDE_PX),
            suggestedName: folderName,
            didJob,
          },
          variants: [],
        });
        if (comparison) useCompare.getState().setWritten(comparison);
      }),
    cancelWriting: () =>
      noting(async () => {
        const { written } = useCompare.getState();
        if (written?.state === 'running') await studio.cancelComparison({ id: written.id });
      }),
    reveal: () =>
      noting(async () => {
        const { written } = useCompare.getState();
        if (written) await studio.revealComparison({ id: written.id });
      }),
    open() {
      const stops = [
        studio.on('comparisonChanged', (comparison) => {
          const { written, setWritten } = useCompare.getState();
          // The first news may overtake the answer to the call that started it; an end is never taken back.
          const isOld = written?.id === comparison.id && written.state !== 'running';
          if (!isOld) setWritten(comparison);
          if (comparison.error)
            useView
              .getState()
              .notify({ kind: 'error', error: KotohogiError.fromReport(comparison.error), fileName: null });
        }),
        useCompare.subscribe(({ choices }) => {
          const { document, amend } = useProject.getState();
          // To choose what is listened to changes nothing of the video: it is kept, and is no step.
          if (!sameValue(choices, document.compared)) amend((project) => ({ ...project, compared: choices }));
        }),
        useProject.subscribe(({ document: { compared } }, before) => {
          if (compared === before.document.compared) return;
          const { choices, setChoices } = useCompare.getState();
          if (!sameValue(choices, compared)) setChoices(compared);
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
