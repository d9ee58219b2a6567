/** What is wrong with a row of a list, told before anything is made. */
import type { ErrorReport } from '../errors.ts';
import type { BatchRole } from './columns.ts';

export const ROW_PROBLEM_CODES = [
  'name-empty',
  'name-taken',
  'text-and-voice',
  'field-unknown',
  'photo-none',
  'words-none',
  'background-unknown',
  'preset-unknown',
  'language-unknown',
  'file',
] as const;
export type RowProblemCode = (typeof ROW_PROBLEM_CODES)[number];

export interface RowProblem {
  readonly code: RowProblemCode;
  /** What the column stands for; null: the row as a whole. */
  readonly column: BatchRole | null;
  /** What stands there, or what it is about: an unknown field, the other row. */
  readonly value: string;
  /** Of a file that cannot be used; null otherwise. */
  readonly error: ErrorReport | null;
}

export const rowProblem = (
  code: Exclude<RowProblemCode, 'file'>,
  column: BatchRole | null,
  value = '',
): RowProblem => ({ code, column, value, error: null });

/** A problem in one plain English sentence. */
export function problemSentence({ code, value, error }: RowProblem): string {
  switch (code) {
    case 'name-empty':
      return 'It has no name.';
    case 'name-taken':
      return `Its video would have the name of that of line ${value}.`;
    case 'text-and-voice':
      return 'It has a text and a voice; give one of them.';
    case 'field-unknown':
      return `The text asks for {${value}}, and the list has no such column.`;
    case 'photo-none':
      return 'It has no photo, and there is none for all.';
    case 'words-none':
      return 'It has neither a text nor a voice, and there is none for all.';
    case 'background-unknown':
      return `"${value}" is no background: write none, blur, #rrggbb, gradient:#rrggbb-#rrggbb, scene:name or a picture file.`;
    case 'preset-unknown':
      return `There is no voice preset "${value}".`;
    case 'language-unknown':
      return `"${value}" is no language: write en, ja or another code.`;
    case 'file':
      return error === null ? `"${value}" cannot be used.` : `${error.message} ${error.hint}`;
  }
}
