/** The user's own readings: a list in the home folder, and as a table of other programs. */
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { readingSchema, readingsSchema, type ImportedReadings } from '../../shared/contract/spoken.ts';
import { inputError } from '../../shared/errors.ts';
import { READINGS_MAX, type Reading } from '../../shared/speech/readings.ts';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';

/** The engine reads the same file when it speaks. */
const FILE = 'readings.json';
const HEADER = ['word', 'reading', 'language'] as const;

/** What the parser gives when it is asked for line numbers. */
const rowsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

const sameWord = (a: Reading, b: Reading): boolean =>
  a.language === b.language &&
  a.word.normalize('NFC').toLowerCase() === b.word.normalize('NFC').toLowerCase();

export const loadReadings = async (home: string): Promise<readonly Reading[]> =>
  (await readJsonFile(path.join(home, FILE), readingsSchema)) ?? [];

export const saveReadings = (home: string, readings: readonly Reading[]): Promise<void> =>
  writeJsonFile(path.join(home, FILE), readings);

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A table that spreadsheet programs open in the right letters. */
export const readingsAsCsv = (readings: readonly Reading[]): string =>
  `\ufeff${[HEADER, ...readings.map(({ word, reading, language }) => [word, reading, language])]
    .map((row) => row.map(cell).join(','))
    .join('\r\n')}\r\n`;

/**
 * Adds the readings of a table to those that there are; the same word is read as the table says.
 * @param text three columns: word, reading, language; a first line with these names may be missing
 * @throws KotohogiError `readings-csv` when nothing in it is a reading
 */
export function withCsv(known: readonly Reading[], text: string, fileName: string): ImportedReadings {
  const unreadable = (cause?: unknown): Error =>
    inputError(
      'readings-csv',
      `There are no readings in ${fileName}.`,
      'Save a table of three columns as CSV (UTF-8): word, reading, language (en, ja, fa, ...).',
      cause,
    );
  let rows: z.infer<typeof rowsSchema>;
  try {
    const options = { bom: true, info: true, trim: true, relax_column_count: true, skip_empty_lines: true };
    rows = rowsSchema.parse(parse(text, options));
  } catch (cause) {
    throw unreadable(cause);
  }
  const readings = [...known];
  const badLines: number[] = [];
  let taken = 0;
  rows.forEach(({ record, info }, index) => {
    if (index === 0 && record.join() === HEADER.join()) return;
    const [word, reading, language] = record;
    const entry = readingSchema.safeParse({ word, reading, language: language?.toLowerCase() });
    const at = entry.success ? readings.findIndex((one) => sameWord(one, entry.data)) : -1;
    if (!entry.success || (at < 0 && readings.length >= READINGS_MAX)) {
      badLines.push(info.lines);
      return;
    }
    if (at >= 0 && readings[at].reading === entry.data.reading) return;
    taken++;
    if (at >= 0) readings[at] = entry.data;
    else readings.push(entry.data);
  });
  if (rows.length === 0 || badLines.length === rows.length) throw unreadable();
  return { readings, taken, badLines };
}
