import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { app, shell, type BrowserWindow } from 'electron';
import type { DIAGNOSTICS_CHANNELS } from '../../../shared/contract/diagnostics.ts';
import { inputError } from '../../../shared/errors.ts';
import type { NativeText } from '../../app/nativeText.ts';
import {
  collectBundle,
  factsOfReport,
  factsOfRequest,
  writeBundle,
  type BundleFile,
  type DiagnosticLog,
  type LogData,
} from '../../host/diagnostics.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { JobRecord } from '../../jobs/jobRecord.ts';
import type { JobQueue } from '../../jobs/queue.ts';
import { chooseTarget } from '../chooseTarget.ts';
import { askWhereToSave } from '../fileDialogs.ts';
import type { CallHandlers } from '../register.ts';

export interface DiagnosticsParts {
  readonly home: string;
  readonly engine: EngineClient;
  readonly queue: JobQueue;
  readonly log: DiagnosticLog;
  /** Words that must not get into what is collected. */
  readonly secrets: () => readonly string[];
  readonly text: NativeText;
  readonly window: () => BrowserWindow | null;
}

/** What is in the dialog now. */
interface Open {
  readonly id: string;
  readonly files: readonly BundleFile[];
  savedTo: string | null;
}

const withZip = (file: string): string => (/\.zip$/i.test(file) ? file : `${file}.zip`);
/** The doctor is asked for what it knows; a machine in trouble may have no answer. */
const DOCTOR_SEC = 60;
/** Faults of the page that are written down, of one start: one that comes with every frame says it all at once. */
const MOST_FAULTS = 50;

/** A job in figures and codes. */
function factsOfJob({ request, state, error, report, progress, logTail, ...times }: JobRecord): LogData {
  return {
    state,
    request: factsOfRequest(request),
    report: report && factsOfReport(report),
    error: error && { kind: error.kind, code: error.code, message: error.message },
    stage: progress?.stage ?? null,
    log: logTail,
    createdAtMs: times.createdAtMs,
    startedAtMs: times.startedAtMs,
    finishedAtMs: times.finishedAtMs,
  };
}

export function diagnosticsHandlers({
  home,
  engine,
  queue,
  log,
  secrets,
  text,
  window,
}: DiagnosticsParts): Pick<CallHandlers, keyof typeof DIAGNOSTICS_CHANNELS> {
  let open: Open | null = null;
  let faults = 0;

  const find = (id: string): Open => {
    if (open?.id === id) return open;
    throw inputError('bundle-gone', 'What was collected is no longer there.', 'Collect it again.');
  };

  return {
    async collectDiagnostics({ jobId }) {
      const job = jobId === null ? null : factsOfJob(queue.find(jobId));
      const doctor = await engine
        .run('examine', null, { signal: AbortSignal.timeout(DOCTOR_SEC * 1000) })
        .catch(() => null);
      await log.flush();
      const files = await collectBundle({ home, doctor, job, secrets: secrets() });
      open = { id: randomUUID(), files, savedTo: null };
      return {
        id: open.id,
        files: files.map(({ name, text: content }) => ({
          name,
          bytes: Buffer.byteLength(content),
          text: content,
        })),
      };
    },
    async saveDiagnostics({ id, names }) {
      const collected = find(id);
      const { dialogs } = text.words;
      const proposal = path.join(app.getPath('documents'), 'kotohogi-problem.zip');
      const target = await chooseTarget(
        (defaultPath) =>
          askWhereToSave(window(), {
            title: dialogs.saveBundle,
            defaultPath,
            filters: [{ name: dialogs.bundleFiles, extensions: ['zip'] }],
          }),
        proposal,
        undefined,
        withZip,
      );
      if (target === null) return null;
      await writeBundle(
        target,
        collected.files.filter(({ name }) => names.includes(name)),
      );
      collected.savedTo = target;
      return path.basename(target);
    },
    revealDiagnostics({ id }) {
      const { savedTo } = find(id);
      if (savedTo !== null) shell.showItemInFolder(savedTo);
      return null;
    },
    noteFault({ message, stack }) {
      faults += 1;
      if (faults <= MOST_FAULTS) log.warn('page.fault', { message, stack });
      return null;
    },
  };
}
