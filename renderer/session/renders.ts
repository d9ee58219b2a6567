import type { Studio } from '../api/studio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { isUnderWay, useJobs } from '../stores/jobs.ts';
import { useProject } from '../stores/project.ts';
import { exportOrderOf } from '../stores/exportOrder.ts';
import { useExports, type FormKind } from '../stores/exports.ts';
import { cutoutOf, useTouchUp } from '../stores/touchUp.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError } from './materials.ts';
import { readinessOf } from './readiness.ts';

/** Making videos and what can be done with them. */
export interface RenderActions {
  /**
   * Asks where to save and puts it in line; does nothing while the project is not ready or the question is open.
   * @param kind of file; without it a video
   * @param didJob shows the pictures that D-ID made in this job; without it a mouth is moved
   * @returns whether something was put in line
   */
  readonly start: (kind?: FormKind, didJob?: string) => Promise<boolean>;
  /** Cancels the job on the stage. */
  readonly cancel: () => Promise<void>;
  readonly retry: () => Promise<void>;
  readonly reveal: () => Promise<void>;
  readonly saveCopy: () => Promise<void>;
}

export function createRenderActions(studio: Studio): RenderActions {
  const notifyOf = async (action: () => Promise<void>): Promise<void> => {
    useView.getState().notify(null);
    try {
      await action();
    } catch (thrown) {
      useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });
    }
  };

  const onCurrent = (action: (jobId: string) => Promise<unknown>): Promise<void> =>
    notifyOf(async () => {
      const { currentId } = useJobs.getState();
      if (currentId !== null) await action(currentId);
    });

  let asking = false;

  async function start(kind: FormKind, didJob: string | null): Promise<boolean> {
    if (asking) return false;
    const { document } = useProject.getState();
    const { photo, voice } = useAnalysis.getState();
    const { jobs, currentId } = useJobs.getState();
    const current = jobs.find(({ id }) => id === currentId);
    const settings = { ...useExports.getState().settings, kind };
    const order = exportOrderOf(document, settings, voice.result?.durationSec ?? 0);
    if (!order || !photo.result || readinessOf(document, photo, voice) !== 'ready') return false;
    asking = true;
    const job = await studio.startRender({ ...order, didJob }).finally(() => (asking = false));
    if (!job) return false;
    useJobs.getState().receive(job);
    useJobs.getState().keepPicture(job.id, {
      document,
      inspection: { ...photo.result, ...cutoutOf(document, photo.result, useTouchUp.getState().applied) },
    });
    // What is being made stays on the stage; the new one is seen in the line.
    if (current && isUnderWay(current.state))
      useView.getState().notify({ kind: 'queued', fileName: job.outName });
    else useJobs.getState().show(job.id);
    useView.getState().setStage('job');
    return true;
  }

  return {
    async start(kind = 'video', didJob) {
      let isStarted = false;
      await notifyOf(async () => void (isStarted = await start(kind, didJob ?? null)));
      return isStarted;
    },
    cancel: () => onCurrent((jobId) => studio.cancelJob({ jobId })),
    retry: () =>
      onCurrent(async (jobId) => {
        useJobs.getState().receive(await studio.retryJob({ jobId }));
        useView.getState().setStage('job');
      }),
    reveal: () => onCurrent((jobId) => studio.revealJob({ jobId })),
    saveCopy: () =>
      onCurrent(async (jobId) => {
        const fileName = await studio.saveJobCopy({ jobId });
        if (fileName !== null) useView.getState().notify({ kind: 'copied', fileName });
      }),
  };
}
