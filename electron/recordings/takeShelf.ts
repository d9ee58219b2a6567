/** Where takes are kept, and the ones that are being made. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { inputError, missingError } from '../../shared/errors.ts';
import { readTake, TakeFile, type TakeFacts } from './takeFile.ts';

const PARTIAL = '.part';
/** Shorter than this it was no take, but a slip. */
const SHORTEST_SEC = 0.2;

export interface KeptTake extends TakeFacts {
  readonly path: string;
  readonly recordedAtMs: number;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `Take 2026-11-25 14.03.21.wav`: sorts by time, and tells which it is when it lies in a folder. */
function nameOf(atMs: number): string {
  const at = new Date(atMs);
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `Take ${day} ${two(at.getHours())}.${two(at.getMinutes())}.${two(at.getSeconds())}`;
}

const writeFailed = (cause: unknown): Error =>
  missingError(
    'recording-unwritable',
    'The recording could not be written to the disk.',
    'Check that there is free space. What was recorded up to then is kept.',
    cause,
  );

/** Recordings of this computer's user. A crash loses at most the last piece of one. */
export class TakeShelf {
  readonly #folder: string;
  readonly #nowMs: () => number;
  readonly #running = new Map<
    string,
    { readonly file: TakeFile; readonly partial: string; readonly atMs: number }
  >();

  /** @param folder made with the first take */
  constructor(folder: string, nowMs: () => number = Date.now) {
    this.#folder = folder;
    this.#nowMs = nowMs;
  }

  /** @throws KotohogiError `recording-unwritable` */
  async begin(sampleRateHz: number): Promise<string> {
    const id = randomUUID();
    const partial = path.join(this.#folder, `${id}${PARTIAL}`);
    try {
      await mkdir(this.#folder, { recursive: true });
      const file = await TakeFile.begin(partial, sampleRateHz);
      this.#running.set(id, { file, partial, atMs: this.#nowMs() });
    } catch (cause) {
      throw writeFailed(cause);
    }
    return id;
  }

  /** @throws KotohogiError `recording-over`; `recording-unwritable`, after which the take can still be finished */
  async append(id: string, samples: Float32Array): Promise<void> {
    const { file } = this.#find(id);
    try {
      await file.append(samples);
    } catch (cause) {
      throw writeFailed(cause);
    }
  }

  /** @throws KotohogiError `recording-too-short`, `recording-unwritable` */
  async finish(id: string): Promise<KeptTake> {
    const { file, partial, atMs } = this.#find(id);
    this.#running.delete(id);
    const target = await this.#freeName(atMs);
    let facts: TakeFacts;
    try {
      facts = await file.finish(target);
    } catch (cause) {
      throw writeFailed(cause);
    }
    if (facts.durationSec < SHORTEST_SEC) {
      await rm(target, { force: true });
      await rm(partial, { force: true });
      throw inputError(
        'recording-too-short',
        'The recording is too short.',
        'Record again, and press Stop when you have finished.',
      );
    }
    return { ...facts, path: target, recordedAtMs: atMs };
  }

  async discard(id: string): Promise<void> {
    const running = this.#running.get(id);
    if (!running) return;
    this.#running.delete(id);
    await running.file.abandon();
    await rm(running.partial, { force: true });
  }

  /** Takes that a crash has left unfinished, finished now. Those that are being made are left alone. */
  async recover(): Promise<readonly KeptTake[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const found: KeptTake[] = [];
    for (const name of names.filter((one) => one.endsWith(PARTIAL))) {
      const partial = path.join(this.#folder, name);
      if (this.#running.has(name.slice(0, -PARTIAL.length))) continue;
      const facts = await readTake(partial).catch(() => null);
      if (!facts || facts.durationSec < SHORTEST_SEC) {
        await rm(partial, { force: true });
        continue;
      }
      const { birthtimeMs, mtimeMs } = await stat(partial);
      const recordedAtMs = birthtimeMs || mtimeMs;
      const target = await this.#freeName(recordedAtMs);
      await rename(partial, target);
      found.push({ ...facts, path: target, recordedAtMs });
    }
    return found;
  }

  /** @param file a take of this shelf; anything else is left alone */
  async remove(file: string): Promise<void> {
    if (path.dirname(file) === this.#folder) await rm(file, { force: true });
  }

  #find(id: string): { readonly file: TakeFile; readonly partial: string; readonly atMs: number } {
    const running = this.#running.get(id);
    if (!running)
      throw inputError('recording-over', 'This recording is over.', 'Press Record to make another one.');
    return running;
  }

  async #freeName(atMs: number): Promise<string> {
    for (let count = 1; ; count++) {
      const name = `${nameOf(atMs)}${count === 1 ? '' : ` (${count})`}.wav`;
      const file = path.join(this.#folder, name);
      if (!(await stat(file).catch(() => null))) return file;
    }
  }
}
