import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { cancelledError, KotohogiError, missingError, throwIfCancelled } from '../../../shared/errors.ts';

/** How long a child may take to end by itself after a polite signal. */
const KILL_GRACE_MS = 1_500;
const DEFAULT_STDERR_BYTES = 16 * 1024;

/** A program of its own that is run as a process. */
export interface Program {
  /** As people call it. */
  readonly name: string;
  readonly path: string;
  /** What is thrown when it cannot be started at all. */
  missing(cause: unknown): Error;
}

export interface RunProgramOptions {
  readonly signal: AbortSignal;
  /** The run is ended when it has not finished after this time. */
  readonly deadlineSec?: number;
  /**
   * The run is ended when the program neither takes what is written to it nor, once its input has ended, says anything
   * or ends, for so long. Time in which nothing is asked of it does not count.
   */
  readonly stallSec?: number;
  /** Writes to the child's standard input; the pipe is ended when the promise resolves. Without it stdin is closed. */
  readonly stdin?: (pipe: Writable) => Promise<void>;
  /** Told the process id once the program runs, for whoever measures it. */
  readonly onStart?: (pid: number) => void;
  /** Receives standard output piece by piece; throwing ends the run with that error. Without it stdout is collected. */
  readonly onStdout?: (chunk: Buffer) => void;
  /** Reads standard output at its own pace: the program waits. Throwing ends the run with that error. */
  readonly stdout?: (pipe: Readable) => Promise<void>;
  /** More memory than this ends the run, on systems that tell how much a process holds (Linux). */
  readonly maxMemoryBytes?: number;
  /** More standard output than this ends the run; not with `stdout`. */
  readonly maxStdoutBytes?: number;
  /** How much of the end of standard error is kept. */
  readonly maxStderrBytes?: number;
}

export interface ProgramResult {
  /** null: it was ended by a signal. */
  readonly exitCode: number | null;
  /** Standard output, empty when `onStdout` or `stdout` took it. */
  readonly stdout: Buffer;
  /** The end of standard error. */
  readonly stderrTail: string;
}

/**
 * Runs a program without a shell and waits until the process and its pipes have closed.
 * @throws `cancelled` on abort; what `missing` says when it does not start; `defect` on the deadline or the output
 *   limit; `missing` on the limit of its memory; whatever `onStdout`, `stdout` or `stdin` throws
 */
export async function runProgram(
  program: Program,
  args: readonly string[],
  options: RunProgramOptions,
): Promise<ProgramResult> {
  throwIfCancelled(options.signal);
  const child = spawn(program.path, args, {
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
  const { deadlineSec } = options;
  const deadlineTimer =
    deadlineSec === undefined
      ? undefined
      : setTimeout(() => stop(deadlineError(program.name, deadlineSec)), deadlineSec * 1000);

  const stalled = watchForStall(child, program.name, options.stallSec, stop);
  const grown = watchMemory(child.pid, program.name, options.maxMemoryBytes, stop);

  try {
    const read = readStdout(child, options, stop);
    const collected = options.stdout ? [] : collectStdout(program.name, child.stdout, options, stop);
    const stderr = keepTail(child.stderr, options.maxStderrBytes ?? DEFAULT_STDERR_BYTES);
    const fed = feedStdin(child, options, stop);
    const exitCode = await closed(child, program);
    await read;
    if (failure !== undefined) throw toError(failure);
    if (exitCode === 0) await fed;
    return { exitCode, stdout: Buffer.concat(collected), stderrTail: stderr() };
  } finally {
    clearTimeout(killTimer);
    clearTimeout(deadlineTimer);
    stalled.end();
    grown.end();
    options.signal.removeEventListener('abort', onAbort);
  }
}

async function closed(child: ChildProcess, program: Program): Promise<number | null> {
  return await new Promise((resolve, reject) => {
    child.once('error', (cause) => {
      // 'close' does not follow when the program could not be started at all.
      if (child.pid === undefined) reject(program.missing(cause));
    });
    child.once('close', (code) => resolve(code));
  });
}

function collectStdout(
  name: string,
  stdout: Readable | null,
  options: RunProgramOptions,
  stop: (reason: unknown) => void,
): readonly Buffer[] {
  const kept: Buffer[] = [];
  let bytes = 0;
  stdout?.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (options.maxStdoutBytes !== undefined && bytes > options.maxStdoutBytes) {
      stop(new Error(`${name} wrote more than ${options.maxStdoutBytes} bytes.`));
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

async function readStdout(
  child: ChildProcess,
  options: RunProgramOptions,
  stop: (reason: unknown) => void,
): Promise<void> {
  if (!options.stdout || !child.stdout) return;
  try {
    await options.stdout(child.stdout);
  } catch (thrown) {
    stop(thrown);
  }
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
  options: RunProgramOptions,
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

/** How often a program is looked at for a standstill. */
const STALL_LOOK_MS = 500;

/** Ends a program that no longer does anything. */
function watchForStall(
  child: ChildProcess,
  name: string,
  stallSec: number | undefined,
  stop: (reason: unknown) => void,
): { end(): void } {
  if (stallSec === undefined) return { end: () => undefined };
  const { stdin, stdout } = child;
  // Looks are counted, not time: a computer that slept, and a clock that was set, are no standstill.
  let quietLooks = 0;
  let waiting = -1;
  const moved = (): void => {
    quietLooks = 0;
  };
  stdout?.on('data', moved);
  const timer = setInterval(() => {
    const unread = stdin?.writableLength ?? 0;
    const isAsked = unread > 0 || !stdin || stdin.writableEnded;
    if (!isAsked || unread !== waiting) moved();
    waiting = unread;
    quietLooks += 1;
    if (quietLooks * STALL_LOOK_MS > stallSec * 1000) stop(stallError(name, stallSec));
  }, STALL_LOOK_MS);
  return { end: () => clearInterval(timer) };
}

/** How often a program is asked how much memory it holds. */
const MEMORY_LOOK_MS = 500;

/** Ends a program that holds more memory than it was given; where the system does not tell, nothing is watched. */
function watchMemory(
  pid: number | undefined,
  name: string,
  maxBytes: number | undefined,
  stop: (reason: unknown) => void,
): { end(): void } {
  if (pid === undefined || maxBytes === undefined || process.platform !== 'linux')
    return { end: () => undefined };
  const look = async (): Promise<void> => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const kilobytes = Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0);
    if (kilobytes * 1024 > maxBytes) stop(memoryError(name, maxBytes));
  };
  const timer = setInterval(() => void look(), MEMORY_LOOK_MS);
  return { end: () => clearInterval(timer) };
}

function memoryError(name: string, maxBytes: number): KotohogiError {
  return missingError(
    `${name}-memory`,
    `${name} needed more than ${Math.round(maxBytes / 2 ** 20)} MiB of memory and was ended.`,
    'Use a smaller file or a smaller size; if the file is small, it may be damaged.',
  );
}

const toError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

function stallError(name: string, stallSec: number): KotohogiError {
  return new KotohogiError(
    'defect',
    `${name}-stalled`,
    `${name} has done nothing for ${stallSec} seconds and was ended.`,
    'Try again when the computer is less busy; if it stays, report it with the output of "kotohogi doctor --json".',
  );
}

function deadlineError(name: string, deadlineSec: number): KotohogiError {
  return new KotohogiError(
    'defect',
    `${name}-deadline`,
    `${name} did not finish within ${deadlineSec} seconds.`,
    'Try again when the computer is less busy; if it stays, report it with the output of "kotohogi doctor --json".',
  );
}
