/**
 * D-ID as the cloud backend. Off until somebody brings a key and agrees, job by job, to what would be sent. This is the
 * only code of the program that talks to D-ID; importing it opens no connection.
 */
import type { Talk } from '../../../../shared/contract/provenance.ts';
import { missingError } from '../../../../shared/errors.ts';
import { checkOutPath } from '../../stages/encode/index.ts';
import { Breaker } from './breaker.ts';
import { isResultThere } from './fetchResult.ts';
import { createDidClient, type Credits, type DidClient } from './client.ts';
import { systemClock, type Clock } from './clock.ts';
import { findTalk } from './findTalk.ts';
import { finishVideo } from './finish.ts';
import { DidHttp } from './http.ts';
import { readJobs, removeJobFolder, withJob, type Job, type JobRecord } from './journal.ts';
import type { DidKey } from './key.ts';
import { cancelledJob, runJob, type DidProgress, type JobRoom } from './life.ts';
import { checkDidAddress, DEFAULT_DID_SETTINGS, type DidSettings } from './settings.ts';
import {
  describeTransfer,
  takeConsent,
  type DidConsent,
  type DidRequest,
  type TransferDescription,
} from './transfer.ts';
import type { ListenAddress } from './webhook.ts';

export { DidKey } from './key.ts';
export { systemClock, type Clock } from './clock.ts';
export { checkDidAddress, DEFAULT_DID_SETTINGS, DID_ADDRESS, type DidSettings } from './settings.ts';
export type { Credits } from './client.ts';
export type { DidProgress } from './life.ts';
export type { DidConsent, DidRequest, TransferDescription } from './transfer.ts';
export { parseListenAddress, type ListenAddress } from './webhook.ts';

export const DID_REPORT_VERSION = 1;

export interface DidRun {
  /** Absolute path of an ffmpeg that was checked to start. */
  readonly ffmpegPath: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: DidProgress) => void;
  /** Hears where D-ID's call is listened for, as `host:port`, and which public address has to lead there. */
  readonly onListening?: (address: string, webhook: string) => void;
}

export interface RenderOptions {
  /** Ends in .mp4; written whole or not at all. */
  readonly outPath: string;
  /** Removes photo, voice and video at D-ID once the video is here. */
  readonly deleteAfterwards: boolean;
  /** Where to listen for D-ID's call, for a job that has an address to call; without it nothing listens. */
  readonly webhookListen?: ListenAddress;
}

/** What a video from D-ID is reported with. `null`: D-ID did not tell. */
export interface DidReport {
  readonly schemaVersion: 1;
  readonly backend: 'did';
  readonly out: string;
  readonly jobId: string;
  readonly address: string;
  readonly sent: {
    readonly imageBytes: number;
    readonly audioBytes: number;
    readonly transferSha256: string;
  };
  readonly frames: number;
  readonly durationSec: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly sound: 'recording' | 'did';
  readonly creditsBefore: Credits | null;
  readonly creditsAfter: Credits | null;
  /** null: not asked for, or it failed; then a warning says so. */
  readonly removal: RemovalReport | null;
  readonly warnings: readonly string[];
  readonly fallbacks: readonly string[];
}

/** What became of what D-ID had. `none`: it never had it; `gone`: it was not there any more. */
export interface RemovalReport {
  readonly talk: 'deleted' | 'gone' | 'none';
  readonly image: 'deleted' | 'gone' | 'none';
  readonly audio: 'deleted' | 'gone' | 'none';
  /** Uploads whose answer was lost, at most: they have no name here and end by themselves within two days. */
  readonly unnamedUploads: number;
}

/** A job for lists. */
export interface DidJobView {
  readonly jobId: string;
  readonly createdAtMs: number;
  /**
   * `described`: waits for a consent, nothing was sent; `open`: can be resumed; `fetched`: its video is here;
   * `failed`: D-ID will not make this video.
   */
  readonly state: 'described' | 'open' | 'fetched' | 'failed';
  readonly durationSec: number;
  readonly failure: string | null;
  /** Whether everything that D-ID had was removed there. */
  readonly isRemoved: boolean;
}

export interface DidBackend {
  /**
   * Says which bytes would leave for a video, and where to. Needs no key and opens no connection.
   * @throws KotohogiError of the photo and the voice, `did-image-shape`, `did-audio-length`, `did-address`,
   *   `did-webhook-address`, `cancelled`
   */
  describeTransfer(request: DidRequest, run: DidRun): Promise<TransferDescription>;
  /**
   * Sends what was described, waits, and writes the video.
   * @throws KotohogiError `did-consent-missing`, `did-consent-other` before any connection is opened; did-*, `cancelled`
   */
  renderWithDid(jobId: string, consent: DidConsent, options: RenderOptions, run: DidRun): Promise<DidReport>;
  /** Goes on with a job that was agreed to before; as {@link renderWithDid}. */
  resumeJob(jobId: string, options: RenderOptions, run: DidRun): Promise<DidReport>;
  /** Removes at D-ID whatever it has of a job; the record and the video stay here. */
  deleteJob(jobId: string, run: Pick<DidRun, 'signal'>): Promise<RemovalReport>;
  /** Removes a job here: its files, its video and its record. Opens no connection. */
  forgetJob(jobId: string): Promise<void>;
  /**
   * The video of a job as it came from D-ID, for a render that lays it out as the project asks. Opens no connection.
   * @throws KotohogiError `did-job-unknown`, `did-job-busy`; `did-no-video` when it is not here
   */
  talkOf(jobId: string): Promise<Talk>;
  /** Jobs of this computer, newest first. Opens no connection. */
  listJobs(): Promise<readonly DidJobView[]>;
  /** The balance; also the test of a key, which costs nothing. */
  readCredits(run: Pick<DidRun, 'signal'>): Promise<Credits>;
}

export interface DidBackendOptions {
  /** The user's folder. */
  readonly home: string;
  /** null: only what needs no connection. */
  readonly key: DidKey | null;
  readonly settings?: DidSettings;
  readonly clock?: Clock;
}

function stateOf({ failure, result, consentAtMs }: JobRecord): DidJobView['state'] {
  if (failure !== null) return 'failed';
  if (result !== null) return 'fetched';
  return consentAtMs === null ? 'described' : 'open';
}

const hasSomethingThere = ({ uploads, talk, create, removed }: JobRecord): boolean =>
  create.pendingSinceMs !== null ||
  (talk !== null && removed.talk === null) ||
  (uploads.image !== null && removed.image === null) ||
  (uploads.audio !== null && removed.audio === null);

function viewOf(record: JobRecord): DidJobView {
  const { jobId, createdAtMs, audio, failure } = record;
  return {
    jobId,
    createdAtMs,
    state: stateOf(record),
    durationSec: audio.durationSec,
    failure: failure?.message ?? null,
    isRemoved: !hasSomethingThere(record),
  };
}

const ABANDONED_MS = 24 * 3_600_000;

const keyMissing = (): Error =>
  missingError(
    'did-key-missing',
    'No D-ID key was given.',
    'Enter the key from the account settings of D-ID Studio; rendering on this computer needs none.',
  );

async function removeThere(
  job: Job,
  room: Pick<JobRoom, 'client' | 'clock' | 'settings' | 'signal'>,
): Promise<RemovalReport> {
  const { client, clock, settings, signal } = room;
  if (job.record.talk === null && job.record.create.pendingSinceMs !== null) {
    const found = await findTalk(job.record, { client, clock, times: settings.times, signal });
    const create = { ...job.record.create, pendingSinceMs: null };
    const talk = found && { id: found.id, status: found.status ?? 'created', widthPx: null, heightPx: null };
    await job.update({ create, ...(talk ? { talk } : {}) });
  }
  const { talk, uploads } = job.record;
  const remove = async (
    what: 'talk' | 'image' | 'audio',
    id: string | undefined,
  ): Promise<RemovalReport['talk']> => {
    const before = job.record.removed[what];
    if (before !== null) return before;
    if (id === undefined) return 'none';
    const outcome = await client.remove(`${what}s`, id, signal);
    await job.update({ removed: { ...job.record.removed, [what]: outcome } });
    return outcome;
  };
  return {
    talk: await remove('talk', talk?.id),
    image: await remove('image', uploads.image?.id),
    audio: await remove('audio', uploads.audio?.id),
    unnamedUploads: uploads.unnamed,
  };
}

/** The backend with its memory: which way of writing the key works, and how D-ID was doing lately. */
export function createDidBackend(options: DidBackendOptions): DidBackend {
  const { home, key, settings = DEFAULT_DID_SETTINGS, clock = systemClock } = options;
  const breaker = new Breaker(clock, settings.times);
  let client: DidClient | null = null;
  const connect = (): DidClient => {
    if (key === null) throw keyMissing();
    const baseUrl = checkDidAddress(settings.baseUrl);
    const { times } = settings;
    client ??= createDidClient(new DidHttp({ baseUrl, key, clock, breaker, times }), times, clock);
    return client;
  };

  async function render(
    jobId: string,
    consent: DidConsent | null,
    { outPath, deleteAfterwards, webhookListen }: RenderOptions,
    { ffmpegPath, signal, onProgress = () => undefined, onListening }: DidRun,
  ): Promise<DidReport> {
    await checkOutPath(outPath);
    return withJob(home, jobId, async (job) => {
      await takeConsent(job, consent, settings.baseUrl, clock.nowMs());
      const room: JobRoom = {
        ...{ client: connect(), settings, clock, signal, onProgress },
        ...(webhookListen === undefined ? {} : { webhookListen }),
        ...(onListening === undefined ? {} : { onListening }),
      };
      if (job.record.talk === null) breaker.check();
      await runJob(job, room);
      onProgress({ jobId, phase: 'finishing', fraction: null });
      const finished = await finishVideo(job, outPath, { ffmpegPath, signal }).catch((thrown: unknown) => {
        throw signal.aborted ? cancelledJob(jobId) : thrown;
      });
      const warnings: string[] = [];
      const removal = deleteAfterwards
        ? await removeThere(job, room).catch(() => {
            // The video is here: nothing may look as if it were not.
            warnings.push(
              'The video is here, but D-ID did not delete everything; delete it there again later.',
            );
            return null;
          })
        : null;
      return reportOf(job.record, outPath, finished, removal, warnings);
    });
  }

  /** Descriptions that nobody agreed to for a day: photo and voice of somebody, and no job. */
  async function forgetAbandoned(): Promise<void> {
    for (const { jobId, consentAtMs, createdAtMs } of await readJobs(home))
      if (consentAtMs === null && clock.nowMs() - createdAtMs > ABANDONED_MS)
        await withJob(home, jobId, removeJobFolder).catch(() => undefined);
  }

  return {
    async describeTransfer(request, { ffmpegPath, signal }) {
      await forgetAbandoned();
      return describeTransfer(request, settings, home, { ffmpegPath, signal, nowMs: clock.nowMs() });
    },
    renderWithDid: (jobId, consent, renderOptions, run) => render(jobId, consent, renderOptions, run),
    resumeJob: (jobId, renderOptions, run) => render(jobId, null, renderOptions, run),
    deleteJob: (jobId, { signal }) =>
      withJob(home, jobId, async (job) => {
        if (!hasSomethingThere(job.record) && job.record.talk === null && job.record.uploads.unnamed === 0)
          return { talk: 'none', image: 'none', audio: 'none', unnamedUploads: 0 };
        return removeThere(job, { client: connect(), settings, clock, signal });
      }),
    forgetJob: (jobId) => withJob(home, jobId, removeJobFolder),
    talkOf: (jobId) =>
      withJob(home, jobId, async (job) => {
        if (await isResultThere(job)) return { path: job.resultFile, by: 'D-ID', jobId };
        throw missingError(
          'did-no-video',
          'The video of this D-ID job is not on this computer.',
          'Resume the job: it goes on where it stopped, and nothing is paid twice.',
        );
      }),
    listJobs: async () => (await readJobs(home)).map(viewOf),
    async readCredits({ signal }) {
      const online = connect();
      breaker.check();
      return online.credits(signal);
    },
  };
}

function reportOf(
  record: JobRecord,
  out: string,
  { frames, durationSec, sound, fallbacks }: Awaited<ReturnType<typeof finishVideo>>,
  removal: RemovalReport | null,
  warnings: readonly string[],
): DidReport {
  const { jobId, address, image, audio, transferSha256, talk, creditsBefore, creditsAfter } = record;
  return {
    schemaVersion: DID_REPORT_VERSION,
    backend: 'did',
    out,
    jobId,
    address,
    sent: { imageBytes: image.bytes, audioBytes: audio.bytes, transferSha256 },
    frames,
    durationSec,
    width: talk?.widthPx ?? null,
    height: talk?.heightPx ?? null,
    sound,
    creditsBefore,
    creditsAfter,
    removal,
    warnings,
    fallbacks,
  };
}
