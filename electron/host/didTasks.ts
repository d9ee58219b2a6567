import {
  checkDidAddress,
  createDidBackend,
  DEFAULT_DID_SETTINGS,
  DidKey,
  parseListenAddress,
  type DidBackend,
} from '../engine/backends/did/index.ts';
import type { EngineRun } from '../engine/index.ts';
import { assertNever } from '../../shared/errors.ts';
import type { DidTask, EngineTask, TaskOutput } from './messages.ts';
import type { DidProgress } from '../../shared/contract/cloud.ts';

export type DidTaskName = Extract<
  EngineTask['name'],
  'didDescribe' | 'didRender' | 'didRemove' | 'didForget' | 'didJobs' | 'didCredits' | 'didTalk'
>;
type DidEngineTask = Extract<EngineTask, { readonly name: DidTaskName }>;

export type DidTasks = (
  task: DidEngineTask,
  run: Pick<EngineRun, 'ffmpegPath' | 'signal'>,
  onProgress: (progress: DidProgress) => void,
) => Promise<TaskOutput<DidTaskName>>;

/** What talks to D-ID, with its memory of how D-ID was doing lately. */
export function createDidTasks(home: string): DidTasks {
  let backend: DidBackend | null = null;
  let belongsTo = '';

  function backendFor({ key, address }: DidTask): DidBackend {
    const who = JSON.stringify([key, address]);
    if (backend === null || who !== belongsTo) {
      backend = createDidBackend({
        home,
        key: key === null ? null : DidKey.parse(key),
        settings: {
          ...DEFAULT_DID_SETTINGS,
          ...(address === null ? {} : { baseUrl: checkDidAddress(address) }),
        },
      });
      belongsTo = who;
    }
    return backend;
  }

  return async (task, { ffmpegPath, signal }, onProgress) => {
    const run = { ffmpegPath, signal };
    const did = backendFor(task.input);
    switch (task.name) {
      case 'didDescribe':
        return did.describeTransfer(task.input.request, run);
      case 'didRender': {
        const { jobId, transferSha256, outPath, deleteAfterwards, webhookListen } = task.input;
        const options = {
          ...{ outPath, deleteAfterwards },
          ...(webhookListen === null ? {} : { webhookListen: parseListenAddress(webhookListen) }),
        };
        const going = { ...run, onProgress };
        return transferSha256 === null
          ? did.resumeJob(jobId, options, going)
          : did.renderWithDid(jobId, { jobId, transferSha256 }, options, going);
      }
      case 'didRemove':
        return did.deleteJob(task.input.jobId, run);
      case 'didForget':
        await did.forgetJob(task.input.jobId);
        return null;
      case 'didJobs':
        return did.listJobs();
      case 'didTalk':
        return did.talkOf(task.input.jobId);
      case 'didCredits':
        return did.readCredits(run);
      default:
        return assertNever(task, 'task for D-ID');
    }
  };
}
