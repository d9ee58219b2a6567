/** The same engine without a window. Started by `bin/kotohogi.mjs`. */
import { EXIT_CODES } from '../../shared/errors.ts';
import { main } from './cli/main.ts';
import { processTerminal } from './cli/terminal.ts';

const cancel = new AbortController();
for (const signalName of ['SIGINT', 'SIGTERM'] as const)
  process.on(signalName, () => {
    // Whoever asks twice does not want to wait for the batch in flight.
    if (cancel.signal.aborted) process.exit(EXIT_CODES.cancelled);
    cancel.abort();
  });

process.exitCode = await main(process.argv.slice(2), processTerminal, cancel.signal);
