import { EXIT_CODES } from '../../../shared/errors.ts';
import { main } from './main.ts';
import { processTerminal } from './terminal.ts';

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
  return await main(words, processTerminal, cancel.signal);
}
