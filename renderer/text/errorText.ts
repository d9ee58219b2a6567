import type { ErrorReport } from '../../shared/errors.ts';
import type { Words } from './words.ts';

export interface ErrorText {
  readonly message: string;
  readonly hint: string;
}

/** What the engine says of the command line, as the window says it: a form, and what takes its place. */
const WINDOW_REMEDIES: readonly (readonly [form: RegExp, instead: string])[] = [
  [/: "kotohogi models (?:install|import|remove) [^"]+"/g, ''],
  [/ \(on the command line: [^)]+\)/, ''],
  [/^"kotohogi models list" shows .*$/, 'Open “Models” to see what there is, and install it there.'],
];

/** An error in the language in use; where that language has no sentence for the code, the engine's own English one. */
export function errorText(
  error: Pick<ErrorReport, 'code' | 'message' | 'hint'>,
  words: Words,
  fileName: string | null = null,
): ErrorText {
  const known = words.errors[error.code];
  return known
    ? { message: known.message(fileName, error.message), hint: known.hint }
    : {
        message: error.message,
        hint: WINDOW_REMEDIES.reduce((hint, [form, instead]) => hint.replace(form, instead), error.hint),
      };
}
