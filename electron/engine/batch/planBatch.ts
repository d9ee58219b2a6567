/** What each row of a list asks for, worked out before anything is rendered. */
import path from 'node:path';
import { readBackground } from '../../../shared/backgroundText.ts';
import type { BatchRole } from '../../../shared/batch/columns.ts';
import { rowProblem, type RowProblem } from '../../../shared/batch/problems.ts';
import { DEFAULT_NAMING, fillIn, videoNameOf, type BatchRow } from '../../../shared/batch/rows.ts';
import type { Background, RenderRequest } from '../../../shared/contract/render.ts';
import { sameForAnyVoice } from '../../../shared/prosody/anyVoice.ts';

/** What all rows have in common. */
export interface BatchDefaults {
  /**
   * Everything but photo, voice and place; `photoPath` and `voicePath` may be empty where every row has its own. Captions
   * are those of the common voice.
   */
  readonly request: RenderRequest;
  /** What is said where a row has no words and no voice of its own; `{column}` is filled in. Empty: nothing. */
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  readonly speaker: string | null;
  /** 1 is the speaker's own pace. */
  readonly speed?: number | undefined;
  /** Captions of what is read aloud. */
  readonly captions: boolean;
  /** File names without their ending; `{column}` is filled in. Without it, the name. */
  readonly naming?: string;
}

/** Words that are read aloud. */
export interface PlannedText {
  readonly text: string;
  readonly language: string;
  readonly speaker: string | null;
  readonly speed?: number | undefined;
}

export interface PlannedVideo {
  readonly line: number;
  readonly name: string;
  readonly request: RenderRequest;
  /** Read aloud before the render; null: the voice is a recording. */
  readonly spoken: PlannedText | null;
  readonly captions: boolean;
}

export interface RefusedRow {
  readonly line: number;
  readonly name: string;
  readonly problems: readonly RowProblem[];
}

export interface BatchPlan {
  readonly videos: readonly PlannedVideo[];
  readonly refused: readonly RefusedRow[];
}

/** Where paths in the list begin, and where videos go. Both absolute. */
export interface BatchFolders {
  readonly list: string;
  readonly out: string;
}

const withinFolder = (background: Background, folder: string): Background =>
  background.kind === 'picture'
    ? { kind: 'picture', path: path.resolve(folder, background.path) }
    : background;

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function planRow(row: BatchRow, defaults: BatchDefaults, folders: BatchFolders): PlannedVideo | RefusedRow {
  const { request, text, speaker, speed, captions, naming = DEFAULT_NAMING } = defaults;
  const { line } = row;
  const cell = (role: BatchRole): string | null => row.roles[role] || null;
  const name = cell('name') ?? '';
  const problems: RowProblem[] = [];
  const fill = (template: string, column: BatchRole | null): string => {
    const filled = fillIn(template, row);
    for (const field of filled.unknown) problems.push(rowProblem('field-unknown', column, field));
    return filled.text;
  };
  if (name === '') problems.push(rowProblem('name-empty', 'name'));
  const [voice, ownWords] = [cell('voice'), cell('text')];
  if (voice !== null && ownWords !== null) problems.push(rowProblem('text-and-voice', 'text'));
  const words = fill(ownWords ?? (voice === null ? text : ''), 'text').trim();
  const photo = cell('photo');
  const photoPath = photo === null ? request.photoPath : path.resolve(folders.list, photo);
  const voicePath = voice === null ? request.voicePath : path.resolve(folders.list, voice);
  if (photoPath === '') problems.push(rowProblem('photo-none', 'photo'));
  if (voicePath === '' && words === '') problems.push(rowProblem('words-none', 'text'));
  const backgroundText = cell('background');
  const background = backgroundText === null ? null : readBackground(backgroundText);
  if (backgroundText !== null && background?.kind === 'refused')
    problems.push(rowProblem('background-unknown', 'background', backgroundText));
  const language = cell('language') ?? defaults.language;
  if (!isLanguage(language)) problems.push(rowProblem('language-unknown', 'language', language));
  const ownVoice = voice !== null || words !== '';
  const titles = request.titles.map((title) => ({ ...title, text: fill(title.text, null) }));
  const commonCaptions = ownVoice
    ? null
    : (request.captions?.map((one) => ({ ...one, text: fill(one.text, null) })) ?? null);
  const videoName = videoNameOf(naming, row);
  for (const field of fillIn(naming, row).unknown) problems.push(rowProblem('field-unknown', null, field));
  if (problems.length > 0) return { line, name, problems: unique(problems) };
  return {
    line,
    name,
    request: {
      ...request,
      photoPath,
      voicePath,
      outPath: path.join(folders.out, videoName),
      titles,
      captions: commonCaptions,
      // What an edit or the brush says of one voice or photo does not fit another.
      ...(ownVoice ? { prosody: request.prosody && sameForAnyVoice(request.prosody) } : {}),
      ...(photo === null || request.photoPath === ''
        ? {}
        : { faceIndex: 0, personIndex: null, matteTouchUp: null }),
      ...(background === null || background.kind === 'refused'
        ? {}
        : { background: withinFolder(background, folders.list) }),
      // A preset of the row's own stands for the whole of the project's edit.
      ...(cell('preset') === null ? {} : { preset: cell('preset'), prosody: null }),
    },
    spoken:
      words === ''
        ? null
        : {
            text: words,
            language,
            speaker: cell('speaker') ?? speaker,
            ...(speed === undefined ? {} : { speed }),
          },
    captions,
  };
}

const unique = (problems: readonly RowProblem[]): readonly RowProblem[] =>
  problems.filter(
    ({ code, value }, i) => problems.findIndex((one) => one.code === code && one.value === value) === i,
  );

/** Plans a video per row. Rows that cannot be made are told apart and do not stop the others. */
export function planBatch(
  rows: readonly BatchRow[],
  defaults: BatchDefaults,
  folders: BatchFolders,
): BatchPlan {
  const videos: PlannedVideo[] = [];
  const refused: RefusedRow[] = [];
  const taken = new Map<string, number>();
  for (const row of rows) {
    const planned = planRow(row, defaults, folders);
    if ('problems' in planned) {
      refused.push(planned);
      continue;
    }
    // File systems that do not tell capitals apart would put one video over the other.
    const key = planned.request.outPath.toLowerCase();
    const earlier = taken.get(key);
    if (earlier === undefined) {
      taken.set(key, row.line);
      videos.push(planned);
    } else
      refused.push({
        line: row.line,
        name: planned.name,
        problems: [rowProblem('name-taken', 'name', String(earlier))],
      });
  }
  return { videos, refused };
}
