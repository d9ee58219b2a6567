import path from 'node:path';
import type { RenderRequest } from '../../shared/contract/render.ts';
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

/** The files that a render is made of and writes: what sentences about it may name. */
export function filesOfRender(request: RenderRequest): readonly string[] {
  const { photoPath, voicePath, outPath, background, music, talk, provenance } = request;
  const { certPath = '', keyPath = '' } = provenance?.signer ?? {};
  const picturePath = background.kind === 'picture' ? background.path : '';
  return [
    ...[photoPath, voicePath, outPath, picturePath],
    ...[music?.path ?? '', talk?.path ?? '', certPath, keyPath],
  ].filter((file) => file !== '');
}

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
