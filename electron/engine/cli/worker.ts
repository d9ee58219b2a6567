import { jobsFrom, JOBS_OPTION, QUEUE_OPTION } from './batchOptions.ts';
import { engineRun } from './engineRun.ts';
import { numberOption, required, type OptionSpecs, type OptionValues } from './options.ts';
import type { Verb, VerbContext } from './verb.ts';
import { localMaker } from './videoTools.ts';

const OPTIONS: OptionSpecs = {
  queue: QUEUE_OPTION,
  jobs: JOBS_OPTION,
  lock: {
    type: 'string',
    value: 'SEC',
    help: 'how long a worker that is no longer heard of keeps its video from the others (30)',
  },
};

async function run(values: OptionValues, context: VerbContext): Promise<number> {
  const { terminal, signal } = context;
  const url = required(values, 'queue', 'worker');
  const jobs = jobsFrom(values);
  const { LOCK_SEC, startVideoWorker } = await import('../batch/redisQueue.ts');
  const lockSec = numberOption(values, 'lock', { min: 1, max: 3600 }, LOCK_SEC);
  // Ctrl-C ends the waiting, not the video under way: whoever asked for it would have to ask again.
  const working = new AbortController();
  const make = await localMaker({ ...(await engineRun(values, context)), signal: working.signal });
  const worker = await startVideoWorker({
    url,
    jobs,
    lockSec,
    make,
    onEnd: (name, problem) => terminal.err(`${name}: ${problem ?? 'done'}\n`),
  });
  terminal.err('Waiting for videos to make. Ctrl-C ends, after the one under way.\n');
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await worker.close();
  return 0;
}

export const worker: Verb = {
  name: 'worker',
  summary: 'makes videos that "kotohogi batch --queue" asks for, on any machine with the same shared folders',
  example: 'worker --queue redis://localhost:6379',
  options: OPTIONS,
  run,
};
