import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cancelledError } from '../../../../shared/errors.ts';
import { workerUrl } from '../workerUrl.ts';
import { silenceReason } from './callLimit.ts';
import { deviceName } from './deviceFailure.ts';
import { trialRecordSchema, unavailable, type TrialRecord, type TrialRequest } from './trialRun.ts';

/** TensorRT compiles the network first. Everything else that takes this long hangs, or is of no use. */
const TIME_LIMIT_MS = 180_000;
const TENSORRT_TIME_LIMIT_MS = 600_000;
const STDERR_KEPT_CHARACTERS = 20_000;

/** A program that becomes the process of a trial (deviceTrial.ts), with the words behind it. */
export interface TrialProgram {
  readonly path: string;
  readonly words: readonly string[];
}

let trialProgram: TrialProgram = {
  path: process.execPath,
  words: [fileURLToPath(workerUrl('deviceTrial'))],
};

/**
 * Says how trials are started where that is not Node.js with the bundle of the trial: a packaged Electron refuses to be
 * Node.js. Called by who runs the engine there, before the first trial.
 */
export function useTrialProgram(program: TrialProgram): void {
  trialProgram = program;
}

/** Starts a trial; replaced in tests. @throws KotohogiError kind `cancelled` */
export type TrialStarter = (request: TrialRequest, signal: AbortSignal) => Promise<TrialRecord>;

/** The runtime says which library is missing on standard error only. */
const missingLibrary = (stderr: string): string | null =>
  /with error: (?:\S*\/)?(\S+?): cannot open shared object file/.exec(stderr)?.[1] ?? null;

/**
 * Tries a network on a device in a process of its own: a driver that crashes or hangs takes only that one down, and
 * what it did is the result.
 */
export const startTrialProcess =
  (timeLimitMs?: number): TrialStarter =>
  (request, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(cancelledError());
        return;
      }
      const { device } = request;
      const limitMs = timeLimitMs ?? (device === 'tensorrt' ? TENSORRT_TIME_LIMIT_MS : TIME_LIMIT_MS);
      const child = spawn(trialProgram.path, trialProgram.words, {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      });
      let stderr = '';
      let record: TrialRecord | null = null;
      let reason: string | null = null;
      const end = (why: string): void => {
        reason = why;
        child.kill('SIGKILL');
      };
      const timer = setTimeout(() => end(silenceReason(limitMs)), limitMs);
      const cancel = (): void => end('cancelled');
      signal.addEventListener('abort', cancel, { once: true });

      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        stderr = (stderr + text).slice(-STDERR_KEPT_CHARACTERS);
      });
      child.on('message', (message) => (record = trialRecordSchema.parse(message)));
      child.on('error', (error) => (reason ??= error.message));
      child.on('close', (status, killedBy) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        if (signal.aborted) reject(cancelledError());
        else resolve(record === null ? crashed(status, killedBy) : withLibrary(record));
      });
      child.send(request, (error) => {
        if (error) end(error.message);
      });

      const crashed = (status: number | null, killedBy: string | null): TrialRecord =>
        unavailable(
          device,
          reason ??
            `${deviceName(device)} ended the program that tried it (${killedBy ?? `status ${String(status)}`})`,
        );
      const withLibrary = (given: TrialRecord): TrialRecord => {
        const library = given.state === 'unavailable' ? missingLibrary(stderr) : null;
        return library === null ? given : { ...given, reason: `the library ${library} is missing` };
      };
    });
