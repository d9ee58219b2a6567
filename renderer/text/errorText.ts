import type { ErrorReport } from '../../shared/errors.ts';
import type { Words } from './en.ts';

export interface ErrorText {
  readonly message: string;
  readonly hint: string;
}

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
        hint: words.remedies.reduce((hint, [form, instead]) => hint.replace(form, instead), error.hint),
      };
}
