/** Rows of a guest list by what their columns are called: one video each. */
import { recogniseColumns } from '../../../shared/batch/columns.ts';
import { rowOf, type BatchRow } from '../../../shared/batch/rows.ts';
import { inputError } from '../../../shared/errors.ts';
import { decodeList, parseList } from './readList.ts';

/**
 * Reads a list whose headings say what stands where.
 * @param list its bytes, or its text
 * @param file its name, for the sentences
 * @throws KotohogiError kind `input`: `batch-csv`, `batch-empty`, `batch-no-name`
 */
export function readRows(list: string | Uint8Array, file: string): readonly BatchRow[] {
  const { headings, rows } = parseList(typeof list === 'string' ? list : decodeList(list).text, file);
  const mapping = recogniseColumns(headings);
  const names = headings.map((heading) => heading.toLowerCase());
  const isAmbiguous = new Set(names).size < names.length;
  if (mapping.name === undefined || isAmbiguous)
    throw inputError(
      'batch-no-name',
      `The list "${file}" ${isAmbiguous ? 'has two columns of the same name' : 'has no column "name"'}.`,
      'The first row names the columns, each once: name, and what differs, for example text, photo, voice, preset.',
    );
  return rows.map((row) => rowOf(headings, mapping, row));
}
