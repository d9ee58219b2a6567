import { version } from '../../../package.json';
import { EXIT_CODES, toErrorReport, usageError } from '../../../shared/errors.ts';
import type { DiagnosticLog } from '../diagnostics/diagnosticLog.ts';
import { analyze } from './analyze.ts';
import { batch } from './batch.ts';
import { bench } from './bench.ts';
import { compare } from './compare.ts';
import { did } from './did.ts';
import { doctor } from './doctor.ts';
import { overview, verbHelp } from './help.ts';
import { COMMON_OPTIONS, isSet, parseWords } from './options.ts';
import { models } from './models.ts';
import { photo } from './photo.ts';
import { presets } from './presets.ts';
import { project } from './project.ts';
import { prosody } from './prosody.ts';
import { render } from './render.ts';
import { worker } from './worker.ts';
import { speak } from './speak.ts';
import { printJson, type Terminal } from './terminal.ts';
import type { Verb, VerbContext } from './verb.ts';

export const VERBS: readonly Verb[] = [
  render,
  photo,
  speak,
  analyze,
  prosody,
  presets,
  compare,
  batch,
  worker,
  project,
  did,
  models,
  doctor,
  bench,
];

function findVerb(name: string): Verb {
  const verb = VERBS.find((candidate) => candidate.name === name);
  if (verb) return verb;
  throw usageError(
    'unknown-verb',
    `There is no verb "${name}".`,
    `Verbs: ${VERBS.map((candidate) => candidate.name).join(', ')}. "kotohogi help" says more.`,
  );
}

async function dispatch(
  words: readonly string[],
  { terminal, signal, diagnostics }: Omit<VerbContext, 'words'>,
): Promise<number> {
  const [first, ...rest] = words;
  if (
    first === undefined ||
    first === '--help' ||
    first === '-h' ||
    (first === 'help' && rest[0] === undefined)
  ) {
    terminal.out(overview(VERBS, version));
    return 0;
  }
  if (first === '--version' || first === '-v') {
    terminal.out(`${version}\n`);
    return 0;
  }
  const verb = findVerb(first === 'help' ? (rest[0] ?? '') : first);
  if (first === 'help') {
    terminal.out(verbHelp(verb));
    return 0;
  }
  const specs = { ...verb.options, ...COMMON_OPTIONS };
  const { values, words: given } = parseWords(verb.name, rest, specs, verb.words?.max ?? 0);
  if (isSet(values, 'help')) {
    terminal.out(verbHelp(verb));
    return 0;
  }
  const startedMs = performance.now();
  // Options are named, what was put behind them is not: it may be a text or a file.
  diagnostics?.info('cli.asked', { verb: verb.name, options: Object.keys(values), version });
  const context = { terminal, signal, words: given, ...(diagnostics ? { diagnostics } : {}) };
  const code = await verb.run(values, context);
  diagnostics?.info('cli.done', { verb: verb.name, code, ms: Math.round(performance.now() - startedMs) });
  return code;
}

/**
 * The command line: runs one verb and says what went wrong in words.
 * @param words what stands behind the program's name
 * @param diagnostics where it is written down what was done; nowhere without it
 * @returns the exit code
 */
export async function main(
  words: readonly string[],
  terminal: Terminal,
  signal: AbortSignal,
  diagnostics?: DiagnosticLog,
): Promise<number> {
  try {
    return await dispatch(words, { terminal, signal, ...(diagnostics ? { diagnostics } : {}) });
  } catch (thrown) {
    const report = toErrorReport(thrown);
    diagnostics?.error('cli.failed', thrown, { exitCode: EXIT_CODES[report.kind] });
    if (words.includes('--json')) printJson({ ...terminal, out: (text) => terminal.err(text) }, report);
    else terminal.err(`${report.message}\n${report.hint}\n`);
    if (report.kind === 'defect' && words.includes('--verbose') && thrown instanceof Error)
      terminal.err(`${thrown.stack ?? ''}\n`);
    return EXIT_CODES[report.kind];
  }
}
