import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { clipboard, type BrowserWindow } from 'electron';
import type { EXPORT_CHANNELS } from '../../../shared/contract/exports.ts';
import type { Job } from '../../../shared/contract/jobs.ts';
import { inputError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import { toJobView } from '../../jobs/jobView.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { chooseTarget } from '../chooseTarget.ts';
import { askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

export interface ExportParts {
  readonly engine: EngineClient;
  readonly library: MediaLibrary;
  readonly queue: JobQueue;
  readonly settings: SettingsStore;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
}

const withJson = (file: string): string => (/\.json$/i.test(file) ? file : `${file}.json`);

export function exportHandlers({
  engine,
  library,
  queue,
  settings,
  text,
  window,
}: ExportParts): Pick<CallHandlers, keyof typeof EXPORT_CHANNELS> {
  const allJobs = (): Promise<Job[]> =>
    Promise.all(queue.list().map((job) => toJobView(job, (file) => library.grantResult(file))));

  /** What the report says, with the person's own paths: it goes where they send it, not to the page. */
  function reportText(jobId: string): { readonly json: string; readonly outPath: string } {
    const { report, request } = queue.find(jobId);
    if (report) return { json: `${JSON.stringify(report, null, 2)}\n`, outPath: request.outPath };
    throw inputError('report-none', 'There is no report of this yet.', 'Wait until it is finished.');
  }

  async function askWhere(proposal: string): Promise<string | null> {
    return askWhereToSave(window(), {
      title: text.words.exports.saveReport,
      defaultPath: proposal,
      filters: [{ name: text.words.exports.reports, extensions: ['json'] }],
    });
  }

  return {
    estimateRender: (wish) =>
      engine.run('estimateRender', { ...wish, lipsyncModel: settings.current.models.lipsync }),
    moveJob({ jobId, before }) {
      queue.move(jobId, before);
      return allJobs();
    },
    removeJob({ jobId }) {
      queue.remove(jobId);
      return allJobs();
    },
    async saveJobReport({ jobId }) {
      const { json, outPath } = reportText(jobId);
      const { dir, name } = path.parse(outPath);
      const target = await chooseTarget(askWhere, path.join(dir, `${name}.json`), undefined, withJson);
      if (target === null) return null;
      await writeFile(target, json).catch((cause: unknown) => {
        throw inputError(
          'copy-failed',
          `${path.basename(target)} could not be written.`,
          'Choose a folder you may write to, with enough free space.',
          cause,
        );
      });
      return path.basename(target);
    },
    copyJobReport({ jobId }) {
      clipboard.writeText(reportText(jobId).json);
      return null;
    },
  };
}
