import path from 'node:path';
import { KotohogiError } from '../../shared/errors.ts';

/** As a path stands inside JSON: with its backslashes doubled. */
const asJson = (filePath: string): string => JSON.stringify(filePath).slice(1, -1);

/** Replaces the paths of known files by their names: shorter for people, and the page learns no folders. */
export const shortenPaths = (text: string, filePaths: readonly string[]): string =>
  filePaths
    .flatMap((filePath) =>
      [filePath, asJson(filePath)].map((form) => ({ form, name: path.basename(filePath) })),
    )
    // The longer first: a path may begin like another one.
    .sort((a, b) => b.form.length - a.form.length)
    .reduce((shorter, { form, name }) => shorter.replaceAll(form, () => name), text);

/** Runs something about one file; an error for people names the file without its folder. */
export async function namingFile<Value>(filePath: string, action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (thrown) {
    if (!(thrown instanceof KotohogiError)) throw thrown;
    const { kind, code, message, hint } = thrown;
    throw new KotohogiError(
      kind,
      code,
      shortenPaths(message, [filePath]),
      shortenPaths(hint, [filePath]),
      thrown,
    );
  }
}
