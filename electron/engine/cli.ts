/** The same engine without a window. Started by `bin/kotohogi.mjs`. */
import { runWithSignals } from './cli/runWithSignals.ts';

process.exitCode = await runWithSignals(process.argv.slice(2));
