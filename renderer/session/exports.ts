import type { Studio } from '../api/studio.ts';
import type { MediaRef } from '../../shared/contract/media.ts';
import type { RenderEstimate } from '../../shared/contract/estimate.ts';
import { MUSIC_DEFAULTS } from '../../shared/contract/exportConstants.ts';
import { KotohogiError } from '../../shared/errors.ts';
import { estimateWishOf } from '../stores/exportOrder.ts';
import type { ExportSettings } from '../stores/exports.ts';
import { useJobs } from '../stores/jobs.ts';
import { useProject } from '../stores/project.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';

/** What can be done around making videos: music, the line of waiting jobs, reports, what to expect. */
export interface ExportActions {
  /** Opens the system's dialog. */
  readonly chooseMusic: () => Promise<void>;
  readonly dropMusic: (file: File) => Promise<void>;
  /** @returns null when it cannot be said, because the lip-sync network is missing for example */
  readonly estimate: (settings: ExportSettings, durationSec: number) => Promise<RenderEstimate | null>;
  /** Puts a waiting job one place earlier or later. */
  readonly move: (jobId: string, by: -1 | 1) => Promise<void>;
  readonly cancel: (jobId: string) => Promise<void>;
  readonly remove: (jobId: string) => Promise<void>;
  readonly saveReport: (jobId: string) => Promise<void>;
  /** @returns whether it is on the clipboard */
  readonly copyReport: (jobId: string) => Promise<boolean>;
}

export function createExportActions(studio: Studio): ExportActions {
  /** Runs an action; what goes wrong is told at the foot of the window. */
  async function telling<Value>(
    action: () => Promise<Value>,
    fileName: string | null = null,
  ): Promise<Value | null> {
    useView.getState().notify(null);
    try {
      return await action();
    } catch (thrown) {
      useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName });
      return null;
    }
  }

  const takeMusic = (media: MediaRef): void =>
    useProject.getState().edit((document) => ({
      ...document,
      // Another piece of music keeps what was set of the one before.
      music: { ...(document.music ?? MUSIC_DEFAULTS), startSec: 0, media },
    }));

  return {
    async chooseMusic() {
      await telling(async () => {
        const chosen = await studio.chooseFile({ purpose: 'music' });
        if (chosen?.kind === 'granted') takeMusic(chosen.media);
        if (chosen?.kind === 'refused')
          useView.getState().notify({
            kind: 'error',
            error: KotohogiError.fromReport(chosen.error),
            fileName: chosen.fileName,
          });
      });
    },
    async dropMusic(file) {
      await telling(async () => takeMusic(await studio.openFile(file, 'music')), file.name);
    },
    estimate: (settings, durationSec) =>
      studio
        .estimateRender(estimateWishOf(useProject.getState().document, settings, durationSec))
        .catch(() => null),
    async move(jobId, by) {
      await telling(async () => {
        const waiting = useJobs.getState().jobs.filter(({ state }) => state === 'queued');
        const index = waiting.findIndex(({ id }) => id === jobId);
        const target = index + by;
        if (index < 0 || target < 0 || target >= waiting.length) return;
        // Before the one that is there now, or, on the way down, before the one behind it.
        const before = by < 0 ? waiting[target] : waiting.at(target + 1);
        useJobs.getState().arrange(await studio.moveJob({ jobId, before: before?.id ?? null }));
      });
    },
    async cancel(jobId) {
      await telling(() => studio.cancelJob({ jobId }));
    },
    async remove(jobId) {
      await telling(async () => useJobs.getState().arrange(await studio.removeJob({ jobId })));
    },
    async saveReport(jobId) {
      const fileName = await telling(() => studio.saveJobReport({ jobId }));
      if (fileName !== null) useView.getState().notify({ kind: 'copied', fileName });
    },
    async copyReport(jobId) {
      return (await telling(() => studio.copyJobReport({ jobId }).then(() => true))) ?? false;
    },
  };
}
