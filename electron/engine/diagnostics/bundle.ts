/**
 * What is needed to understand a problem, as files that a person can read before they decide whether anybody else may.
 * Collecting reads from this computer and sends nothing.
 */
import { createWriteStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { version } from '../../../package.json';
import { settingsSchema } from '../../../shared/contract/settings.ts';
import { inputError } from '../../../shared/errors.ts';
import { readJson } from '../runtime/jsonFile.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import type { LogData } from './diagnosticLog.ts';
import { KEPT_FILES, logFileName } from './logFile.ts';
import { redactorFor, type Redactor } from './redact.ts';

/** A file of the bundle. All are text. */
export interface BundleFile {
  readonly name: string;
  readonly text: string;
}

export interface BundleParts {
  /** Folder of everything stateful about the user. */
  readonly home: string;
  /** What the doctor found; null where that could not be looked at. */
  readonly doctor: object | null;
  /** Facts of the render it is about; null where it is about none. */
  readonly job: LogData | null;
  /** Words that must not get into it. */
  readonly secrets?: readonly string[];
}

/** The end of the log, which is where the trouble is. */
const LOG_BYTES = 512 * 1024;

const README = `This is what Kotohogi Studio collected on your computer to explain a problem.
Nothing of it was sent to anybody. Send it on only if you want to.

Texts, names, keys and the places of your files were taken out: "..." stands for what was written,
<file 1a2b>.jpg for a file, [hidden] for a secret. Your photos, voices and videos are not in it.

doctor.json     what is installed, and what is missing
settings.json   the settings of the program
job.json        the video that did not work out: sizes, stages, times, the error
log.jsonl       what the program did last, one line each
crashes.json    when the program ended unexpectedly
`;

async function lastLines(home: string): Promise<string> {
  let text = '';
  for (let index = 0; index < KEPT_FILES && text.length < LOG_BYTES; index++)
    text = (await readFile(path.join(home, 'logs', logFileName(index)), 'utf8').catch(() => '')) + text;
  if (text.length <= LOG_BYTES) return text;
  const cut = text.slice(-LOG_BYTES);
  return cut.slice(cut.indexOf('\n') + 1);
}

/** Lines of JSON, looked through once more: another program, or an earlier version, may have written some. */
function redactLines(text: string, redactor: Redactor): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      try {
        return JSON.stringify(redactor.value(JSON.parse(line)));
      } catch {
        return JSON.stringify({ what: 'log.unreadable' });
      }
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** Only what the program knows as a setting; a model of a person's own is told as such. */
async function settingsFacts(home: string): Promise<object | null> {
  const settings = await readJson(path.join(home, 'settings.json'), settingsSchema);
  if (!settings) return null;
  const { theme, language, inference, did, engine, logLevel, models } = settings;
  return { theme, language, inference, didEnabled: did.enabled, engine, logLevel, models };
}

/** Copies of memory that the system made may hold anything: they are counted and stay where they are. */
async function crashFacts(home: string): Promise<object> {
  const folder = path.join(home, 'chromium', 'Crashpad');
  const names = await readdir(folder, { recursive: true, encoding: 'utf8' }).catch(() => []);
  const dumps = await Promise.all(
    names
      .filter((name) => name.endsWith('.dmp'))
      .map(async (name) => (await stat(path.join(folder, name)).catch(() => null))?.mtime.toISOString()),
  );
  return { memoryCopiesNotIncluded: dumps.length, at: dumps.filter((at) => at !== undefined).sort() };
}

const machineFacts = (): object => ({
  version,
  platform: `${process.platform} ${process.arch} ${os.release()}`,
  node: process.versions.node,
  electron: process.versions['electron'] ?? null,
  cores: os.availableParallelism(),
  memoryBytes: os.totalmem(),
});

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** @returns the files; those about which there is nothing to tell are left out */
export async function collectBundle({
  home,
  doctor,
  job,
  secrets = [],
}: BundleParts): Promise<readonly BundleFile[]> {
  const redactor = redactorFor(home, secrets);
  const log = redactLines(await lastLines(home), redactor);
  const settings = await settingsFacts(home);
  return [
    { name: 'README.txt', text: README },
    {
      name: 'doctor.json',
      text: json(redactor.value({ machine: machineFacts(), doctor: doctor ?? 'could not be asked' })),
    },
    ...(settings ? [{ name: 'settings.json', text: json(redactor.value(settings)) }] : []),
    ...(job ? [{ name: 'job.json', text: json(redactor.value(job)) }] : []),
    ...(log === '' ? [] : [{ name: 'log.jsonl', text: log }]),
    { name: 'crashes.json', text: json(await crashFacts(home)) },
  ];
}

/**
 * Puts files into a ZIP archive, whole or not at all.
 * @throws KotohogiError `bundle-unwritable`
 */
export async function writeBundle(target: string, files: readonly BundleFile[]): Promise<void> {
  try {
    await writeWhole(path.resolve(target), async (partial) => {
      const archive = new ZipFile();
      for (const { name, text } of files) archive.addBuffer(Buffer.from(text, 'utf8'), name);
      archive.end();
      await pipeline(archive.outputStream, createWriteStream(partial));
    });
  } catch (cause) {
    throw inputError(
      'bundle-unwritable',
      `"${target}" could not be written.`,
      'Choose a folder you may write to, with enough free space.',
      cause,
    );
  }
}
