/** Rows of a list, and what is filled in from them: the same on the screen, on the command line and in the engine. */
import { roleOfHeading, type BatchRole, type ColumnMapping } from './columns.ts';

/** One row: what stands in each column, by its heading in lower case, and by what it stands for. */
export interface BatchRow {
  /** Row of the spreadsheet, from 1; the headings are row 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly roles: Readonly<Partial<Record<BatchRole, string>>>;
}

/** A row as it stands in the file. */
export interface ListRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const fieldName = (heading: string): string => heading.trim().toLowerCase();

export function rowOf(
  headings: readonly string[],
  mapping: ColumnMapping,
  { line, cells }: ListRow,
): BatchRow {
  const roles = Object.entries(mapping).map(([role, column]) => [role, cells[column] ?? ''] as const);
  return {
    line,
    cells: Object.fromEntries(headings.map((heading, column) => [fieldName(heading), cells[column] ?? ''])),
    roles: Object.fromEntries(roles),
  };
}

/** Row of the spreadsheet, where no column is called so. */
const ROW_FIELD = 'row';

function fieldOf({ cells, roles, line }: BatchRow, field: string): string | null {
  const name = fieldName(field);
  if (Object.hasOwn(cells, name)) return cells[name];
  const role = roleOfHeading(name);
  if (role !== null && Object.hasOwn(roles, role)) return roles[role] ?? '';
  return name === ROW_FIELD ? String(line) : null;
}

/**
 * Puts the cells of a row into a text: `{name}` becomes what stands under `name`, whatever that column is called.
 * @returns the text, and the fields in it that the list does not have
 */
export function fillIn(
  template: string,
  row: BatchRow,
): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  const text = template.replaceAll(/\{([^{}\n]{1,64})\}/g, (whole, field: string) => {
    const value = fieldOf(row, field);
    if (value === null) unknown.push(field.trim());
    return value ?? whole;
  });
  return { text, unknown };
}

/** A name that every file system takes, close to the person's own. */
export function fileNameFor(name: string): string {
  const safe = name
    .normalize('NFC')
    // Signs that Windows refuses, and control characters.
    .replaceAll(/[<>:"/\\|?*\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '')
    .slice(0, 80);
  return safe === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `video ${safe}`.trim() : safe;
}

/** Names of videos are made from this unless told otherwise. */
export const DEFAULT_NAMING = '{name}';

/** The file name of a row's video. */
export const videoNameOf = (naming: string, row: BatchRow): string =>
  `${fileNameFor(fillIn(naming, row).text)}.mp4`;
