import { randomUUID } from 'node:crypto';
import { copyFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { app, shell, type BrowserWindow } from 'electron';
import type { Caption } from '../../../shared/captions/captions.ts';
import type { NativeWords } from '../../../shared/contract/app.ts';
import type { BatchOrder } from '../../../shared/contract/batch.ts';
import type { ExportForm } from '../../../shared/contract/export.ts';
import { formKindOf } from '../../../shared/contract/exportConstants.ts';
import type { RenderOrder } from '../../../shared/contract/jobs.ts';
import { RENDER_DEFAULTS, renderRequestSchema, type RenderRequest } from '../../../shared/contract/render.ts';
import type { Signer, Talk } from '../../../shared/contract/provenance.ts';
import type { Settings } from '../../../shared/contract/settings.ts';
import { inputError } from '../../../shared/errors.ts';
import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { NativeText } from '../../app/nativeText.ts';
import type { JobRecord } from '../../jobs/jobRecord.ts';
import { toJobView } from '../../jobs/jobView.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import type { SettingsStore } from '../../settings/settingsStore.ts';
import { freeFolder } from '../freeFolder.ts';
import { safeFileName } from '../outName.ts';
import { chooseTarget } from '../chooseTarget.ts';
import { askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

export interface JobParts {
  readonly library: MediaLibrary;
  readonly queue: JobQueue;
  readonly settings: SettingsStore;
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
  readonly origin: OriginParts;
}

/** What a file is made from that lies on this computer and that a page does not name. */
export interface OriginParts {
  /** The video of a job at D-ID, by its id. */
  readonly talkOf: (jobId: string) => Promise<Talk>;
  /** The certificate of this computer; null: nothing is signed. */
  readonly signer: () => Promise<Signer | null>;
}

/** The record of its making that a file is given, where one is wished. */
export const provenanceOf = async (
  { tellsOrigin }: Pick<RenderOrder, 'tellsOrigin'>,
  { signer }: Pick<OriginParts, 'signer'>,
): Promise<RenderRequest['provenance']> => (tellsOrigin ? { signer: await signer() } : null);

/** What an order says of where pictures come from and what is told of that. */
export const originOf = async (
  order: RenderOrder,
  parts: OriginParts,
): Promise<Pick<RenderRequest, 'talk' | 'provenance'>> => ({
  talk: order.didJob === null ? null : await parts.talkOf(order.didJob),
  provenance: await provenanceOf(order, parts),
});

type JobCalls = 'startRender' | 'cancelJob' | 'retryJob' | 'listJobs' | 'revealJob' | 'saveJobCopy';

export function jobHandlers({
  library,
  queue,
  settings,
  text,
  window,
  origin,
}: JobParts): Pick<CallHandlers, JobCalls> {
  const view = (job: JobRecord) => toJobView(job, (file) => library.grantResult(file));

  /** @param kind what is saved, in the words of the dialog and by its endings */
  const askWhere = (title: string, proposal: string, kind: ExportForm['kind']): Promise<string | null> => {
    const ending = path.extname(proposal).toLowerCase();
    const withEnding = (file: string): string =>
      formKindOf(path.extname(file)) === kind ? file : `${file}${ending}`;
    return chooseTarget(
      (defaultPath) => showSaveDialog(title, defaultPath, kind, ending),
      proposal,
      undefined,
      withEnding,
    );
  };

  async function showSaveDialog(
    title: string,
    defaultPath: string,
    kind: ExportForm['kind'],
    ending: string,
  ): Promise<string | null> {
    return askWhereToSave(window(), {
      title,
      defaultPath,
      filters: [{ name: filterName(text.words, kind), extensions: [ending.slice(1)] }],
    });
  }

  /** The captions follow the video in the line, and lie beside it under its name. */
  async function addSubtitles(
    request: Omit<RenderRequest, 'outPath'>,
    videoPath: string,
    captions: Caption[],
  ): Promise<void> {
    const { dir, name } = path.parse(videoPath);
    const outPath = await freeFolder(path.join(dir, name), '.srt');
    const form = { kind: 'captions' };
    queue.add(renderRequestSchema.parse({ ...request, outPath, captions, form, provenance: null }));
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
      const request = {
        ...requestOf(order, library, settings.current),
        ...(await originOf(order, origin)),
      };
      const { dialogs, exports } = text.words;
      const { kind } = order.form;
      const outPath = await askWhere(
        kind === 'video' ? dialogs.saveVideo : exports.save,
        path.join(app.getPath('videos'), `${safeFileName(order.suggestedName)}${order.ending}`),
        kind,
      );
      if (outPath === null) return null;
      const job = queue.add(renderRequestSchema.parse({ ...request, outPath }));
      if (order.subtitles) await addSubtitles(request, outPath, order.subtitles);
      return view(job);
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
      const to = await askWhere(text.words.dialogs.saveCopy, from, queue.find(jobId).request.form.kind);
      if (to === null || path.resolve(to) === path.resolve(from)) return null;
      await copyBeside(from, to);
      return path.basename(to);
    },
  };
}

/** What the system's dialog calls files of a form. */
function filterName({ dialogs, exports }: NativeWords, kind: ExportForm['kind']): string {
  switch (kind) {
    case 'video':
      return dialogs.video;
    case 'still':
      return exports.stills;
    case 'sticker':
      return exports.stickers;
    case 'sound':
      return exports.sounds;
    case 'captions':
      return dialogs.captionFiles;
  }
}

/** Snapshots what the page ordered: tokens become paths, and nothing is left to look up later. */
export function requestOf(
  order: RenderOrder,
  library: MediaLibrary,
  settings: Settings,
): Omit<RenderRequest, 'outPath'> {
  return { ...templateRequestOf(order, library, settings), form: order.form };
}

/** The same of what many videos have in common; what it has no photo or voice for has an empty path. */
export function templateRequestOf(
  order: BatchOrder['template'],
  library: MediaLibrary,
  { inference, models }: Settings,
): Omit<RenderRequest, 'outPath'> {
  const { photo, voice, background, music, ...asOrdered } = order;
  return {
    ...RENDER_DEFAULTS,
    ...asOrdered,
    device: inference.device,
    personModel: models.person,
    matteModel: models.matte,
    lipsyncModel: models.lipsync,
    photoPath: photo === null ? '' : library.pathOf(photo, 'photo'),
    voicePath: voice === null ? '' : library.pathOf(voice, 'voice'),
    music: music && { ...music, path: library.pathOf(music.media, 'music') },
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
