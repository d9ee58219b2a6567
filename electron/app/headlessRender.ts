import { readFile } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { app } from 'electron';
import { renderRequestSchema, type RenderRequest } from '../../shared/contract/render.ts';
import {
  cancelledError,
  EXIT_CODES,
  toErrorReport,
  usageError,
  type ErrorReport,
} from '../../shared/errors.ts';
import type { JobRecord } from '../jobs/jobRecord.ts';
import { chooseEngineBody } from './engineBody.ts';
import { createEngine } from './engines.ts';
import type { AppPaths } from './paths.ts';
import { SettingsStore } from '../settings/settingsStore.ts';
import { createRenderQueue } from './renderJobs.ts';

/** One JSON object a line; written at once, because the process may end right after. */
const print = (value: unknown): void => {
  writeSync(1, `${JSON.stringify(value)}\n`);
};

/**
 * Renders what a JSON file asks for, by the same queue and engine as the window does, and ends the program.
 * Standard output gets `{"progress":…}` lines, then one `{"report":…}` or `{"error":…}`.
 */
export async function runHeadlessRender(requestFile: string, paths: AppPaths): Promise<void> {
  let error: ErrorReport | null = null;
  try {
    const { report, error: failed } = await renderOnce(await readRequest(requestFile), paths);
    error = failed;
    if (report) print({ report });
  } catch (thrown) {
    error = toErrorReport(thrown);
  }
  if (error) print({ error });
  app.exit(error ? EXIT_CODES[error.kind] : 0);
}

async function renderOnce(
  request: RenderRequest,
  paths: AppPaths,
): Promise<{ readonly report: JobRecord['report']; readonly error: ErrorReport | null }> {
  const { current } = await SettingsStore.load(paths.home);
  const { body, goodbye } = await chooseEngineBody(paths.home, current.engine);
  await app.whenReady();
  const engine = createEngine(paths, () => current.inference, body);
  const queue = createRenderQueue(paths, engine, () => Promise.resolve());
  const ended = new Promise<JobRecord>((resolve) => {
    queue.onChange((job) => {
      if (job.state === 'running' && job.progress) print({ progress: job.progress });
      if (job.finishedAtMs !== null) resolve(job);
    });
  });
  const { id } = queue.add(request);
  // Chromium turns the usual signals into a request to quit; the render has to put its tools down first.
  const cancel = (): void => queue.cancel(id);
  app.on('before-quit', (event) => {
    event.preventDefault();
    cancel();
  });
  process.on('SIGINT', cancel);
  process.on('SIGTERM', cancel);
  const job = await ended;
  await engine.close();
  goodbye();
  const cancelled = cancelledError().toReport();
  return { report: job.report, error: job.state === 'cancelled' ? cancelled : job.error };
}

async function readRequest(requestFile: string): Promise<RenderRequest> {
  const text = await readFile(requestFile, 'utf8').catch((cause: unknown) => {
    throw usageError(
      'request-unreadable',
      `The render request ${requestFile} cannot be read: ${String(cause)}.`,
      'Check the path.',
    );
  });
  try {
    return renderRequestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw usageError(
      'request-malformed',
      `The render request ${requestFile} is not complete: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Every field of a render request has to be there.',
    );
  }
}
