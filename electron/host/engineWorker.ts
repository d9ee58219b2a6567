/** What runs in the engine's thread or process; the only file of the app that loads the engine. */
import { analyzeVoice, compare, compareTalk, estimate, render, type EngineRun } from '../engine/index.ts';
import { openDiagnosticLog } from '../engine/diagnostics/diagnosticLog.ts';
import { findFfmpeg } from '../engine/ffmpeg/locate.ts';
import { useTrialProgram } from '../engine/runtime/inference/trialProcess.ts';
import { createVoiceTakes } from '../engine/voiceTakes.ts';
import { assertNever, toErrorReport } from '../../shared/errors.ts';
import type { EngineTask, FromEngine, InspectedPhoto, TaskWish, EngineTaskName } from './messages.ts';
import type { InferenceSettings } from '../../shared/contract/inference.ts';
import type { VoiceAnalysis } from '../../shared/contract/media.ts';
import { Admission } from '../engine/runtime/admission.ts';
import { memoryBudget } from '../engine/runtime/memoryBudget.ts';
import { renderDemand } from '../engine/renderMemory.ts';
import { createBatchTasks } from './batchTasks.ts';
import { createDeviceTasks } from './deviceTasks.ts';
import { createDidTasks } from './didTasks.ts';
import { openEngineLine } from './engineLine.ts';
import { createModelTasks } from './modelTasks.ts';
import { keepPreview } from './previewTask.ts';
import { createPhotoTasks } from './photoTasks.ts';
import { drawScenePicture, drawTitlePicture } from './pictureTasks.ts';
import { createPresetTasks } from './presetTasks.ts';
import { createProsodyTasks } from './prosodyTasks.ts';
import { createProjectTasks } from './projectTasks.ts';
import { createSpeechTasks } from './speechTasks.ts';
import { voicePeaks } from './voicePeaks.ts';
import { createWishBox, type WishBox } from './wishBox.ts';

/** A task under way. */
interface Running {
  readonly abort: AbortController;
  readonly wishes: WishBox<TaskWish<EngineTaskName>>;
}

const line = openEngineLine();
const { start } = line;
const running = new Map<number, Running>();
const diagnostics = openDiagnosticLog({ home: start.folders.home, source: 'engine' });
process.on('uncaughtExceptionMonitor', (error) => diagnostics.fatal('engine.crashed', error));
const photoTasks = createPhotoTasks();
const prosodyTasks = createProsodyTasks();
const modelTask = createModelTasks(start.folders);
const projectTask = createProjectTasks(start.folders);
const presetTask = createPresetTasks(start.folders.home);
const voiceTakes = createVoiceTakes();
const didTask = createDidTasks(start.folders.home);
const deviceTasks = createDeviceTasks(start.folders);
const speechTask = createSpeechTasks();
/** Renders of this thread together keep to the memory there is; somebody waits for those of the window. */
const admission = new Admission(() => ({ mainBytes: memoryBudget(), deviceBytes: Infinity }));
const batchTask = createBatchTasks(start.folders.home, admission);
let ffmpegPath: Promise<string> | undefined;

useTrialProgram(start.trialProgram);

const post = (message: FromEngine, transfer: readonly ArrayBuffer[] = []): void =>
  line.post(message, transfer);

line.onMessage((message) => {
  switch (message.type) {
    case 'start':
      void perform(message.id, message.task, message.inference);
      return;
    case 'tell':
      running.get(message.id)?.wishes.put(message.wish);
      return;
    case 'cancel':
      running.get(message.id)?.abort.abort();
      return;
    default:
      assertNever(message, 'message to the engine');
  }
});

async function perform(id: number, task: EngineTask, inference: InferenceSettings): Promise<void> {
  const abort = new AbortController();
  const wishes = createWishBox<TaskWish<EngineTaskName>>();
  running.set(id, { abort, wishes });
  const fromMs = performance.now();
  try {
    const output = await work(id, task, inference, { signal: abort.signal, wishes });
    post({ type: 'done', id, output }, buffersOf(output));
    diagnostics.detail('task.done', { task: task.name, ms: Math.round(performance.now() - fromMs) });
  } catch (thrown) {
    // The stack does not travel: what is a defect of ours is written down here.
    if (toErrorReport(thrown).kind !== 'cancelled')
      diagnostics.error('task.failed', thrown, {
        task: task.name,
        ms: Math.round(performance.now() - fromMs),
      });
    post({ type: 'failed', id, error: toErrorReport(thrown) });
  } finally {
    running.delete(id);
  }
}

async function engineRun(id: number, inference: InferenceSettings, signal: AbortSignal): Promise<EngineRun> {
  ffmpegPath ??= findFfmpeg().then(({ path }) => path);
  ffmpegPath.catch(() => (ffmpegPath = undefined));
  const log = (level: 'info' | 'warn') => (message: string, data?: Readonly<Record<string, unknown>>) => {
    diagnostics[level]('engine', { line: message, ...data });
    post({ type: 'log', id, level, line: data ? `${message} ${JSON.stringify(data)}` : message });
  };
  return {
    folders: start.folders,
    ffmpegPath: await ffmpegPath,
    log: { info: log('info'), warn: log('warn') },
    signal,
    inference,
    onProgress: (progress) => post({ type: 'progress', id, progress }),
  };
}

async function work(
  id: number,
  task: EngineTask,
  inference: InferenceSettings,
  { signal, wishes }: { readonly signal: AbortSignal; readonly wishes: Running['wishes'] },
): Promise<unknown> {
  const run = (): Promise<EngineRun> => engineRun(id, inference, signal);
  switch (task.name) {
    case 'render':
      // A job that is tried again is the same request: what it had finished is not made again.
      return admission.run(await renderDemand(task.input, 0, false), 'preview', signal, async () =>
        render(task.input, { ...(await run()), resume: 'quiet' }),
      );
    case 'preview':
      return keepPreview(task.input, await run(), wishes, (news, transfer) =>
        post({ type: 'progress', id, progress: news }, transfer),
      );
    case 'estimateRender':
      return estimate(task.input, await run());
    case 'inspectPhoto':
      return photoTasks.inspect(task.input, await run());
    case 'previewMatte':
      return photoTasks.previewMatte(task.input, await run());
    case 'drawScene':
      return drawScenePicture(task.input);
    case 'drawTitle':
      return drawTitlePicture(task.input);
    case 'analyzeVoice':
      return analyze(task.input.path, await run());
    case 'takeVoice':
      return voiceTakes.make(task.input.path, task.input.edit, await run());
    case 'ownPresets':
      return presetTask(task.input);
    case 'compareVideos':
      return compare(task.input, await run());
    case 'compareTalk':
      return compareTalk(task.input, await run());
    case 'viewProsody':
      return prosodyTasks.view(task.input.path, await run());
    case 'drawSpectrogram':
      return prosodyTasks.spectrogram(task.input, await run());
    case 'outlineSound':
      return prosodyTasks.outline(task.input.path, await run());
    case 'openProject':
    case 'saveProject':
    case 'describeMedia':
    case 'findMedia':
      return projectTask(task, signal);
    case 'listSpeakers':
    case 'speakerPortrait':
    case 'readAloud':
    case 'arrangeVoice':
    case 'colourVoice':
      return speechTask(task, await run(), (fraction) =>
        post({ type: 'progress', id, progress: { fraction } }),
      );
    case 'readBatchList':
    case 'checkBatch':
    case 'openBatch':
    case 'reopenBatch':
    case 'makeRow':
    case 'keepBatch':
      return batchTask(task, { ...(await run()), resume: 'quiet' }, (done, total) =>
        post({ type: 'progress', id, progress: { done, total } }),
      );
    case 'didDescribe':
    case 'didRender':
    case 'didRemove':
    case 'didForget':
    case 'didJobs':
    case 'didCredits':
    case 'didTalk':
      return didTask(task, await run(), (progress) => post({ type: 'progress', id, progress }));
    case 'listModels':
    case 'installModel':
    case 'importModel':
    case 'verifyModel':
    case 'removeModel':
      return modelTask(task, { signal, onProgress: (progress) => post({ type: 'progress', id, progress }) });
    case 'examine': {
      const { examine } = await import('../engine/cli/doctor/examine.ts');
      return examine({ tryAll: false, importCudaFrom: null, folders: start.folders }, signal);
    }
    case 'getDevices':
      return deviceTasks.known({ signal, deviceId: inference.deviceId });
    case 'probeDevices':
      return deviceTasks.probe({ signal, deviceId: inference.deviceId });
    default:
      return assertNever(task, 'engine task');
  }
}

async function analyze(path: string, run: EngineRun): Promise<VoiceAnalysis> {
  const { voice, features } = await analyzeVoice(path, run);
  const speechFrames = features.activity.reduce((sum, active) => sum + active, 0);
  return {
    durationSec: voice.durationSec,
    sampleRateHz: voice.clip.sampleRateHz,
    channels: voice.clip.channels.length,
    speechSec: speechFrames * features.stepSec,
    peaks: voicePeaks(voice.clip.channels),
    warnings: [...voice.warnings],
  };
}

/** The picture bytes inside an answer, which move to the main thread instead of being copied. */
function buffersOf(output: unknown): ArrayBuffer[] {
  if (typeof output !== 'object' || output === null) return [];
  const { preview, cutout } = output as Partial<InspectedPhoto>;
  return [preview, cutout].flatMap((picture) =>
    picture && picture.bytes.buffer instanceof ArrayBuffer ? [picture.bytes.buffer] : [],
  );
}
