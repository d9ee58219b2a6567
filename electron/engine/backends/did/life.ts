/**
 * The life of a job at D-ID: uploads, the talk, waiting for it, its video. Each step is noted before it is taken and
 * after it, so that a job goes on from wherever it was interrupted, and a talk is paid for once.
 */
import {
  cancelledError,
  inputError,
  KotohogiError,
  missingError,
  throwIfCancelled,
} from '../../../../shared/errors.ts';
import { fetchResult, isResultThere } from './fetchResult.ts';
import { isFinal, talkFailure } from './failures.ts';
import { findTalk } from './findTalk.ts';
import { backOffMs, type Clock } from './clock.ts';
import type { Credits, DidClient, Uploaded } from './client.ts';
import type { Job } from './journal.ts';
import type { Talk } from './schemas.ts';
import type { DidSettings } from './settings.ts';
import { agreedFiles, audioName, filledRequest, imageName, type AgreedFiles } from './transfer.ts';
import { listenForCalls, webhookIn, type ListenAddress, type WebhookListener } from './webhook.ts';

/** Where a job is. `fraction` only where it is known: nobody knows how long D-ID takes. */
export interface DidProgress {
  readonly jobId: string;
  readonly phase: 'uploading' | 'asking' | 'looking' | 'waiting' | 'downloading' | 'finishing';
  /** 0..1; null: not known. */
  readonly fraction: number | null;
}

export interface JobRoom {
  readonly client: DidClient;
  readonly settings: DidSettings;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DidProgress) => void;
  /** Where to listen for D-ID's call; without it nothing listens. */
  readonly webhookListen?: ListenAddress;
  /** Hears where it listens, as `host:port`, and which public address has to lead there. */
  readonly onListening?: (address: string, webhook: string) => void;
}

type LiveRoom = JobRoom & { readonly listener: WebhookListener | null };

/** A talk may not be found at once after it was made. */
const MISSING_TALK_PATIENCE = 4;

/** The balance is for show: what stands in its way does not stand in the way of a video. */
export async function balance({
  client,
  signal,
}: Pick<JobRoom, 'client' | 'signal'>): Promise<Credits | null> {
  try {
    return await client.credits(signal);
  } catch (thrown) {
    throwIfCancelled(signal);
    const isAboutKey =
      thrown instanceof KotohogiError &&
      ['did-key', 'did-gateway', 'did-blocked', 'did-unreachable'].includes(thrown.code);
    if (isAboutKey) throw thrown;
    return null;
  }
}

async function startingBalance(job: Job, room: JobRoom): Promise<void> {
  const credits = await balance(room);
  await job.update({ creditsBefore: credits });
  if (credits?.remaining !== 0) return;
  throw missingError(
    'did-no-credits',
    'The D-ID account has no credits left; nothing was sent.',
    'Buy credits in D-ID Studio, or render on this computer, which needs no account.',
  );
}

/** Sends one of the two files unless D-ID still has it. @returns its address there */
async function upload<Sent extends Uploaded>(
  job: Job,
  kind: 'image' | 'audio',
  send: () => Promise<Sent>,
  { clock, settings: { times } }: JobRoom,
): Promise<{ readonly url: string; readonly sent: Sent | null }> {
  const { uploads: before } = job.record;
  const known = before[kind];
  const ageMs = known === null ? Infinity : clock.nowMs() - known.atMs;
  if (known !== null && ageMs >= 0 && ageMs < times.uploadLifeMs) return { url: known.url, sent: null };
  await job.update({
    uploads: { ...before, [kind]: null, unnamed: before.unnamed + times.attempts },
    removed: { ...job.record.removed, [kind]: null },
  });
  const sent = await send().catch(async (thrown: unknown) => {
    // Refused is not kept.
    if (thrown instanceof KotohogiError && isFinal(thrown)) await job.update({ uploads: before });
    throw thrown;
  });
  const { id, url, serverMs, inVain } = sent;
  const { create, uploads } = job.record;
  await job.update({
    uploads: { ...uploads, [kind]: { id, url, atMs: clock.nowMs() }, unnamed: before.unnamed + inVain },
    create: { ...create, notBeforeServerMs: create.notBeforeServerMs ?? serverMs },
  });
  return { url, sent };
}

async function uploadBoth(
  job: Job,
  files: AgreedFiles,
  room: JobRoom,
): Promise<readonly [image: string, audio: string]> {
  const { client, signal, onProgress } = room;
  const { jobId } = job.record;
  onProgress({ jobId, phase: 'uploading', fraction: null });
  const imageFile = { fileName: imageName(jobId), mimeType: 'image/jpeg', bytes: files.image };
  const image = await upload(job, 'image', () => client.uploadImage(imageFile, signal), room);
  if (image.sent?.faceCount === 0)
    // Told before anything is paid.
    throw inputError(
      'did-no-face',
      'D-ID finds no face in the photo.',
      'Choose a photo with one clear face that looks at the camera, or render on this computer, which needs no account.',
    );
  const audioFile = { fileName: audioName(jobId), mimeType: 'audio/wav', bytes: files.audio };
  const audio = await upload(job, 'audio', () => client.uploadAudio(audioFile, signal), room);
  return [image.url, audio.url];
}

async function adopt(job: Job, { id, status, metadata }: Talk): Promise<string> {
  const [widthPx = null, heightPx = null] = metadata?.resolution ?? [];
  await job.update({
    talk: { id, status: status ?? 'created', widthPx, heightPx },
    create: { ...job.record.create, pendingSinceMs: null },
  });
  return id;
}

const settled = (job: Job): Promise<void> =>
  job.update({ create: { ...job.record.create, pendingSinceMs: null } });

/** Makes sure that there is exactly one talk for this job. @returns its id */
async function makeTalk(job: Job, room: JobRoom): Promise<string> {
  const { client, settings, clock, signal, onProgress } = room;
  const { jobId, requestJson } = job.record;
  let last: KotohogiError | null = null;
  let hasUploadedAgain = false;
  for (let posts = 0; ;) {
    if (job.record.create.pendingSinceMs !== null) {
      onProgress({ jobId, phase: 'looking', fraction: null });
      const found = await findTalk(job.record, { client, clock, times: settings.times, signal });
      if (found !== null) return adopt(job, found);
      await settled(job);
    }
    if (last !== null && posts >= settings.times.maxPosts) throw last;
    const files = await agreedFiles(job, settings.baseUrl);
    const [image, audio] = await uploadBoth(job, files, room);
    onProgress({ jobId, phase: 'asking', fraction: null });
    const { create } = job.record;
    await job.update({ create: { ...create, posts: create.posts + 1, pendingSinceMs: clock.nowMs() } });
    posts += 1;
    const outcome = await client
      .createTalk(filledRequest(requestJson, image, audio), signal)
      .catch(async (thrown: unknown) => {
        // Whoever cancels does not know either what became of it.
        if (!(thrown instanceof KotohogiError && thrown.kind === 'cancelled')) await settled(job);
        throw thrown;
      });
    switch (outcome.kind) {
      case 'created':
        return adopt(job, outcome.talk);
      case 'unclear':
        last = outcome.error;
        break;
      case 'uploads-gone':
        await settled(job);
        if (hasUploadedAgain) throw outcome.error;
        hasUploadedAgain = true;
        await job.update({ uploads: { ...job.record.uploads, image: null, audio: null } });
    }
  }
}

/**
 * Waits before a talk is asked for again. A call shortens a wait that is long because a call is expected, and never
 * below the first step of polling: whoever calls all the time does not make the program ask all the time.
 * @param polls since the beginning, or since the last call
 * @param called aborted by a call; null when nothing listens
 * @returns the time that it took, as far as the clock can be trusted
 */
async function pauseBetweenPolls(
  polls: number,
  called: AbortSignal | null,
  { clock, signal, settings: { times } }: JobRoom,
): Promise<number> {
  const random = (): number => clock.random();
  if (called === null) {
    const pauseMs = backOffMs(polls, times.firstPollMs, times.maxPollMs, random);
    await clock.wait(pauseMs, signal);
    return pauseMs;
  }
  const pauseMs = backOffMs(polls, times.firstCalledPollMs, times.maxCalledPollMs, random);
  const leastMs = Math.min(pauseMs, times.firstPollMs);
  const beganMs = clock.nowMs();
  await clock.wait(leastMs, signal);
  await clock.wait(pauseMs - leastMs, AbortSignal.any([signal, called]));
  return Math.max(leastMs, Math.min(pauseMs, clock.nowMs() - beganMs));
}

/** Waits until a talk is done. @returns it, with its link */
async function awaitTalk(
  job: Job,
  id: string,
  room: LiveRoom,
): Promise<Talk & { readonly result_url: string }> {
  const { client, settings, signal, onProgress, listener } = room;
  const { times } = settings;
  let waitedMs = 0;
  let missing = 0;
  for (let polls = 1; ; polls++) {
    onProgress({ jobId: job.record.jobId, phase: 'waiting', fraction: null });
    // From before the question: a call while it is answered may tell of something newer.
    const called = listener?.nextCall() ?? null;
    const talk = await client.talk(id, signal).catch((thrown: unknown) => {
      missing += 1;
      if (thrown instanceof KotohogiError && thrown.code === 'did-gone' && missing < MISSING_TALK_PATIENCE)
        return null;
      throw thrown;
    });
    const status = talk?.status ?? 'unknown';
    if (talk && job.record.talk?.status !== status) await adopt(job, { ...talk, status });
    if (talk && (status === 'error' || status === 'rejected'))
      throw talkFailure(status, talk.error, (text) => client.redact(text));
    const { result_url: link } = talk ?? {};
    if (talk && status === 'done' && link) return { ...talk, result_url: link };
    if (waitedMs >= times.deadlineMs) throw tooLong(times.deadlineMs);
    waitedMs += await pauseBetweenPolls(polls, called, room);
    if (signal.aborted) throw cancelledError();
    if (called?.aborted === true) polls = 0;
  }
}

const tooLong = (deadlineMs: number): KotohogiError =>
  missingError(
    'did-deadline',
    `D-ID has not finished the video within ${Math.round(deadlineMs / 60_000)} minutes.`,
    'Resume the job later: it goes on waiting for the same video, and nothing is paid again.',
  );

async function live(job: Job, room: LiveRoom): Promise<void> {
  const { client, settings, clock, signal, onProgress, listener } = room;
  let id = job.record.talk?.id;
  if (id === undefined) {
    if (job.record.create.pendingSinceMs === null) await startingBalance(job, room);
    id = await makeTalk(job, room);
  }
  const talkId = id;
  const freshLink = async (): Promise<string> => {
    const { result_url: link } = await awaitTalk(job, talkId, room);
    // Nothing is expected any more.
    await listener?.close();
    return link;
  };
  const { jobId } = job.record;
  await fetchResult(job, freshLink, {
    client,
    clock,
    settings,
    signal,
    onBytes: (done, total) =>
      onProgress({ jobId, phase: 'downloading', fraction: total === null ? null : done / total }),
  });
  await job.update({ creditsAfter: await balance(room).catch(() => null) });
}

/** Before anything is sent, so that a port that is taken is found out in time. */
async function openListener(job: Job, room: JobRoom): Promise<WebhookListener | null> {
  const { webhookListen, onListening } = room;
  if (webhookListen === undefined) return null;
  const webhook = webhookIn(job.record.requestJson);
  if (webhook === null)
    throw missingError(
      'did-webhook-none',
      'D-ID does not call anybody about this job: there is nothing to listen for.',
      'Leave --webhook-listen out; the address to call is given, and agreed to, when a job is described.',
    );
  const listener = await listenForCalls(webhook, webhookListen);
  onListening?.(listener.address, webhook);
  return listener;
}

/**
 * Brings a job to its end: afterwards its video lies in its folder.
 * @throws KotohogiError did-* (kind `input`: this photo or voice will not work, and the job has ended; kind `missing`:
 *   the job can be resumed), `did-cancelled`
 */
export async function runJob(job: Job, room: JobRoom): Promise<void> {
  const { failure, jobId } = job.record;
  if (failure !== null) throw KotohogiError.fromReport(failure);
  if (await isResultThere(job)) return;
  if (job.record.result !== null) await job.update({ result: null });
  const listener = await openListener(job, room);
  try {
    await live(job, { ...room, listener });
  } catch (thrown) {
    if (!(thrown instanceof KotohogiError)) throw thrown;
    if (thrown.kind === 'cancelled') throw cancelledJob(jobId);
    if (isFinal(thrown) && thrown.code !== 'did-disk-full') {
      const { code, message, hint } = thrown;
      await job.update({ failure: { kind: 'input', code, message, hint } });
    }
    throw thrown;
  } finally {
    await listener?.close();
  }
}

export const cancelledJob = (jobId: string): KotohogiError =>
  new KotohogiError(
    'cancelled',
    'did-cancelled',
    'Cancelled.',
    `The job is kept: "kotohogi did resume ${jobId}" goes on with it, "kotohogi did delete ${jobId}" removes what was sent.`,
  );
