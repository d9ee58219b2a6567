/** Downloads a file piece by piece into a part file, and goes on where an earlier download stopped. */
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { KotohogiError } from '../../../shared/errors.ts';
import { checkRoom, diskError } from './diskErrors.ts';
import { Digest, digestFile } from './fileDigest.ts';
import { connectionFailure, openSource, SourceFailure, type SourceAnswer } from './httpSource.ts';
import { readJson, writeJson } from '../runtime/jsonFile.ts';
import type { NetworkPatience } from './types.ts';

export const DEFAULT_PATIENCE: NetworkPatience = { stallMs: 30_000, attempts: 5, backOffMs: 1_000 };

/** No ONNX file is larger; a server that sends more sends something else. */
const MAX_BYTES = 2 ** 31;
/** Tries of a server from which nothing has come yet. */
const UNREACHED_ATTEMPTS = 2;

export interface DownloadOrder {
  /** Tried in order. */
  readonly urls: readonly string[];
  /** Where it is put together; what lies there from an earlier time is used. Beside it goes `.json` with its version. */
  readonly part: string;
  /** null where nobody states it. */
  readonly bytes: number | null;
  /** The bytes are checked against a hash afterwards: then parts from different servers may be joined. */
  readonly isHashKnown: boolean;
}

export interface DownloadRun {
  readonly signal: AbortSignal;
  readonly patience: NetworkPatience;
  onBytes(doneBytes: number, totalBytes: number | null): void;
}

export interface Downloaded {
  readonly url: string;
  readonly digest: Digest;
}

/** All addresses failed. */
export class DownloadFailure extends Error {
  override readonly name = 'DownloadFailure';
  /** Of each address, as part of a sentence. */
  readonly reasons: readonly string[];
  /** Whether a server was reached at all. */
  readonly isOffline: boolean;

  constructor(failures: readonly SourceFailure[]) {
    super(failures.map(({ message }) => message).join('; '));
    this.reasons = [...new Set(failures.map(({ message }) => message))];
    this.isOffline = failures.every(({ kind }) => kind === 'offline');
  }
}

/** What a part file belongs to. */
const versionSchema = z.object({ url: z.string(), validator: z.string().nullable() });
const versionFile = (part: string): string => `${part}.json`;

export async function removePart(part: string): Promise<void> {
  await rm(part, { force: true });
  await rm(versionFile(part), { force: true });
}

/** Bytes of an unfinished download. */
export const partBytes = async (part: string): Promise<number> =>
  (await stat(part).catch(() => null))?.size ?? 0;

const cancelled = (): KotohogiError =>
  new KotohogiError(
    'cancelled',
    'cancelled',
    'Cancelled.',
    'What was downloaded is kept: installing it again goes on from there.',
  );

/** What is there of a file, and what it belongs to. */
class PartFile {
  readonly #order: DownloadOrder;
  #digest = new Digest();

  constructor(order: DownloadOrder) {
    this.#order = order;
  }

  get digest(): Digest {
    return this.#digest;
  }

  /** Reads what is there of this address's file. @returns the version it belongs to, to ask for the rest of it */
  async resume(url: string): Promise<string | null> {
    const { part, bytes, isHashKnown } = this.#order;
    const size = await partBytes(part);
    const version = size > 0 ? await readJson(versionFile(part), versionSchema) : null;
    const isSameVersion = version?.url === url && version.validator !== null;
    if (size === 0 || size > (bytes ?? MAX_BYTES) || !(isSameVersion || isHashKnown)) {
      await this.clear();
      return null;
    }
    if (this.#digest.bytes !== size) this.#digest = await digestFile(part);
    return isSameVersion ? version.validator : null;
  }

  async clear(): Promise<void> {
    this.#digest = new Digest();
    await removePart(this.#order.part);
  }

  /** Writes what comes, from where it starts. */
  async receive(
    url: string,
    answer: SourceAnswer,
    onBytes: (totalBytes: number | null) => void,
  ): Promise<void> {
    const { part, bytes } = this.#order;
    const total = bytes ?? answer.totalBytes;
    if (answer.start !== this.#digest.bytes) await this.clear();
    await mkdir(path.dirname(part), { recursive: true });
    await writeJson(versionFile(part), { url, validator: answer.validator });
    if (total !== null) await checkRoom(part, total - this.#digest.bytes);
    const handle = await open(part, this.#digest.bytes === 0 ? 'w' : 'r+');
    try {
      await this.#write(handle, answer, total, onBytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async #write(
    handle: FileHandle,
    { body }: SourceAnswer,
    total: number | null,
    onBytes: (totalBytes: number | null) => void,
  ): Promise<void> {
    for await (const chunk of body) {
      if (this.#digest.bytes + chunk.byteLength > (total ?? MAX_BYTES))
        throw new SourceFailure('refused', 'more came than belongs to the file');
      let written = 0;
      while (written < chunk.byteLength) {
        const { bytesWritten } = await handle.write(
          chunk,
          written,
          chunk.byteLength - written,
          this.#digest.bytes + written,
        );
        written += bytesWritten;
      }
      this.#digest.update(chunk);
      onBytes(total);
    }
    if (total !== null && this.#digest.bytes < total)
      throw new SourceFailure(
        'offline',
        `the connection ended after ${this.#digest.bytes} of ${total} bytes`,
      );
  }
}

/** One try with one address. */
async function attempt(url: string, order: DownloadOrder, file: PartFile, run: DownloadRun): Promise<void> {
  const connection = new AbortController();
  let isStalled = false;
  let timer: NodeJS.Timeout | undefined;
  const expectLife = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      isStalled = true;
      connection.abort();
    }, run.patience.stallMs);
  };
  const { host } = new URL(url);
  const validator = await file.resume(url);
  const { bytes: already } = file.digest;
  run.onBytes(already, order.bytes);
  if (order.bytes !== null && already === order.bytes) return;
  try {
    expectLife();
    const signal = AbortSignal.any([run.signal, connection.signal]);
    const answer = await openSource(url, already, validator, signal);
    if (order.bytes !== null && answer.totalBytes !== null && answer.totalBytes !== order.bytes)
      throw new SourceFailure(
        'refused',
        `${host} has a file of ${answer.totalBytes} bytes instead of ${order.bytes}`,
      );
    await file.receive(url, answer, (totalBytes) => {
      expectLife();
      run.onBytes(file.digest.bytes, totalBytes);
    });
  } catch (thrown) {
    if (run.signal.aborted) throw cancelled();
    if (isStalled) throw new SourceFailure('offline', `${host} has stopped sending`);
    if (thrown instanceof SourceFailure || thrown instanceof KotohogiError) throw thrown;
    const onDisk = diskError(thrown, order.part);
    throw onDisk === thrown && isOfConnection(thrown) ? connectionFailure(host, thrown) : onDisk;
  } finally {
    clearTimeout(timer);
    // Whatever is still coming is not wanted.
    connection.abort();
  }
}

/** A body that breaks off ends in a TypeError of fetch ("terminated") with the cause inside. */
const isOfConnection = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  (thrown instanceof TypeError || /SOCKET|RESET|UND_ERR/.test(codeOf(thrown.cause ?? thrown)));

const codeOf = (thrown: unknown): string =>
  thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';

/** Tries one address until it gives the file or there is no sense in going on. @returns why not; null when it did */
async function tryAddress(
  url: string,
  order: DownloadOrder,
  file: PartFile,
  run: DownloadRun,
): Promise<SourceFailure | null> {
  let inVain = 0;
  let hasReceived = false;
  for (;;) {
    const before = file.digest.bytes;
    try {
      await attempt(url, order, file, run);
      return null;
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown;
      if (thrown.kind === 'refused') return thrown;
      if (thrown.kind === 'stale') await file.clear();
      const isProgress = thrown.kind !== 'stale' && file.digest.bytes > before;
      hasReceived ||= isProgress;
      inVain = isProgress ? 0 : inVain + 1;
      // Whoever is offline should hear so soon.
      const isUnreached = thrown.kind === 'offline' && !hasReceived;
      if (inVain >= Math.min(run.patience.attempts, isUnreached ? UNREACHED_ATTEMPTS : Infinity))
        return thrown;
      const pauseMs = Math.max(run.patience.backOffMs * 2 ** Math.max(0, inVain - 1), thrown.retryAfterMs);
      await wait(pauseMs, undefined, { signal: run.signal }).catch(() => {
        throw cancelled();
      });
    }
  }
}

/**
 * Downloads a file. What was received stays in the part file when it is cancelled or fails, and is used the next time.
 * @returns where it came from, and the hash of what lies in the part file now
 * @throws DownloadFailure when no address gave it; KotohogiError `cancelled`, `model-disk-full`, `model-folder`
 */
export async function download(order: DownloadOrder, run: DownloadRun): Promise<Downloaded> {
  const file = new PartFile(order);
  const failures: SourceFailure[] = [];
  for (const url of order.urls) {
    const failure = await tryAddress(url, order, file, run);
    if (!failure) return { url, digest: file.digest };
    failures.push(failure);
  }
  throw new DownloadFailure(failures);
}

/** The few bytes of a side file (a checksum, settings); null when they cannot be had, or are too many. */
export async function fetchSideFile(url: string, maxBytes: number, run: DownloadRun): Promise<Buffer | null> {
  const signal = AbortSignal.any([run.signal, AbortSignal.timeout(run.patience.stallMs)]);
  try {
    const { body } = await openSource(url, 0, null, signal);
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of body) {
      bytes += piece.byteLength;
      if (bytes > maxBytes) return null;
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch {
    if (run.signal.aborted) throw cancelled();
    return null;
  }
}
