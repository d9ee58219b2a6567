/** Rows of a guest list: one video each. */
import { parse } from 'csv-parse/sync';
import { inputError } from '../../../shared/errors.ts';

/** More than any party has; a guard against the wrong file. */
const ROWS_MAX = 10_000;

/** One line of the list: what stands in each column, by the column's name in lower case. */
export interface BatchRow {
  /** Line of the file, from 1; the header is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** A spreadsheet says with what it separates cells by using it in the header. */
function delimiterOf(text: string): string {
  const header = text.split(/\r?\n/, 1)[0];
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.reduce((best, other) => (other.count > best.count ? other : best)).sign;
}

/**
 * Reads a list: comma, semicolon or tab between cells, quotes as spreadsheets write them, UTF-8.
 * @param file its name, for the sentences
 * @throws KotohogiError kind `input`: `batch-csv`, `batch-empty`, `batch-no-name`
 */
export function readRows(text: string, file: string): readonly BatchRow[] {
  let records: readonly (readonly string[])[];
  try {
    records = parse(text.replace(/^\ufeff/, ''), {
      delimiter: delimiterOf(text.replace(/^\ufeff/, '')),
      relax_column_count: false,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (cause) {
    const what = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw inputError(
      'batch-csv',
      `The list "${file}" cannot be read: ${what}.`,
      'Save it as CSV (UTF-8) from the spreadsheet, with as many cells in every row as in the first.',
      cause,
    );
  }
  const [header = [], ...rows] = records;
  const names = header.map((name) => name.toLowerCase());
  if (rows.length === 0 || rows.length > ROWS_MAX)
    throw inputError(
      'batch-empty',
      rows.length === 0
        ? `The list "${file}" has no rows.`
        : `The list "${file}" has ${rows.length} rows; at most ${ROWS_MAX} are made at once.`,
      'Give a header and one row per video.',
    );
  if (!names.includes('name') || new Set(names).size < names.length)
    throw inputError(
      'batch-no-name',
      `The list "${file}" ${names.includes('name') ? 'has two columns of the same name' : 'has no column "name"'}.`,
      'The first row names the columns, each once: name, and what differs, for example text, photo, voice, preset.',
    );
  return rows.map((cells, i) => ({
    line: i + 2,
    cells: Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ''])),
  }));
}

/**
 * Puts the cells of a row into a text: `{name}` becomes what stands under `name`.
 * @returns the text, and the fields in it that the list does not have
 */
export function fillIn(
  template: string,
  { cells }: BatchRow,
): { readonly text: string; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  const text = template.replaceAll(/\{([^{}\n]{1,64})\}/g, (whole, field: string) => {
    const value = cells[field.trim().toLowerCase()];
    if (value === undefined) unknown.push(field.trim());
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
