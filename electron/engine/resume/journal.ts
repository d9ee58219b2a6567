/**
 * The account of a render while it is made: what was asked for, what was chosen, which parts are finished. Whatever
 * ends the program, a later start can read it and go on. The parts themselves lie in the segment store.
 *
 * One file per render, one JSON object per line, only ever appended to: a line that was not finished is no line.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { renderRequestSchema, type RenderRequest } from '../../../shared/contract/render.ts';
import { keyOf, type KeyPart } from '../runtime/contentCache/index.ts';
import { isAbandoned, ownName, sweepAbandoned } from '../runtime/ownFiles.ts';

const FOLDER = 'renders';
/** An account that nobody came back for in this time is let go. */
const KEPT_MS = 14 * 24 * 60 * 60 * 1000;

/** What `auto` came to: a render that goes on keeps to it. */
const choicesSchema = renderRequestSchema.pick({ lipsync: true, lipsyncModel: true, device: true });
export type Choices = z.infer<typeof choicesSchema>;

const lineSchema = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('begun'),
    outPath: z.string(),
    /** SHA-256 of every file that the request names, by path. */
    inputs: z.record(z.string(), z.string()),
  }),
  z.object({ what: z.literal('chosen'), choices: choicesSchema }),
  z.object({ what: z.literal('planned'), parts: z.number().int(), known: z.number().int() }),
  z.object({ what: z.literal('made'), from: z.number().int(), to: z.number().int(), key: z.string() }),
  /** It ended with an error or was cancelled, and may be gone on with. */
  z.object({ what: z.literal('stopped'), code: z.string() }),
]);
type Line = z.infer<typeof lineSchema>;

/** `asked`: goes on, and says so where there is nothing to go on with; `quiet`: goes on where it can. */
export type ResumeWish = 'never' | 'asked' | 'quiet';

/** What a render writes down. Failing to write is no failure of the render: it could then not be gone on with. */
export interface RenderJournal {
  chosen(choices: Choices): Promise<void>;
  planned(parts: number, known: number): Promise<void>;
  made(from: number, to: number, key: string): Promise<void>;
}

/** A journal that somebody has to close. */
export interface OpenJournal extends RenderJournal {
  /** The request, with what an interrupted render had chosen where this one goes on with it. */
  readonly request: RenderRequest;
  /** Plain sentences. */
  readonly warnings: readonly string[];
  /** The video is there: nothing is left to go on with. */
  finish(): Promise<void>;
  stop(code: string): Promise<void>;
}

/** The name of a request: the same wishes, the same name. */
const nameOf = (request: RenderRequest): string =>
  keyOf({ render: JSON.parse(JSON.stringify(request)) as KeyPart }).slice(0, 32);

/** The files a request names. */
function filesOf({ photoPath, voicePath, background, music, talk }: RenderRequest): string[] {
  const picture = background.kind === 'picture' ? [background.path] : [];
  return [photoPath, voicePath, ...picture, ...(music ? [music.path] : []), ...(talk ? [talk.path] : [])];
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** A file that cannot be read has no hash; the rooms say what is wrong with it. */
async function hashInputs(request: RenderRequest): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const file of new Set(filesOf(request))) hashes[file] = await sha256Of(file).catch(() => '');
  return hashes;
}

function parseLine(text: string): Line | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** An account that was left behind. */
interface LeftJournal {
  readonly file: string;
  readonly lines: readonly Line[];
}

/** Accounts of renders that do not run any more, newest last; removes those that are too old. */
async function leftJournals(folder: string): Promise<LeftJournal[]> {
  const left: (LeftJournal & { readonly atMs: number })[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const info = await stat(file).catch(() => null);
    if (!info?.isFile()) continue;
    const text = await readFile(file, 'utf8').catch(() => '');
    const lines = text.split('\n').flatMap((line) => parseLine(line) ?? []);
    if (!isAbandoned(name) && lines.at(-1)?.what !== 'stopped') continue;
    if (Date.now() - info.mtimeMs > KEPT_MS) await rm(file, { force: true });
    else left.push({ file, lines, atMs: info.mtimeMs });
  }
  return left.sort((a, b) => a.atMs - b.atMs);
}

const linesOf = <What extends Line['what']>(
  lines: readonly Line[],
  what: What,
): Extract<Line, { what: What }>[] =>
  lines.filter((line): line is Extract<Line, { what: What }> => line.what === what);

/** Why an interrupted render cannot be gone on with as it was; null where it can. */
function changedInput(lines: readonly Line[], inputs: Readonly<Record<string, string>>): string | null {
  const [begun] = linesOf(lines, 'begun');
  return Object.keys(inputs).find((file) => begun?.inputs[file] !== inputs[file]) ?? null;
}

const outFilesOf = (left: readonly LeftJournal[]): string[] =>
  left.flatMap(({ lines }) => linesOf(lines, 'begun').map((line) => line.outPath));

/** Sweeps up in the folders of files that were being made, and in the one for temporary files. */
async function sweepBeside(outFiles: readonly string[]): Promise<void> {
  const folders = new Set(outFiles.map((file) => path.dirname(path.resolve(file))));
  for (const folder of [os.tmpdir(), ...folders]) await sweepAbandoned(folder);
}

/** Sweeps up what programs that were ended have left lying about; their accounts stay, to be gone on with. */
export async function sweepAfterEnded(home: string): Promise<void> {
  await sweepBeside(outFilesOf(await leftJournals(path.join(home, FOLDER))));
  for (const folder of ['.', 'recovery', 'recordings', 'cache'])
    await sweepAbandoned(path.join(home, folder));
}

/**
 * Opens the account of a render, and sweeps up what renders that were killed have left lying about.
 * @param resume whether to go on with the last render of this request that did not come to its end. Without that it is
 *   forgotten; its finished parts still help
 */
export async function openJournal(
  request: RenderRequest,
  { home, resume }: { readonly home: string; readonly resume: ResumeWish },
): Promise<OpenJournal> {
  const folder = path.join(home, FOLDER);
  const own = nameOf(request);
  const left = await leftJournals(folder);
  await sweepBeside([...outFilesOf(left), request.outPath]);

  const inputs = await hashInputs(request);
  const warnings: string[] = [];
  let choices: Choices | null = null;
  const earlier = left.filter(({ file }) => path.basename(file).startsWith(`${own}.`));
  if (resume !== 'never') {
    const last = earlier.at(-1);
    const changed = last ? changedInput(last.lines, inputs) : null;
    if (!last) {
      if (resume === 'asked')
        warnings.push(
          'No interrupted render of this request was found: the video was made from the beginning.',
        );
    } else if (changed !== null)
      warnings.push(
        `"${path.basename(changed)}" has changed since the render was interrupted: the video was made anew.`,
      );
    else choices = linesOf(last.lines, 'chosen').at(-1)?.choices ?? null;
  }
  for (const { file } of earlier) await rm(file, { force: true });

  const file = path.join(folder, `${own}.${ownName()}.jsonl`);
  const write = async (line: Line): Promise<void> => {
    await appendFile(file, `${JSON.stringify(line)}\n`).catch(() => undefined);
  };
  await mkdir(folder, { recursive: true }).catch(() => undefined);
  await write({ what: 'begun', outPath: request.outPath, inputs });
  if (choices) await write({ what: 'chosen', choices });
  return {
    request: choices ? { ...request, ...choices } : request,
    warnings,
    chosen: (chosen) => write({ what: 'chosen', choices: chosen }),
    planned: (parts, known) => write({ what: 'planned', parts, known }),
    made: (from, to, key) => write({ what: 'made', from, to, key }),
    stop: (code) => write({ what: 'stopped', code }),
    finish: () => rm(file, { force: true }).catch(() => undefined),
  };
}
