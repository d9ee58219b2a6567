/** Gets the finished video: piece by piece, going on where an earlier attempt stopped. */
import { createHash } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { cancelledError, inputError, KotohogiError, missingError } from '../../../../shared/errors.ts';
import { digestFile, type Digest } from '../../models/fileDigest.ts';
import { openSource, SourceFailure, type SourceAnswer } from '../../models/httpSource.ts';
import type { DidClient } from './client.ts';
import { backOffMs, type Clock } from './clock.ts';
import type { Job } from './journal.ts';
import { isLoopbackHost, type DidSettings } from './settings.ts';

/** Five minutes of video stay far below. */
const MAX_RESULT_BYTES = 2 ** 30;
/** Fresh links that are asked for when one is refused. */
const MAX_LINKS = 3;

interface Room {
  readonly client: DidClient;
  readonly clock: Clock;
  readonly settings: DidSettings;
  readonly signal: AbortSignal;
  onBytes(doneBytes: number, totalBytes: number | null): void;
}

const failed = (why: string, cause: Error): KotohogiError =>
  missingError(
    'did-download',
    `The finished video could not be downloaded: ${why}.`,
    'Resume the job: what has come is kept, and nothing is paid again.',
    cause,
  );

const expired = (cause: Error): KotohogiError =>
  missingError(
    'did-link-expired',
    'The link to the finished video is not valid any more, and D-ID gives no other.',
    'Resume the job; if it stays, look for the video in D-ID Studio.',
    cause,
  );

const diskFull = (folder: string, cause: unknown): KotohogiError =>
  inputError(
    'did-disk-full',
    `There is no room for the video in "${folder}".`,
    'Make room, then resume the job: nothing is paid again.',
    cause,
  );

/** A signed link is only ever used with encryption, unless D-ID itself is played on this computer. */
function checkLink(link: string, baseUrl: string): URL {
  const url = URL.canParse(link) ? new URL(link) : null;
  const isLocal = isLoopbackHost(new URL(baseUrl).hostname);
  if (url !== null && (url.protocol === 'https:' || (isLocal && isLoopbackHost(url.hostname)))) return url;
  throw missingError(
    'did-nonsense',
    'D-ID names an address for the video that cannot be used.',
    'Resume the job later; if it stays, look for the video in D-ID Studio.',
  );
}

/** Writes what comes behind what is there. @throws SourceFailure when it ends too early */
async function receive(job: Job, answer: SourceAnswer, room: Room): Promise<number> {
  const { totalBytes, start } = answer;
  if ((totalBytes ?? 0) > MAX_RESULT_BYTES) throw new SourceFailure('refused', 'it is far too large');
  let bytes = start;
  const handle = await open(job.partFile, start === 0 ? 'w' : 'r+');
  try {
    for await (const chunk of answer.body) {
      if (bytes + chunk.byteLength > (totalBytes ?? MAX_RESULT_BYTES))
        throw new SourceFailure('refused', 'more came than belongs to it');
      await handle.write(chunk, 0, chunk.byteLength, bytes);
      bytes += chunk.byteLength;
      room.onBytes(bytes, totalBytes);
    }
    await handle.truncate(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (bytes < (totalBytes ?? bytes))
    throw new SourceFailure('offline', `the connection ended after ${bytes} of ${totalBytes} bytes`);
  return bytes;
}

const partBytes = async (job: Job): Promise<number> =>
  (await stat(job.partFile).catch(() => null))?.size ?? 0;

/** The storage names a file by its MD5 unless it was put together or encrypted there. */
async function md5Of(file: string): Promise<string> {
  const md5 = createHash('md5');
  const handle = await open(file);
  try {
    for await (const piece of handle.createReadStream({ autoClose: false })) md5.update(piece as Buffer);
  } finally {
    await handle.close();
  }
  return md5.digest('hex');
}

/**
 * Whether the pieces fit together. A whole that came in one piece is what the server sent, whatever its name says; one
 * that was joined has to have the hash that it is named by, where it is named so.
 */
async function isWellJoined(job: Job, validator: string | null, isJoined: boolean): Promise<boolean> {
  const named = /^"?([0-9a-f]{32})"?$/.exec(validator ?? '')?.[1];
  return !isJoined || named === undefined || (await md5Of(job.partFile)) === named;
}

async function clear(job: Job): Promise<void> {
  await rm(job.partFile, { force: true });
  await job.update({ partValidator: null });
}

/** One connection; returns when the video is complete. */
async function attempt(job: Job, link: string, room: Room): Promise<void> {
  const { clock, settings, signal } = room;
  const validator = job.record.partValidator;
  const already = validator === null ? 0 : await partBytes(job);
  const connection = new AbortController();
  const ends = AbortSignal.any([signal, connection.signal, clock.limit(settings.times.downloadMs)]);
  try {
    // The link carries its own signature: a second credential beside it would be refused.
    const answer = await openSource(link, already, already > 0 ? validator : null, ends);
    // Anything but the rest of the same file starts anew.
    if (answer.start !== already) await rm(job.partFile, { force: true });
    if (answer.validator !== validator) await job.update({ partValidator: answer.validator });
    await receive(job, answer, room);
    if (await isWellJoined(job, answer.validator, already > 0 && answer.start > 0)) return;
    throw new SourceFailure('stale', 'its pieces do not fit together');
  } finally {
    connection.abort();
  }
}

function asFailure(thrown: unknown, folder: string, client: DidClient): SourceFailure {
  if (thrown instanceof SourceFailure) return thrown;
  if (thrown instanceof KotohogiError) throw thrown;
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') throw diskFull(folder, thrown);
  return new SourceFailure(
    'offline',
    `the connection broke off (${client.redact(thrown instanceof Error ? thrown.name : 'unknown')})`,
  );
}

/**
 * Brings the video of a finished talk into the job's folder and notes its hash.
 * @param freshLink asks D-ID for the talk's link, which is valid for a day
 * @throws KotohogiError `did-download`, `did-link-expired`, `did-nonsense`, `did-disk-full`, `cancelled`
 */
export async function fetchResult(job: Job, freshLink: () => Promise<string>, room: Room): Promise<void> {
  const { clock, settings, signal, client } = room;
  const { times } = settings;
  let link = checkLink(await freshLink(), settings.baseUrl).href;
  let inVain = 0;
  let links = 1;
  for (;;) {
    const before = await partBytes(job);
    try {
      await attempt(job, link, room);
      break;
    } catch (thrown) {
      if (signal.aborted) throw cancelledError();
      const failure = asFailure(thrown, job.folder, client);
      // Neither its words nor its cause may hold the link.
      const cause = new Error(client.redact(failure.message));
      if (failure.kind === 'stale') await clear(job);
      if (failure.kind === 'refused') {
        if (links >= MAX_LINKS) throw expired(cause);
        links += 1;
        link = checkLink(await freshLink(), settings.baseUrl).href;
      }
      inVain = (await partBytes(job)) > before ? 0 : inVain + 1;
      if (inVain >= times.attempts) throw failed(cause.message, cause);
      const pauseMs = backOffMs(Math.max(1, inVain), times.backOffMs, times.maxBackOffMs, () =>
        clock.random(),
      );
      await clock.wait(Math.max(pauseMs, failure.retryAfterMs), signal);
      if (signal.aborted) throw cancelledError();
    }
  }
  const { bytes, sha256 } = await digestFile(job.partFile);
  await rename(job.partFile, job.resultFile);
  await job.update({ result: { bytes, sha256 }, partValidator: null });
}

/** Whether the video that the record speaks of is still there, byte for byte. */
export async function isResultThere(job: Job): Promise<boolean> {
  const { result } = job.record;
  if (result === null) return false;
  const found: Digest | null = await digestFile(job.resultFile).catch(() => null);
  return found?.sha256 === result.sha256;
}
