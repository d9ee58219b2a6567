import type { Job } from '../../shared/contract/jobs.ts';
import type { MediaPurpose, MediaRef, PhotoInspection, VoiceAnalysis } from '../../shared/contract/media.ts';
import type { EventName } from '../../shared/contract/callNames.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import { inputError } from '../../shared/errors.ts';
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
  /** Pushes an event to whoever listens. */
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
}

/** Files whose name begins like this cannot be read; `empty` photos show nobody. */
const BROKEN = 'broken';
const EMPTY = 'empty';

export const fakePhoto: PhotoInspection = {
  widthPx: 800,
  heightPx: 600,
  faces: [{ box: [300, 150, 200, 240], score: 0.97 }],
  previewUrl: 'media://granted/preview',
  cutoutUrl: 'media://granted/cutout',
  coverage: 0.4,
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
  const noted =
    <Args extends unknown[], Value>(name: string, answer: (...args: Args) => Value | Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      calls.push(name);
      return answer(...args);
    };

  const fake: FakeStudio = {
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
        settings: { theme: 'system' as const, language: 'en' as const },
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
        (await look(photo)).startsWith(EMPTY) ? { ...fakePhoto, faces: [] } : fakePhoto,
      ),
      analyzeVoice: noted('analyzeVoice', async ({ voice }) => {
        await look(voice);
        return fakeVoice;
      }),
      startRender: noted('startRender', (order) => {
        if (fake.chosen === null) return null;
        const job: Job = {
          id: crypto.randomUUID(),
          state: 'running',
          outName: `${order.suggestedName}.mp4`,
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
      on(name, listener) {
        const known = listeners.get(name) ?? new Set();
        listeners.set(name, known.add(listener));
        return () => known.delete(listener);
      },
    },
  };
  return fake;
}
