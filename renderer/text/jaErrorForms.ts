import type { ErrorWords } from './words.ts';

/** A sentence that names the file where one is known. `predicate` follows the name. */
export const about = (noun: string, predicate: string, hint: string): ErrorWords => ({
  message: (fileName) => `${fileName === null ? noun : `「${fileName}」`}${predicate}`,
  hint,
});
/** A sentence in which no file needs a name. */
export const plain = (message: string, hint: string): ErrorWords => ({ message: () => message, hint });

/** What the engine's sentence says after a mark, up to the next sentence; empty when it has none. */
export const after = (original: string, mark: RegExp): string => mark.exec(original)?.[1] ?? '';
/** A sentence about a model file, with the engine's own reason in brackets. */
export const aboutModel = (predicate: string, reason: RegExp, hint: string): ErrorWords => ({
  message: (fileName, original) => {
    const detail = after(original, reason);
    const what = fileName === null ? 'このファイル' : `「${fileName}」`;
    return `${what}${predicate}${detail === '' ? '' : `（${detail}）`}`;
  },
  hint,
});
