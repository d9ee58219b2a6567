/**
 * What the program did, for the person whose computer it is and for whoever they ask for help: one JSON object per line
 * in `logs/` of the home folder. Nothing of it is ever sent by the program.
 */
import path from 'node:path';
import { z } from 'zod';
import { version } from '../../../package.json';
import { LOG_LEVELS, type LogLevel } from '../../../shared/contract/diagnosticsConstants.ts';
import { KotohogiError, toErrorReport } from '../../../shared/errors.ts';
import { readJson } from '../runtime/jsonFile.ts';
import { openLogFile, type LogFileParts } from './logFile.ts';
import { redactorFor, type Redactor } from './redact.ts';

export type LogSource = 'app' | 'engine' | 'cli';
/** Figures, codes and short words; free text is looked through before it is written. */
export type LogData = Readonly<Record<string, unknown>>;

export interface DiagnosticLog {
  /** What is of use only when somebody looks closely. */
  detail(what: string, data?: LogData): void;
  info(what: string, data?: LogData): void;
  warn(what: string, data?: LogData): void;
  /** An error: its code; of a defect the message and the stack as well. */
  error(what: string, thrown: unknown, data?: LogData): void;
  /** The last words of a process. */
  fatal(what: string, thrown: unknown): void;
  /** Resolves when what was written so far is on the disk, or was given up. */
  flush(): Promise<void>;
}

/** From which level on an entry of a kind is written. */
const RANKS = { error: 1, warn: 2, info: 2, detail: 3 } as const;
const rankOf = (level: LogLevel): number => LOG_LEVELS.indexOf(level);
/** The person's choice is read again after so long. */
const CHOICE_MS = 5000;

/** What of the settings this file needs; whatever else they hold is not looked at. */
const choiceSchema = z.object({ logLevel: z.enum(LOG_LEVELS).catch('normal').default('normal') });

export interface DiagnosticLogParts extends Pick<LogFileParts, 'fileBytes' | 'nowMs'> {
  /** Folder of everything stateful about the user. */
  readonly home: string;
  readonly source: LogSource;
  readonly redactor?: Redactor;
}

/** What is told of an error. The words for people name files and texts; the code says as much to those who help. */
export function factsOfError(thrown: unknown): LogData {
  const { kind, code } = toErrorReport(thrown);
  if (thrown instanceof KotohogiError && kind !== 'defect')
    return { kind, code, ...(thrown.cause instanceof Error ? { cause: thrown.cause.message } : {}) };
  const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? { cause: thrown.cause.stack } : {};
  return { kind, code, stack, ...cause };
}

/** Opens the log. It is a convenience: a disk that is full or may not be written to changes nothing for anybody. */
export function openDiagnosticLog({
  home,
  source,
  redactor = redactorFor(home),
  ...file
}: DiagnosticLogParts): DiagnosticLog {
  const lines = openLogFile({ folder: path.join(home, 'logs'), ...file });
  let level: LogLevel = 'normal';
  let readAtMs = -Infinity;

  const readChoice = async (): Promise<void> => {
    level = (await readJson(path.join(home, 'settings.json'), choiceSchema))?.logLevel ?? 'normal';
  };
  const firstChoice = readChoice();
  readAtMs = performance.now();

  const lineOf = (kind: keyof typeof RANKS, what: string, data: LogData): string =>
    JSON.stringify({
      at: new Date().toISOString(),
      up: Math.round(performance.now()),
      from: source,
      pid: process.pid,
      level: kind,
      what,
      ...(redactor.value(data) as object),
    });

  function write(kind: keyof typeof RANKS, what: string, data: LogData): void {
    const line = lineOf(kind, what, data);
    // Nothing is written before it is known whether the person wants it.
    void firstChoice.then(() => {
      if (RANKS[kind] <= rankOf(level)) lines.write(line);
    });
    const sinceMs = performance.now() - readAtMs;
    if (sinceMs >= 0 && sinceMs < CHOICE_MS) return;
    readAtMs = performance.now();
    void readChoice();
  }

  return {
    detail: (what, data = {}) => write('detail', what, data),
    info: (what, data = {}) => write('info', what, data),
    warn: (what, data = {}) => write('warn', what, data),
    error: (what, thrown, data = {}) => write('error', what, { ...factsOfError(thrown), ...data }),
    fatal(what, thrown) {
      if (level !== 'off') lines.writeNow(lineOf('error', what, { ...factsOfError(thrown), version }));
    },
    async flush() {
      await firstChoice;
      await Promise.resolve();
      await lines.flush();
    },
  };
}
