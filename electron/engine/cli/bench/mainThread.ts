/** How long the thread that serves windows is kept waiting while a video is made beside it. */
import { once } from 'node:events';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';

/** The monitor looks this often; what it measures beyond that is lag. */
const RESOLUTION_MS = 1;
const NS_PER_MS = 1e6;

export interface LagParts {
  readonly photoPath: string;
  readonly voicePath: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/**
 * Makes a video in a worker thread, as the app does, with nothing else to do here.
 * @returns the 99th percentile of the lag of this thread's event loop, ms
 */
export async function benchMainThread({ photoPath, voicePath, folder, signal }: LagParts): Promise<number> {
  const words = ['render', '--photo', photoPath, '--voice', voicePath, '--lipsync', 'builtin'];
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  const worker = new Worker(process.argv[1], {
    argv: [...words, '--out', path.join(folder, 'lag.mp4'), '--progress', 'none'],
    env: { ...process.env, KOTOHOGI_HOME: path.join(folder, 'home-lag') },
    stdout: true,
    stderr: true,
  });
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  lag.enable();
  try {
    const [code] = (await once(worker, 'exit')) as [number];
    lag.disable();
    if (code !== 0) throw new Error(`The render beside the main thread ended with ${code}.`);
    return Math.max(0, lag.percentile(99) / NS_PER_MS - RESOLUTION_MS);
  } finally {
    lag.disable();
    signal.removeEventListener('abort', stop);
  }
}
