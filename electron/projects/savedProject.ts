/** What is written when a project is saved: its document, and where the bytes of its media come from. */
import { version } from '../../package.json';
import type { MediaRef } from '../../shared/contract/media.ts';
import type { WindowDocument } from '../../shared/contract/projects.ts';
import { inputError } from '../../shared/errors.ts';
import { toSaved, type Carried } from '../../shared/project/convert.ts';
import type { ProjectDocument } from '../../shared/project/schema.ts';
import type { EngineClient } from '../host/engineClient.ts';
import { fileState } from './fileState.ts';
import type { BookedMedia } from './mediaBook.ts';
import { projectName } from './projectNames.ts';

/** @param booked every file of the document, by its token */
export function savedForm(
  document: WindowDocument,
  booked: ReadonlyMap<string, BookedMedia>,
  carried: Carried,
  nowMs: number,
): ProjectDocument {
  const idOf = ({ token }: MediaRef): string => {
    const one = booked.get(token);
    if (!one) throw new Error('A file of the document was not described.');
    return one.media.id;
  };
  const media = new Map([...booked.values()].map((one) => [one.media.id, one.media]));
  return {
    ...toSaved(document, idOf, carried),
    media: [...media.values()],
    savedBy: version,
    savedAt: new Date(nowMs).toISOString(),
  };
}

/**
 * The bytes of all media that lie inside, by their ids; those whose file has gone are taken from the project as it was
 * saved.
 * @param from the project as it was saved; null where it never was
 * @throws KotohogiError `project-media-missing`
 */
export async function sourcesOf(
  booked: readonly BookedMedia[],
  { from, target }: { readonly from: string | null; readonly target: string },
  engine: Pick<EngineClient, 'run'>,
): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>();
  const gone: BookedMedia[] = [];
  for (const one of booked) {
    if (one.media.place.kind === 'linked') continue;
    if ((await fileState(one.path)) === null) gone.push(one);
    else sources.set(one.media.id, one.path);
  }
  if (gone.length === 0) return sources;
  const inside = from === null ? null : await engine.run('openProject', { path: from }).catch(() => null);
  for (const { media } of gone) {
    const found = inside?.media.find((one) => one.media.id === media.id)?.path ?? null;
    if (found === null)
      throw inputError(
        'project-media-missing',
        `The project "${projectName(target)}" lacks a file: "${media.name}" is no longer there.`,
        'Put the file back, or choose it again, then save once more.',
      );
    sources.set(media.id, found);
  }
  return sources;
}
