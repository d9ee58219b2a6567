import { create } from 'zustand';
import { DEFAULT_NAMING, rowOf, type BatchRow } from '../../shared/batch/rows.ts';
import type { BatchRole, ColumnMapping } from '../../shared/batch/columns.ts';
import type { Batch, BatchCheck, BatchList, BatchOrder, BatchRowView } from '../../shared/contract/batch.ts';
import type { MediaRef } from '../../shared/contract/media.ts';
import type { RowProblem } from '../../shared/batch/problems.ts';
import type { KotohogiError } from '../../shared/errors.ts';
import { NAME_PLACE } from '../../shared/project/namePlace.ts';
import type { ReviewFilter } from '../text/enBatch.ts';
import { captionsWishOf, sizeOf } from './exportOrder.ts';
import type { ExportSettings } from './exports.ts';
import { templateOrderOf, type ProjectDocument } from './projectDocument.ts';

/** What is wished for all rows of a list. */
export interface BatchWishes {
  /** What is said where a row has no words and no voice of its own; empty: the project's voice. */
  readonly text: string;
  readonly language: string;
  /** null: the first voice of the language. */
  readonly speaker: string | null;
  readonly speed: number;
  readonly captions: boolean;
  readonly naming: string;
  /** Videos at once; null: as fits the computer. */
  readonly atOnce: number | null;
}

/** A list that is open, and what was made of it. */
export interface OpenList {
  readonly media: MediaRef;
  readonly content: BatchList;
  readonly mapping: ColumnMapping;
}

interface BatchStore {
  readonly view: 'prepare' | 'review';
  readonly open: OpenList | null;
  readonly wishes: BatchWishes;
  /** The wishes have been changed by hand: another project does not change them. */
  readonly touched: boolean;
  /** What was found wrong; null while it is not known. */
  readonly check: BatchCheck | null;
  readonly checking: { readonly done: number; readonly total: number } | null;
  readonly starting: boolean;
  readonly problem: { readonly error: KotohogiError; readonly fileName: string | null } | null;
  /** The row that is looked at, by its row of the spreadsheet. */
  readonly line: number | null;
  readonly onlyProblems: boolean;
  readonly filter: ReviewFilter;
  readonly batch: Batch | null;
}

export const FIRST_WISHES: BatchWishes = {
  text: '',
  language: 'en',
  speaker: null,
  speed: 1,
  captions: true,
  naming: DEFAULT_NAMING,
  atOnce: null,
};

/** The screen of lists: what is prepared, and the batch that is made or reviewed. */
export const useBatch = create<BatchStore>(() => ({
  view: 'prepare',
  open: null,
  wishes: FIRST_WISHES,
  touched: false,
  check: null,
  checking: null,
  starting: false,
  problem: null,
  line: null,
  onlyProblems: false,
  filter: 'all',
  batch: null,
}));

/** Takes in news of a batch: rows that are not mentioned stay as they are. */
export function withNews(known: Batch | null, news: Batch): Batch {
  if (known?.id !== news.id) return news;
  const changed = new Map(news.rows.map((row) => [row.line, row]));
  return { ...news, rows: known.rows.map((row) => changed.get(row.line) ?? row) };
}

/** Puts the field in the place of the name that the project was begun for. */
const withNameField = (text: string, { occasion }: ProjectDocument): string =>
  occasion && occasion.name !== '' ? text.replaceAll(occasion.name, NAME_PLACE) : text;

/** The project as a template: titles, captions and the text ask for a name where the project has one. */
export const templateOf = (document: ProjectDocument): ProjectDocument => ({
  ...document,
  titles: document.titles.map((title) => ({ ...title, text: withNameField(title.text, document) })),
  captions: {
    ...document.captions,
    items: document.captions.items.map((caption) => ({
      ...caption,
      text: withNameField(caption.text, document),
    })),
  },
  spoken: document.spoken && {
    ...document.spoken,
    text: withNameField(document.spoken.text, document),
  },
});

/** What a project suggests for a list. */
export function wishesOf(document: ProjectDocument, language: string): BatchWishes {
  const { spoken } = templateOf(document);
  return spoken
    ? {
        ...FIRST_WISHES,
        text: spoken.text,
        language: spoken.language,
        speaker: spoken.speakerId,
        speed: spoken.speed,
        captions: document.captions.burnIn,
      }
    : { ...FIRST_WISHES, language };
}

/** The order of a batch; null while the project lacks a picture that its background needs. */
export function batchOrderOf(
  document: ProjectDocument,
  settings: ExportSettings,
  { media, mapping }: OpenList,
  { text, language, speaker, speed, captions, naming }: BatchWishes,
): BatchOrder | null {
  const template = templateOrderOf(templateOf(document));
  if (!template) return null;
  const { fps, quality, encoder, shortSidePx, mark, tellsOrigin } = settings;
  return {
    list: media.token,
    mapping: { ...mapping },
    template: {
      ...template,
      size: sizeOf(document.shape, shortSidePx),
      fps,
      encoding: { quality, encoder },
      mark,
      tellsOrigin,
      captions: captionsWishOf(document, settings.captions) === 'burned' ? template.captions : null,
    },
    ...{ text, language, speaker, speed, captions, naming },
  };
}

/** The row of a list, ready to be filled in. */
export function rowAt({ content, mapping }: OpenList, line: number): BatchRow | null {
  const row = content.rows.find((one) => one.line === line);
  return row ? rowOf(content.headings, mapping, row) : null;
}

/** The heading under which a role stands in the file; the role's own name where no column has it. */
export function headingOf({ content, mapping }: OpenList, role: BatchRole | null): string | null {
  const column = role === null ? undefined : mapping[role];
  return column === undefined ? role : content.headings[column];
}

export const problemsOf = (check: BatchCheck | null, line: number): readonly RowProblem[] =>
  check?.problems.find((row) => row.line === line)?.problems ?? [];

/** Whether there is something to look at: remarks, or a voice that may sound damaged. */
const CONFIDENCE_DOUBTFUL = 0.6;
const hasRemarks = ({ warnings, confidence }: BatchRowView): boolean =>
  warnings.length > 0 || (confidence !== null && confidence < CONFIDENCE_DOUBTFUL);

/** Whether a row is among those that are shown. */
export function isShown(row: BatchRowView, filter: ReviewFilter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'done':
      return row.state === 'done';
    case 'trouble':
      return row.state === 'failed' || row.state === 'refused' || row.state === 'cancelled';
    case 'remarks':
      return hasRemarks(row);
    case 'redo':
      return row.mark === 'redo';
  }
}

/** How far a batch is, with the shares of the rows that are being made. */
export function progressOf(rows: readonly BatchRowView[]): {
  readonly done: number;
  readonly total: number;
  readonly trouble: number;
  readonly again: number;
  readonly fraction: number;
} {
  const count = (want: (row: BatchRowView) => boolean): number => rows.filter(want).length;
  const done = count(({ state }) => state === 'done');
  const begun = rows.reduce((sum, { fraction }) => sum + (fraction ?? 0), 0);
  const possible = count(({ state }) => state !== 'refused');
  return {
    done,
    total: rows.length,
    trouble: count((row) => isShown(row, 'trouble')),
    again: count(
      ({ state, mark }) =>
        state === 'failed' || state === 'cancelled' || (state === 'done' && mark === 'redo'),
    ),
    fraction: possible === 0 ? 0 : Math.min(1, (done + begun) / possible),
  };
}
