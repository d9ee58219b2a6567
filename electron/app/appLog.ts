import { app, crashReporter, type BrowserWindow } from 'electron';
import { version } from '../../package.json';
import { factsOfReport, openDiagnosticLog, type DiagnosticLog } from '../host/diagnostics.ts';
import type { JobQueue } from '../jobs/queue.ts';
import type { AppPaths } from './paths.ts';

/**
 * Opens the log of the app and writes into it how processes end. Copies of memory that the system makes of a crash stay
 * on this computer: they may hold anything, and are part of no report.
 */
export function openAppLog({ home }: Pick<AppPaths, 'home'>): DiagnosticLog {
  crashReporter.start({ uploadToServer: false });
  const log = openDiagnosticLog({ home, source: 'app' });
  log.info('app.started', {
    version,
    electron: process.versions['electron'],
    chrome: process.versions['chrome'],
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
  });
  process.on('uncaughtExceptionMonitor', (error) => log.fatal('app.crashed', error));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn('app.processGone', { type, reason, exitCode });
  });
  app.on('will-quit', () => log.info('app.quit'));
  return log;
}

/** Writes down what becomes of renders, and of the page. */
export function logWork(log: DiagnosticLog, queue: JobQueue): void {
  const states = new Map<string, string>();
  queue.onChange(({ id, state, error, report, startedAtMs, finishedAtMs }) => {
    if (states.get(id) === state) return;
    states.set(id, state);
    log.info(`job.${state}`, {
      job: id,
      ...(error ? { kind: error.kind, code: error.code } : {}),
      ...(report && state === 'done' ? factsOfReport(report) : {}),
      ...(startedAtMs !== null && finishedAtMs !== null ? { ms: finishedAtMs - startedAtMs } : {}),
    });
  });
}

export function logPage(log: DiagnosticLog, { webContents }: BrowserWindow): void {
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn('page.gone', { reason, exitCode });
  });
  webContents.on('unresponsive', () => log.warn('page.unresponsive'));
}
