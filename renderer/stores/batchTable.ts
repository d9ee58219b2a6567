import type { BatchRowView } from '../../shared/contract/batch.ts';
import { errorText } from '../text/errorText.ts';
import type { Words } from '../text/words.ts';
import { warningText } from '../text/warningText.ts';

/** A cell as spreadsheets read it. What begins like a formula is kept from being one. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows as CSV, with the line ends that Excel writes. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Everything that is remarked about a row. */
export function remarksOf(row: BatchRowView, words: Words): readonly string[] {
  const error = row.error && errorText(row.error, words);
  return [
    ...row.problems.map((problem) => words.batch.problem(problem)),
    ...(error ? [`${error.message} ${error.hint}`] : []),
    ...row.warnings.map((warning) => warningText(warning, words)),
  ];
}

/** The review of a batch as a table. */
export function reviewTable(rows: readonly BatchRowView[], words: Words): string {
  const { review } = words.batch;
  return toCsv([
    review.headings,
    ...rows.map((row) => [
      String(row.line),
      row.name,
      row.videoName ?? '',
      review.rowStates[row.state],
      row.durationSec?.toFixed(2) ?? '',
      row.state === 'done' ? (row.confidence?.toFixed(2) ?? review.notComputed) : '',
      row.parts ? review.parts(String(row.parts.known), String(row.parts.total)) : '',
      row.mark ? review.marks[row.mark] : '',
      remarksOf(row, words).join(' '),
    ]),
  ]);
}
