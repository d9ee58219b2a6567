/** Lines in a file that never grows beyond its room: the last few files of it are kept. Several processes may share it. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';

export const LOG_NAME = 'kotohogi';
/** Room of one file. */
const FILE_BYTES = 1024 * 1024;
/** Files kept, the one that is written to included. */
export const KEPT_FILES = 4;
/** Lines that may wait for a slow disk; what comes on top of them is counted and let go. */
const MOST_WAITING = 2000;
/** A disk that refuses is left alone for a while: it has other worries. */
const PATIENCE_MS = 30_000;

/** @param index 0 for the one that is written to; the higher, the older */
export const logFileName = (index: number): string =>
  index === 0 ? `${LOG_NAME}.jsonl` : `${LOG_NAME}.${index}.jsonl`;

export interface LogFile {
  /** Returns at once and never throws. */
  write(line: string): void;
  /** For the last words of a process: on the disk when it returns, or lost. */
  writeNow(line: string): void;
  /** Resolves when all that was written is on the disk, or was given up. Never rejects. */
  flush(): Promise<void>;
}

export interface LogFileParts {
  readonly folder: string;
  /** For tests: see FILE_BYTES. */
  readonly fileBytes?: number;
  /** For tests: a clock that cannot be set, in milliseconds. */
  readonly nowMs?: () => number;
}

export function openLogFile({
  folder,
  fileBytes = FILE_BYTES,
  nowMs = () => performance.now(),
}: LogFileParts): LogFile {
  const fileOf = (index: number): string => path.join(folder, logFileName(index));
  let waiting: string[] = [];
  let dropped = 0;
  let refusedAtMs = -Infinity;
  let writing: Promise<void> | null = null;

  /** Another process may do the same at the same moment: what is no longer there has been moved. */
  async function makeRoom(): Promise<void> {
    const info = await stat(fileOf(0)).catch(() => null);
    if (!info || info.size < fileBytes) return;
    for (let index = KEPT_FILES - 1; index > 0; index--)
      await rename(fileOf(index - 1), fileOf(index)).catch(() => undefined);
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      if (dropped > 0) lines.push(JSON.stringify({ what: 'log.dropped', lines: dropped }));
      dropped = 0;
      try {
        await mkdir(folder, { recursive: true });
        await makeRoom();
        await appendFile(fileOf(0), `${lines.join('\n')}\n`);
      } catch {
        refusedAtMs = nowMs();
        dropped += lines.length;
      }
    }
  }

  return {
    write(line) {
      const sinceMs = nowMs() - refusedAtMs;
      // A clock that goes backwards must not silence the log for good.
      if (waiting.length >= MOST_WAITING || (sinceMs >= 0 && sinceMs < PATIENCE_MS)) {
        dropped += 1;
        return;
      }
      waiting.push(line);
      writing ??= drain().finally(() => (writing = null));
    },
    writeNow(line) {
      try {
        mkdirSync(folder, { recursive: true });
        appendFileSync(fileOf(0), `${[...waiting, line].join('\n')}\n`);
        waiting = [];
      } catch {
        // The process has worse troubles.
      }
    },
    async flush() {
      while (writing) await writing;
    },
  };
}
