/** Opens every file that a plan names, so that what cannot be used is told before anything is made. */
import { stat } from 'node:fs/promises';
import { rowProblem, type RowProblem } from '../../../shared/batch/problems.ts';
import { KotohogiError, toErrorReport } from '../../../shared/errors.ts';
import { findPreset, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import type { EngineContext } from '../context.ts';
import { firstPicture } from '../stages/media/firstPicture.ts';
import { decodePhoto, decodeVoice } from '../stages/media/index.ts';
import { mediaKindOf } from '../stages/media/loopKind.ts';
import type { BatchPlan, PlannedVideo, RefusedRow } from './planBatch.ts';

/** Decoding is work for processor and disk; two at a time keep both busy. */
const AT_ONCE = 2;

/** What was found out about files, by path, size and time: a list that is checked again after a change takes no time. */
export type CheckedFiles = Map<string, KotohogiError | null>;

interface WantedFile {
  readonly path: string;
  readonly kind: 'photo' | 'picture' | 'voice';
  readonly column: 'photo' | 'background' | 'voice';
}

function filesOf({ request, spoken }: PlannedVideo): readonly WantedFile[] {
  const { background } = request;
  return [
    { path: request.photoPath, kind: 'photo', column: 'photo' },
    ...(spoken ? [] : [{ path: request.voicePath, kind: 'voice', column: 'voice' } as const]),
    ...(background.kind === 'picture'
      ? [{ path: background.path, kind: 'picture', column: 'background' } as const]
      : []),
  ];
}

type Tools = Pick<EngineContext, 'signal' | 'ffmpegPath'>;

async function open({ path, kind }: WantedFile, tools: Tools): Promise<void> {
  switch (kind) {
    case 'voice':
      await decodeVoice(path, tools);
      return;
    case 'picture':
      await decodePhoto(path, tools);
      return;
    case 'photo':
      await ((await mediaKindOf(path)) === 'loop' ? firstPicture(path, tools) : decodePhoto(path, tools));
  }
}

const keyOf = async ({ path, kind }: WantedFile): Promise<string> => {
  const info = await stat(path).catch(() => null);
  return `${kind} ${path} ${info ? `${info.size} ${info.mtimeMs}` : 'missing'}`;
};

/** @returns why the file cannot be used; null: it can. @throws KotohogiError `cancelled` */
async function troubleWith(
  file: WantedFile,
  tools: Tools,
  known: CheckedFiles,
): Promise<KotohogiError | null> {
  const key = await keyOf(file);
  const before = known.get(key);
  if (before !== undefined) return before;
  const trouble = await open(file, tools).then(
    () => null,
    (error: unknown) => {
      if (error instanceof KotohogiError && error.kind === 'input') return error;
      throw error;
    },
  );
  known.set(key, trouble);
  return trouble;
}

/**
 * Checks what the rows of a plan need. Each file is opened once, however many rows want it.
 * @param presets the user's own
 * @param onProgress files looked at, of how many
 * @returns the plan without the rows that cannot be made; these are among the refused
 * @throws KotohogiError `cancelled`, kind `missing`
 */
export async function checkPlan(
  { videos, refused }: BatchPlan,
  tools: Tools,
  presets: readonly ProsodyPreset[],
  known: CheckedFiles = new Map(),
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<BatchPlan> {
  const files = new Map(
    videos.flatMap((video) => filesOf(video).map((file) => [`${file.kind} ${file.path}`, file] as const)),
  );
  const troubles = new Map<string, KotohogiError | null>();
  const waiting = [...files];
  const look = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [id, file] = next;
      troubles.set(id, await troubleWith(file, tools, known));
      onProgress(troubles.size, files.size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, look));

  const problemsOf = (video: PlannedVideo): readonly RowProblem[] => [
    ...filesOf(video).flatMap(({ path, kind, column }): readonly RowProblem[] => {
      const trouble = troubles.get(`${kind} ${path}`);
      return trouble ? [{ code: 'file', column, value: path, error: toErrorReport(trouble) }] : [];
    }),
    ...(video.request.preset !== null && !findPreset(video.request.preset, presets)
      ? [rowProblem('preset-unknown', 'preset', video.request.preset)]
      : []),
  ];
  const checked = videos.map((video) => ({ video, problems: problemsOf(video) }));
  const failing = checked.flatMap(({ video: { line, name }, problems }): readonly RefusedRow[] =>
    problems.length > 0 ? [{ line, name, problems }] : [],
  );
  return {
    videos: checked.flatMap(({ video, problems }) => (problems.length === 0 ? [video] : [])),
    refused: [...refused, ...failing].sort((a, b) => a.line - b.line),
  };
}
