import { setTimeout as wait } from 'node:timers/promises';
import { EXIT_CODES } from '../../../shared/errors.ts';
import { openDiagnosticLog } from '../diagnostics/diagnosticLog.ts';
import { homeOfUser } from '../folders.ts';
import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

const LOG_PATIENCE_MS = 1000;

/**
 * The command line of this process: its terminal, and the signals by which a person ends it.
 * @param words what stands behind the program's name
 * @returns the exit code
 */
export async function runWithSignals(words: readonly string[]): Promise<number> {
  const cancel = new AbortController();
  for (const signalName of ['SIGINT', 'SIGTERM'] as const)
    process.on(signalName, () => {
      // Whoever asks twice does not want to wait for the batch in flight.
      if (cancel.signal.aborted) process.exit(EXIT_CODES.cancelled);
      cancel.abort();
    });
  // Whoever reads has gone, as in `kotohogi … | head`: nobody is left to tell anything.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      cancel.abort();
    });
  const diagnostics = openDiagnosticLog({ home: homeOfUser(), source: 'cli' });
  process.on('uncaughtExceptionMonitor', (error) => diagnostics.fatal('cli.crashed', error));
  const code = await main(words, processTerminal, cancel.signal, diagnostics);
  // A disk that does not answer is not waited for.
  await Promise.race([diagnostics.flush(), wait(LOG_PATIENCE_MS, undefined, { ref: false })]);
  return code;
}
