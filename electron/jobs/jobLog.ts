import { appendFile, mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** Lines of a job's log that are kept in memory and shown when it fails. */
const TAIL_LINES = 40;
/** Log files kept on disk; older ones are removed. */
const KEEP_FILES = 50;

/** The log of one job: a file of its own, one line per entry, with the time. */
export class JobLog {
  readonly #filePath: string;
  readonly #redact: (line: string) => string;
  readonly #tail: string[] = [];
  #writing: Promise<void>;

  /**
   * @param folder absolute; made when absent
   * @param redact what is written down of a line; the tail, which only the window shows, is whole
   */
  constructor(folder: string, jobId: string, redact: (line: string) => string = (line) => line) {
    this.#redact = redact;
    this.#filePath = path.join(folder, `job-${jobId}.log`);
    this.#writing = mkdir(folder, { recursive: true }).then(() => undefined);
  }

  get tail(): readonly string[] {
    return this.#tail;
  }

  write(line: string): void {
    this.#tail.push(line);
    if (this.#tail.length > TAIL_LINES) this.#tail.shift();
    const entry = `${new Date().toISOString()} ${this.#redact(line)}\n`;
    // A log that cannot be written must not stop the render that it describes.
    this.#writing = this.#writing.then(() => appendFile(this.#filePath, entry)).catch(() => undefined);
  }

  /** Resolves when everything written so far is on disk. */
  flush(): Promise<void> {
    return this.#writing;
  }
}

/** Removes the oldest logs beyond those worth keeping; one that cannot be removed stays. */
export async function pruneJobLogs(folder: string): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^job-.+\.log$/.test(name));
  if (names.length <= KEEP_FILES) return;
  const aged = await Promise.all(
    names.map(async (name) => ({
      name,
      mtimeMs: (await stat(path.join(folder, name)).catch(() => null))?.mtimeMs ?? 0,
    })),
  );
  aged.sort((a, b) => b.mtimeMs - a.mtimeMs);
  await Promise.allSettled(
    aged.slice(KEEP_FILES).map(({ name }) => rm(path.join(folder, name), { force: true })),
  );
}
