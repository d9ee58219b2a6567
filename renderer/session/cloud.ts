import type { DidProgress } from '../../shared/contract/cloud.ts';
import { fileStem } from '../../shared/fileStem.ts';
import type { Studio } from '../api/studio.ts';
import { useCloud } from '../stores/cloud.ts';
import { useProject } from '../stores/project.ts';
import { asKotohogiError } from './materials.ts';

/** Making videos with D-ID. Nothing leaves the computer but by {@link CloudActions.send}. */
export interface CloudActions {
  readonly load: () => Promise<void>;
  readonly saveKey: (key: string) => Promise<void>;
  readonly removeKey: () => Promise<void>;
  /** Asks for the balance, which is also the test of the key. */
  readonly check: () => Promise<void>;
  /** Prepares photo and voice of the project, to be looked at. */
  readonly describe: () => Promise<void>;
  /** The person does not agree: what was prepared is deleted. */
  readonly decline: () => Promise<void>;
  /** Sends what was shown. */
  readonly send: (deleteAfterwards: boolean) => Promise<void>;
  readonly resume: (jobId: string) => Promise<void>;
  readonly cancel: (jobId: string) => Promise<void>;
  readonly remove: (jobId: string) => Promise<void>;
  readonly forget: (jobId: string) => Promise<void>;
  readonly receive: (progress: DidProgress) => void;
}

export function createCloudActions(studio: Studio): CloudActions {
  const { setState, getState } = useCloud;

  async function quickly(work: () => Promise<void>): Promise<void> {
    if (getState().working) return;
    setState({ working: true, problem: null });
    try {
      await work();
    } catch (thrown) {
      setState({ problem: asKotohogiError(thrown) });
    } finally {
      setState({ working: false });
    }
  }

  const load = async (): Promise<void> => setState({ status: await studio.didStatus(null) });

  const without = (jobId: string): Readonly<Record<string, DidProgress>> =>
    Object.fromEntries(Object.entries(getState().progress).filter(([id]) => id !== jobId));

  async function make(jobId: string, consent: string | null, deleteAfterwards: boolean): Promise<void> {
    setState({ problem: null, video: null });
    const { photo } = useProject.getState().document;
    const suggestedName = `${photo ? fileStem(photo.name) : 'D-ID'} - D-ID`;
    try {
      const video = await studio.startDid({
        jobId,
        transferSha256: consent,
        deleteAfterwards,
        suggestedName,
      });
      // A closed dialog has sent nothing: the sheet stays for another try.
      if (video) setState({ video, transfer: null, credits: video.creditsAfter });
    } catch (thrown) {
      setState({ problem: asKotohogiError(thrown), transfer: null });
    } finally {
      setState({ progress: without(jobId) });
      await load();
    }
  }

  return {
    load: () => quickly(load),
    saveKey: (key) =>
      quickly(async () => setState({ status: await studio.saveDidKey({ key }), credits: null })),
    removeKey: () =>
      quickly(async () => setState({ status: await studio.removeDidKey(null), credits: null })),
    check: () => quickly(async () => setState({ credits: await studio.didCredits(null) })),
    describe: () =>
      quickly(async () => {
        const { photo, voice, prosody } = useProject.getState().document;
        if (!photo || !voice) return;
        setState({ transfer: null, video: null });
        setState({
          transfer: await studio.describeDid({ photo: photo.token, voice: voice.token, prosody }),
        });
      }),
    decline: () =>
      quickly(async () => {
        const { transfer } = getState();
        if (!transfer) return;
        setState({ transfer: null, status: await studio.forgetDidJob({ jobId: transfer.jobId }) });
      }),
    async send(deleteAfterwards) {
      const { transfer } = getState();
      if (transfer) await make(transfer.jobId, transfer.transferSha256, deleteAfterwards);
    },
    resume: (jobId) => make(jobId, null, false),
    async cancel(jobId) {
      await studio.cancelDid({ jobId });
    },
    remove: (jobId) => quickly(async () => setState({ status: await studio.removeDidJob({ jobId }) })),
    forget: (jobId) => quickly(async () => setState({ status: await studio.forgetDidJob({ jobId }) })),
    receive: (progress) => setState({ progress: { ...getState().progress, [progress.jobId]: progress } }),
  };
}
