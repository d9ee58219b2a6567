/** What each row of a list asks for, worked out before anything is rendered. */
import path from 'node:path';
import type { RenderRequest } from '../../../shared/contract/render.ts';
import { fileNameFor, fillIn, type BatchRow } from './readRows.ts';

/** What all rows have in common. */
export interface BatchDefaults {
  /** Everything but photo, voice and place; `photoPath` and `voicePath` may be empty where every row has its own. */
  readonly request: RenderRequest;
  /** What is said where a row has no words and no voice of its own; `{column}` is filled in. Empty: nothing. */
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
  readonly speaker: string | null;
  readonly captions: boolean;
}

/** Words that are read aloud. */
export interface PlannedText {
  readonly text: string;
  readonly language: string;
  readonly speaker: string | null;
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
  /** Plain sentences. */
  readonly problems: readonly string[];
}

export interface BatchPlan {
  readonly videos: readonly PlannedVideo[];
  readonly refused: readonly RefusedRow[];
}

const BACKGROUND_COLOR = /^#[0-9a-fA-F]{6}$/;

function backgroundOf(cell: string, from: string): RenderRequest['background'] {
  if (cell === 'none' || cell === 'blur') return { kind: cell };
  if (BACKGROUND_COLOR.test(cell)) return { kind: 'color', color: cell };
  return { kind: 'picture', path: path.resolve(from, cell) };
}

function planRow(
  row: BatchRow,
  { request, text, language, speaker, captions }: BatchDefaults,
  folders: { readonly list: string; readonly out: string },
): PlannedVideo | RefusedRow {
  const { cells, line } = row;
  const cell = (name: string): string | null => (cells[name] ? cells[name] : null);
  const name = cells['name'];
  const problems: string[] = [];
  if (name === '') problems.push('It has no name.');
  const voice = cell('voice');
  const words = cell('text') ?? (voice === null ? text : '');
  if (voice !== null && cell('text') !== null) problems.push('It has a text and a voice; give one of them.');
  const filled = fillIn(words, row);
  for (const field of filled.unknown)
    problems.push(`The text asks for {${field}}, and the list has no such column.`);
  const photo = cell('photo');
  const photoPath = photo === null ? request.photoPath : path.resolve(folders.list, photo);
  const voicePath = voice === null ? request.voicePath : path.resolve(folders.list, voice);
  if (photoPath === '') problems.push('It has no photo, and there is none for all.');
  if (voicePath === '' && filled.text === '')
    problems.push('It has neither a text nor a voice, and there is none for all.');
  const titles = request.titles.map((title) => ({ ...title, text: fillIn(title.text, row).text }));
  const background = cell('background');
  if (problems.length > 0) return { line, name, problems };
  return {
    line,
    name,
    request: {
      ...request,
      photoPath,
      voicePath,
      outPath: path.join(folders.out, `${fileNameFor(name)}.mp4`),
      titles,
      ...(background === null ? {} : { background: backgroundOf(background, folders.list) }),
      // A preset of the row's own stands for the whole of the project's edit.
      ...(cell('preset') === null ? {} : { preset: cell('preset'), prosody: null }),
    },
    spoken:
      filled.text === ''
        ? null
        : { text: filled.text, language: cell('lang') ?? language, speaker: cell('speaker') ?? speaker },
    captions,
  };
}

/**
 * Plans a video per row. Rows that cannot be made are told apart and do not stop the others.
 * @param folders `list`: where paths in the list begin; `out`: where videos go. Both absolute
 */
export function planBatch(
  rows: readonly BatchRow[],
  defaults: BatchDefaults,
  folders: { readonly list: string; readonly out: string },
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
        problems: [`Its video would have the name of that of line ${earlier}.`],
      });
  }
  return { videos, refused };
}
