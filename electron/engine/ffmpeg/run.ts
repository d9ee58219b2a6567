import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { cancelledError, KotohogiError, missingError, throwIfCancelled } from '../../../shared/errors.ts';

/** How long a child may take to end by itself after a polite signal. */
const KILL_GRACE_MS = 1_500;
const DEFAULT_STDERR_BYTES = 16 * 1024;

export interface RunFfmpegOptions {
  readonly ffmpegPath: string;
  readonly signal: AbortSignal;
  /** The run is ended when it has not finished after this time. */
  readonly deadlineSec?: number;
  /** Writes to the child's standard input; the pipe is ended when the promise resolves. Without it stdin is closed. */
  readonly stdin?: (pipe: Writable) => Promise<void>;
  /** Told the process id once ffmpeg runs, for whoever measures it. */
  readonly onStart?: (pid: number) => void;
  /** Receives standard output piece by piece; throwing ends the run with that error. Without it stdout is collected. */
  readonly onStdout?: (chunk: Buffer) => void;
  /** More standard output than this ends the run. */
  readonly maxStdoutBytes?: number;
  /** How much of the end of standard error is kept. */
  readonly maxStderrBytes?: number;
}

export interface FfmpegResult {
  /** Standard output, empty when `onStdout` took it. */
  readonly stdout: Buffer;
  /** The last lines of standard error: with `-loglevel error`, what went wrong without ending the run. */
  readonly stderrTail: string;
}

/** ffmpeg ended with a failure of its own. The caller knows whether the input or the program is to blame. */
export class FfmpegExitError extends Error {
  override readonly name = 'FfmpegExitError';
  readonly exitCode: number | null;
  readonly stderrTail: string;
  readonly args: readonly string[];

  constructor(exitCode: number | null, stderrTail: string, args: readonly string[]) {
    const lastLine = stderrTail.trim().split('\n').at(-1) ?? '';
    super(
      `ffmpeg ended with ${exitCode === null ? 'a signal' : `code ${exitCode}`}: ${lastLine || 'no message'}`,
    );
    this.exitCode = exitCode;
    this.stderrTail = stderrTail;
    this.args = args;
  }
}

/**
 * Arguments that name a local input file. The `file:` prefix and the absolute path keep a leading "-" or a ":" in the
 * name from being read as an option or a protocol; the whitelist keeps a crafted file (playlists, references) from
 * reaching anything but local files.
 */
export function inputFileArgs(file: string, before: readonly string[] = []): string[] {
  return [...before, '-protocol_whitelist', 'file,pipe', '-i', fileUrl(file)];
}

/** A local path as an ffmpeg URL; ffmpeg takes everything after the prefix as it is. */
export function fileUrl(file: string): string {
  return `file:${path.resolve(file)}`;
}

/**
 * Runs ffmpeg without a shell and waits until the process and its pipes have closed.
 * @param args everything after the common options (`-nostdin -hide_banner -loglevel error`)
 * @throws `cancelled` on abort; `missing` when the program does not start; {@link FfmpegExitError} on a non-zero exit;
 *   `defect` on the deadline or the output limit; whatever `onStdout` or `stdin` throws
 */
export async function runFfmpeg(args: readonly string[], options: RunFfmpegOptions): Promise<FfmpegResult> {
  throwIfCancelled(options.signal);
  const allArgs = ['-nostdin', '-hide_banner', '-loglevel', 'error', ...args];
  const child = spawn(options.ffmpegPath, allArgs, {
    stdio: [options.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });

  if (child.pid !== undefined) options.onStart?.(child.pid);

  let failure: unknown;
  let killTimer: NodeJS.Timeout | undefined;
  const stop = (reason: unknown): void => {
    if (failure !== undefined) return;
    failure = reason;
    child.kill('SIGTERM');
    killTimer = setTimeout(() => child.kill('SIGKILL'), KILL_GRACE_MS);
    child.stdin?.destroy();
    child.stdout?.destroy();
  };
  const onAbort = (): void => stop(cancelledError());
  options.signal.addEventListener('abort', onAbort, { once: true });
  const deadlineTimer =
    options.deadlineSec === undefined
      ? undefined
      : setTimeout(() => stop(deadlineError(options.deadlineSec ?? 0)), options.deadlineSec * 1000);

  try {
    const collected = collectStdout(child.stdout, options, stop);
    const stderr = keepTail(child.stderr, options.maxStderrBytes ?? DEFAULT_STDERR_BYTES);
    const fed = feedStdin(child, options, stop);
    const exitCode = await closed(child, options.ffmpegPath);
    if (failure !== undefined) throw toError(failure);
    if (exitCode !== 0) throw new FfmpegExitError(exitCode, stderr(), allArgs);
    await fed;
    return { stdout: Buffer.concat(collected), stderrTail: stderr() };
  } finally {
    clearTimeout(killTimer);
    clearTimeout(deadlineTimer);
    options.signal.removeEventListener('abort', onAbort);
  }
}

async function closed(child: ChildProcess, ffmpegPath: string): Promise<number | null> {
  return await new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      // 'close' does not follow when the program could not be started at all.
      if (child.pid === undefined) {
        reject(
          missingError(
            'ffmpeg-missing',
            `ffmpeg could not be started from "${ffmpegPath}".`,
            'Run "kotohogi doctor" to see which ffmpeg is found and how to get one.',
            cause,
          ),
        );
      }
    });
    child.once('close', (code) => resolve(code));
  });
}

function collectStdout(
  stdout: Readable | null,
  options: RunFfmpegOptions,
  stop: (reason: unknown) => void,
): readonly Buffer[] {
  const kept: Buffer[] = [];
  let bytes = 0;
  stdout?.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (options.maxStdoutBytes !== undefined && bytes > options.maxStdoutBytes) {
      stop(new Error(`ffmpeg wrote more than ${options.maxStdoutBytes} bytes.`));
      return;
    }
    if (!options.onStdout) {
      kept.push(chunk);
      return;
    }
    try {
      options.onStdout(chunk);
    } catch (thrown) {
      stop(thrown);
    }
  });
  return kept;
}

/** Keeps the end of a stream; returns a function that reads it. */
function keepTail(stream: Readable | null, maxBytes: number): () => string {
  let tail = Buffer.alloc(0);
  stream?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]);
    if (tail.length > maxBytes) tail = tail.subarray(tail.length - maxBytes);
  });
  return () => tail.toString('utf8').trim();
}

async function feedStdin(
  child: ChildProcess,
  options: RunFfmpegOptions,
  stop: (reason: unknown) => void,
): Promise<void> {
  const pipe = child.stdin;
  if (!options.stdin || !pipe) return;
  // A child that ends early closes the pipe under the writer: its exit code tells the reason, not EPIPE.
  pipe.on('error', () => undefined);
  try {
    await options.stdin(pipe);
    pipe.end();
  } catch (thrown) {
    stop(thrown);
  }
}

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

function deadlineError(deadlineSec: number): KotohogiError {
  return new KotohogiError(
    'defect',
    'ffmpeg-deadline',
    `ffmpeg did not finish within ${deadlineSec} seconds.`,
    'Try again when the computer is less busy; if it stays, report it with the output of "kotohogi doctor --json".',
  );
}
