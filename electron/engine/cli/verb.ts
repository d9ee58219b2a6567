import type { DiagnosticLog } from '../diagnostics/diagnosticLog.ts';
import type { OptionSpecs, OptionValues } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What a verb is given besides its options. */
export interface VerbContext {
  readonly terminal: Terminal;
  /** Aborted by Ctrl-C or a termination signal. */
  readonly signal: AbortSignal;
  /** What is written down for the person's own use; nothing where there is none. */
  readonly diagnostics?: DiagnosticLog;
  /** What was given besides options; see {@link Verb.words}. */
  readonly words: readonly string[];
}

/** One verb of the command line. */
export interface Verb {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** How it is used most, without the program's name. */
  readonly example: string;
  /** Words that it takes besides options, as help shows them, e.g. `list|remove [id]`, and at most how many. */
  readonly words?: { readonly usage: string; readonly max: number };
  /** Its own options; the common ones are added. */
  readonly options: OptionSpecs;
  /** @returns the exit code */
  run(values: OptionValues, context: VerbContext): Promise<number>;
}
