import type { Job } from '../../shared/contract/jobs.ts';
import type { MediaPurpose, MediaRef, PhotoInspection, VoiceAnalysis } from '../../shared/contract/media.ts';
import type { EventName } from '../../shared/contract/callNames.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import { DEFAULT_LOG_LEVEL } from '../../shared/contract/diagnosticsConstants.ts';
import {
  DEFAULT_DID_CHOICES,
  DEFAULT_ENGINE_BODY,
  DEFAULT_INFERENCE_SETTINGS,
  DEFAULT_MODEL_CHOICES,
} from '../../shared/contract/inferenceConstants.ts';
import { DEFAULT_UPDATE_CHOICES } from '../../shared/contract/updateConstants.ts';
import type { ModelState, ModelView } from '../../shared/contract/models.ts';
import { cancelledError, inputError } from '../../shared/errors.ts';
import { createFakeBatch, type FakeBatch } from './fakeBatch.ts';
import { fakeColourCalls } from './fakeColour.ts';
import { createFakeCloud } from './fakeCloud.ts';
import { createFakeUpdates } from './fakeUpdates.ts';
import { fakeDiagnostics } from './fakeDiagnostics.ts';
import { fakeExportCalls } from './fakeExports.ts';
import { createFakeVoices } from './fakeCompare.ts';
import { fakeDevices, fakeModels } from './fakeModels.ts';
import { fakePreviewLine } from './fakePreview.ts';
import { fakePictures } from './fakePictures.ts';
import { createFakeProjects, type FakeProjectFiles } from './fakeProjects.ts';
import { fakeVoiceCalls } from './fakeVoice.ts';
import { fakeOutline, fakeProsodyView, fakeSpectrogram } from './fakeTimeline.ts';
import type { Studio } from './studio.ts';

/** A studio in memory: the same interface and the same manners as the real one, without files or an engine. */
export interface FakeStudio {
  readonly studio: Studio;
  /** Names of the calls made, in order. */
  readonly calls: readonly string[];
  /** What the next dialog answers; null is the person closing it. */
  chosen: string | null;
  /** Looks at a photo or a voice wait for this, so that a test decides when they end. */
  gate: Promise<void>;
  /** Its project files. */
  readonly files: FakeProjectFiles;
  /** Its lists and batches. */
  readonly batch: FakeBatch;
  /** Pushes an event to whoever listens. */
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
}

/** Files whose name begins like this cannot be read; `empty` photos show nobody. */
const BROKEN = 'broken';
const EMPTY = 'empty';

export const fakePhoto: PhotoInspection = {
  widthPx: 800,
  heightPx: 600,
  faces: [{ box: [300, 150, 200, 240], score: 0.97, landmarks: [[400, 250]], personIndex: 0 }],
  persons: [{ box: [200, 90, 400, 510], score: 0.91, faceIndex: 0 }],
  previewUrl: 'media://granted/preview',
  cutoutUrl: 'media://granted/cutout',
  coverage: 0.4,
  cutEdges: { left: false, top: false, right: false, bottom: true },
  models: ['nanodet', 'selfie'],
  warnings: [],
};

export const fakeVoice: VoiceAnalysis = {
  durationSec: 4,
  sampleRateHz: 48_000,
  channels: 1,
  speechSec: 3.2,
  peaks: [0.1, 0.8, 0.4],
  warnings: [],
};

export function createFakeStudio(): FakeStudio {
  const calls: string[] = [];
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const jobs: Job[] = [];
  const names = new Map<string, string>();

  const refOf = (purpose: MediaPurpose, name: string): MediaRef => {
    const token = (names.size + 1).toString(16).padStart(32, '0');
    names.set(token, name);
    return { token, purpose, name, bytes: 1000, url: `media://granted/${token}` };
  };
  const look = async (token: string): Promise<string> => {
    await fake.gate;
    const name = names.get(token) ?? '';
    if (name.startsWith(BROKEN))
      throw inputError('file-broken', `${name} cannot be read.`, 'Choose another file.');
    return name;
  };
  const jobOf = (jobId: string): Job => {
    const job = jobs.find(({ id }) => id === jobId);
    if (!job) throw new Error(`There is no job ${jobId}.`);
    return job;
  };
  const change = (jobId: string, news: Partial<Job>): Job => {
    const changed = { ...jobOf(jobId), ...news };
    jobs.splice(jobs.indexOf(jobOf(jobId)), 1, changed);
    fake.emit('jobChanged', changed);
    return changed;
  };
  const models = new Map(fakeModels.map((model) => [model.id, model]));
  const modelWork = new Map<string, (reason: Error) => void>();
  const modelOf = (id: string): ModelView => {
    const model = models.get(id);
    if (!model) throw inputError('model-unknown', `There is no model ${id}.`, 'Choose one of the list.');
    return model;
  };
  /** One model of a role is in use: the last one that was brought in, or the embedded one. */
  const become = (id: string, state: ModelState): ModelView => {
    const model = { ...modelOf(id), state, inUse: state === 'installed' };
    models.set(id, model);
    for (const other of models.values())
      if (other.role === model.role && other.id !== id && other.state === 'embedded')
        models.set(other.id, { ...other, inUse: !model.inUse });
    return model;
  };
  /** Work on a model tells how far it is, waits for the gate, and can be cancelled. */
  const workOn = async (id: string, phase: 'download' | 'copy' | 'verify'): Promise<void> => {
    const totalBytes = modelOf(id).bytes;
    fake.emit('modelProgress', { id, phase, doneBytes: 1000, totalBytes, bytesPerSec: 500 });
    const cancelled = new Promise<never>((_resolve, reject) => modelWork.set(id, reject));
    await Promise.race([fake.gate, cancelled]).finally(() => modelWork.delete(id));
  };
  const mustAccept = ({ notice }: ModelView, accepted: boolean): void => {
    if (notice && !accepted)
      throw inputError('model-licence', 'The licence was not accepted.', 'Read and accept it first.');
  };
  const noted =
    <Args extends unknown[], Value>(name: string, answer: (...args: Args) => Value | Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      calls.push(name);
      return answer(...args);
    };

  const projects = createFakeProjects(noted, () => fake.chosen);

  const batch = createFakeBatch({
    note: (name) => calls.push(name),
    gate: () => fake.gate,
    chosen: () => fake.chosen,
    refOf,
    emit: (news) => fake.emit('batchChanged', news),
  });

  const fake: FakeStudio = {
    batch,
    files: projects.files,
    calls,
    chosen: 'portrait.jpg',
    gate: Promise.resolve(),
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
    studio: {
      describeApp: noted('describeApp', () => ({
        version: '0.0.0',
        platform: 'linux' as const,
        settings: {
          theme: 'system' as const,
          language: 'en' as const,
          models: DEFAULT_MODEL_CHOICES,
          inference: DEFAULT_INFERENCE_SETTINGS,
          did: DEFAULT_DID_CHOICES,
          updates: DEFAULT_UPDATE_CHOICES,
          engine: DEFAULT_ENGINE_BODY,
          logLevel: DEFAULT_LOG_LEVEL,
        },
      })),
      useWords: noted('useWords', () => null),
      saveSettings: noted('saveSettings', () => null),
      chooseFile: noted('chooseFile', ({ purpose }) =>
        fake.chosen === null ? null : { kind: 'granted' as const, media: refOf(purpose, fake.chosen) },
      ),
      openFile: noted('openFile', (file, purpose) => refOf(purpose, file.name)),
      openSample: noted('openSample', () => ({
        photo: refOf('photo', 'photo.jpg'),
        voice: refOf('voice', 'voice.wav'),
      })),
      inspectPhoto: noted('inspectPhoto', async ({ photo }) =>
        (await look(photo)).startsWith(EMPTY) ? { ...fakePhoto, faces: [], persons: [] } : fakePhoto,
      ),
      previewMatte: noted('previewMatte', async ({ photo, touchUp, part }) => {
        await look(photo);
        const strokes = touchUp?.strokes.length ?? 0;
        return {
          cutoutUrl: `media://granted/${part ? 'part' : 'whole'}-${strokes}`,
          coverage: 0.4 + strokes / 100,
          cutEdges: part ? null : fakePhoto.cutEdges,
        };
      }),
      analyzeVoice: noted('analyzeVoice', async ({ voice }) => {
        await look(voice);
        return fakeVoice;
      }),
      openPreview: noted('openPreview', () => null),
      openPreviewLine: (opening) => {
        calls.push('openPreviewLine');
        return fakePreviewLine(opening);
      },
      analyzeProsody: noted('analyzeProsody', async ({ voice }) => {
        await look(voice);
        return fakeProsodyView();
      }),
      drawSpectrogram: noted('drawSpectrogram', fakeSpectrogram),
      outlineSound: noted('outlineSound', async ({ media }) => {
        await look(media);
        return fakeOutline();
      }),
      startRender: noted('startRender', (order) => {
        if (fake.chosen === null) return null;
        const job: Job = {
          id: crypto.randomUUID(),
          state: jobs.some(({ state }) => state === 'running') ? 'queued' : 'running',
          form: order.form.kind,
          outName: `${order.suggestedName}${order.ending}`,
          outFolder: '~/Videos',
          outUrl: null,
          size: order.size,
          keepsBackground: order.background.kind === 'none',
          progress: null,
          framesPerSec: null,
          error: null,
          report: null,
          logTail: [],
          createdAtMs: 0,
          startedAtMs: 0,
          finishedAtMs: null,
        };
        jobs.push(job);
        return job;
      }),
      cancelJob: noted('cancelJob', ({ jobId }) => {
        change(jobId, { state: 'cancelled', finishedAtMs: 1 });
        return null;
      }),
      retryJob: noted('retryJob', ({ jobId }) =>
        change(jobId, { state: 'running', error: null, finishedAtMs: null, createdAtMs: 1 }),
      ),
      listJobs: noted('listJobs', () => [...jobs]),
      revealJob: noted('revealJob', () => null),
      saveJobCopy: noted('saveJobCopy', () => fake.chosen),
      listModels: noted('listModels', () => [...models.values()]),
      installModel: noted('installModel', async ({ id, accepted }) => {
        mustAccept(modelOf(id), accepted);
        await workOn(id, 'download');
        return become(id, 'installed');
      }),
      importModel: noted('importModel', async ({ id, accepted }) => {
        mustAccept(modelOf(id), accepted);
        const file = fake.chosen;
        if (file === null) return null;
        await workOn(id, 'copy');
        if (file.startsWith(BROKEN))
          throw inputError('model-contract', `${file} is another model.`, 'Choose the right file.');
        return become(id, 'installed');
      }),
      verifyModel: noted('verifyModel', async ({ id }) => {
        await workOn(id, 'verify');
        return modelOf(id);
      }),
      removeModel: noted('removeModel', ({ id }) => become(id, 'available')),
      cancelModelWork: noted('cancelModelWork', ({ id }) => {
        modelWork.get(id)?.(cancelledError());
        return null;
      }),
      getDevices: noted('getDevices', () => ({ ...fakeDevices, trials: [] })),
      probeDevices: noted('probeDevices', () => fakeDevices),
      ...fakePictures((name) => calls.push(name)),
      ...createFakeCloud(() => fake),
      ...createFakeUpdates(() => fake),
      ...createFakeVoices({
        noted,
        look,
        chosen: () => fake.chosen,
        tell: (comparison) => fake.emit('comparisonChanged', comparison),
      }),
      ...fakeVoiceCalls({
        note: (name) => calls.push(name),
        gate: () => fake.gate,
        chosen: () => fake.chosen,
        voice: (name) => refOf('voice', name),
        tellProgress: (fraction) => fake.emit('readingProgress', { fraction }),
      }),
      ...fakeColourCalls({
        note: (name) => calls.push(name),
        gate: () => fake.gate,
        voice: (name) => refOf('voice', name),
        tellProgress: (fraction) => fake.emit('colouringProgress', { fraction }),
      }),
      ...projects.calls,
      ...batch.calls,
      ...fakeDiagnostics({ note: (name) => calls.push(name), chosen: () => fake.chosen }),
      ...fakeExportCalls({ note: (name) => calls.push(name), jobs, chosen: () => fake.chosen }),
      on(name, listener) {
        const known = listeners.get(name) ?? new Set();
        listeners.set(name, known.add(listener));
        return () => known.delete(listener);
      },
    },
  };
  return fake;
}
