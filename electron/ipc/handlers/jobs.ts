import { randomUUID } from 'node:crypto';
import { copyFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import type { RenderOrder } from '../../../shared/contract/jobs.ts';
import { RENDER_DEFAULTS, renderRequestSchema, type RenderRequest } from '../../../shared/contract/render.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { inputError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { JobRecord } from '../../jobs/jobRecord.ts';
import { toJobView } from '../../jobs/jobView.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { safeFileName, withMp4 } from '../outName.ts';
import { chooseTarget } from '../chooseTarget.ts';
import type { CallHandlers } from '../register.ts';

export interface JobParts {
  readonly library: MediaLibrary;
  readonly queue: JobQueue;
  readonly settings: SettingsStore;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
}

type JobCalls = 'startRender' | 'cancelJob' | 'retryJob' | 'listJobs' | 'revealJob' | 'saveJobCopy';

export function jobHandlers({
  library,
  queue,
  settings,
  text,
  window,
}: JobParts): Pick<CallHandlers, JobCalls> {
  const view = (job: JobRecord) => toJobView(job, (file) => library.grantResult(file));

  const askWhere = (title: string, proposal: string): Promise<string | null> =>
    chooseTarget((defaultPath) => showSaveDialog(title, defaultPath), proposal);

  async function showSaveDialog(title: string, defaultPath: string): Promise<string | null> {
    const parent = window();
    const options = {
      title,
      defaultPath,
      filters: [{ name: text.words.dialogs.video, extensions: ['mp4'] }],
      properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
    };
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    return canceled || !filePath ? null : filePath;
  }

  async function finished(jobId: string): Promise<string> {
    const { state, request } = queue.find(jobId);
    const there = state === 'done' && (await stat(request.outPath).catch(() => null))?.isFile();
    if (there) return request.outPath;
    throw inputError(
      'result-gone',
      `${path.basename(request.outPath)} is no longer where it was saved.`,
      'Make the video again.',
    );
  }

  return {
    async startRender(order) {
      const request = requestOf(order, library, settings.current);
      const outPath = await askWhere(
        text.words.dialogs.saveVideo,
        path.join(app.getPath('videos'), withMp4(safeFileName(order.suggestedName))),
      );
      return outPath === null ? null : view(queue.add(renderRequestSchema.parse({ ...request, outPath })));
    },
    cancelJob({ jobId }) {
      queue.cancel(jobId);
      return null;
    },
    retryJob: ({ jobId }) => view(queue.retry(jobId)),
    listJobs: () => Promise.all(queue.list().map(view)),
    async revealJob({ jobId }) {
      shell.showItemInFolder(await finished(jobId));
      return null;
    },
    async saveJobCopy({ jobId }) {
      const from = await finished(jobId);
      const to = await askWhere(text.words.dialogs.saveCopy, from);
      if (to === null || path.resolve(to) === path.resolve(from)) return null;
      await copyBeside(from, to);
      return path.basename(to);
    },
  };
}

/** Snapshots what the page ordered: tokens become paths, and nothing is left to look up later. */
export function requestOf(
  order: RenderOrder,
  library: MediaLibrary,
  { inference, models }: Settings,
): Omit<RenderRequest, 'outPath'> {
  const { photo, voice, background, ...asOrdered } = order;
  return {
    ...RENDER_DEFAULTS,
    ...asOrdered,
    device: inference.device,
    personModel: models.person,
    matteModel: models.matte,
    lipsyncModel: models.lipsync,
    photoPath: library.pathOf(photo, 'photo'),
    voicePath: library.pathOf(voice, 'voice'),
    background:
      background.kind === 'picture'
        ? { kind: 'picture', path: library.pathOf(background.picture, 'picture') }
        : background,
  };
}

/** Copies beside the target and renames: a full disk leaves nothing half-written under the chosen name. */
async function copyBeside(from: string, to: string): Promise<void> {
  // A name of its own: the chosen one may already be as long as names can be.
  const beside = path.join(path.dirname(to), `.${randomUUID()}.part`);
  try {
    await copyFile(from, beside);
    await rename(beside, to);
  } catch (cause) {
    throw inputError(
      'copy-failed',
      `${path.basename(to)} could not be written.`,
      'Choose a folder you may write to, with enough free space.',
      cause,
    );
  } finally {
    await rm(beside, { force: true });
  }
}
