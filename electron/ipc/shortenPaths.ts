import path from 'node:path';
import { KotohogiError } from '../../shared/errors.ts';

/** Replaces the paths of known files by their names: shorter for people, and the page learns no folders. */
export const shortenPaths = (text: string, filePaths: readonly string[]): string =>
  filePaths.reduce((shorter, filePath) => shorter.replaceAll(filePath, path.basename(filePath)), text);

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
