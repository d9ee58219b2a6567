import type { LogLevel } from '../../shared/contract/diagnosticsConstants.ts';

/** Words around reporting a problem, and around what the program writes down. */
export interface DiagnosticsWords {
  readonly open: string;
  readonly title: string;
  readonly close: string;
  readonly lead: string;
  readonly collecting: string;
  readonly files: string;
  readonly what: Readonly<Record<string, string>>;
  readonly size: (kilobytes: string) => string;
  readonly include: (name: string) => string;
  readonly textOf: (name: string) => string;
  readonly leftOut: string;
  readonly nothingLeft: string;
  readonly save: string;
  readonly saved: (name: string) => string;
  readonly reveal: string;
  readonly logLevel: string;
  readonly logLevelText: string;
  readonly logLevels: Readonly<Record<LogLevel, string>>;
}

export const enDiagnostics: DiagnosticsWords = {
  open: 'Collect what is needed to report this',
  title: 'Report a problem',
  close: 'Close',
  lead: 'These files explain what happened. Your photos, voices and videos are not among them; texts, names, keys and the places of your files have been taken out. Nothing is sent: read them, leave out what you like, save them, and send them on yourself if you want to.',
  collecting: 'Looking at the program and its log…',
  files: 'Collected files',
  what: {
    'README.txt': 'What this is',
    'doctor.json': 'What is installed, and what is missing',
    'settings.json': 'Settings of the program',
    'job.json': 'The video that did not work out',
    'log.jsonl': 'What the program did last',
    'crashes.json': 'Unexpected ends of the program',
  },
  size: (kilobytes) => `${kilobytes} KB`,
  include: (name) => `Include ${name}`,
  textOf: (name) => `Text of ${name}`,
  leftOut: 'Left out',
  nothingLeft: 'Every file is left out.',
  save: 'Save as…',
  saved: (name) => `Saved as ${name}. Nothing was sent.`,
  reveal: 'Show in folder',
  logLevel: 'Log',
  logLevelText:
    'The program writes down what it does, on this computer only, so that a problem can be explained. Texts, names and files are left out.',
  logLevels: { off: 'Nothing', errors: 'Only errors', normal: 'What happens', detailed: 'Every step' },
};
