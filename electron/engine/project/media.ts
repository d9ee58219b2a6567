/** Where the bytes of a project's media are on this machine. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { inputError } from '../../../shared/errors.ts';
import type { ProjectMedia } from '../../../shared/project/schema.ts';
import { checkInputFile, hashFile, type InputKind } from '../stages/media/inputFile.ts';
import { extractMedia, type ProjectContainer } from './container.ts';

/** Larger files are linked, not copied: every save would write them again. */
const INSIDE_MAX_BYTES = 512 * 1024 * 1024;

/** A medium of a project, found or not. */
export interface LocatedMedia {
  readonly media: ProjectMedia;
  /** Absolute path of the checked bytes; null when they are not there. */
  readonly path: string | null;
  /** Why not, one plain sentence. */
  readonly problem: string | null;
  /** Why not: there is nothing, or there is another file; null where it was found. */
  readonly why: 'gone' | 'changed' | null;
}

async function holds(file: string, { id, bytes }: ProjectMedia, signal: AbortSignal): Promise<boolean> {
  const info = await stat(file).catch(() => null);
  return info?.isFile() === true && info.size === bytes && (await hashFile(file, signal)) === id;
}

/** A name that keeps the ending, by which other programs know what the file is. */
const storedName = ({ id, name }: ProjectMedia): string => `${id}${path.extname(name).toLowerCase()}`;

async function locate(
  container: ProjectContainer,
  media: ProjectMedia,
  folder: string,
  signal: AbortSignal,
): Promise<LocatedMedia> {
  if (media.place.kind === 'inside') {
    const file = path.join(folder, storedName(media));
    if (!(await holds(file, media, signal))) await extractMedia(container, media.id, file, signal);
    return { media, path: file, problem: null, why: null };
  }
  const { relativePath, absolutePath } = media.place;
  const home = path.dirname(container.path);
  const places = [...(relativePath === null ? [] : [path.resolve(home, relativePath)]), absolutePath];
  let changed: string | undefined;
  for (const place of places) {
    if (await holds(place, media, signal)) return { media, path: place, problem: null, why: null };
    if (changed === undefined && (await stat(place).catch(() => null)) !== null) changed = place;
  }
  const problem =
    changed === undefined
      ? `"${media.name}" is no longer where the project looks for it (${absolutePath}).`
      : `"${changed}" is not the file it was when the project was saved.`;
  return { media, path: null, problem, why: changed === undefined ? 'gone' : 'changed' };
}

/**
 * Finds the bytes of everything a project lists; what lies inside is taken out into `folder`, once.
 * @param folder absolute; files in it are named by their hash and checked before they are used again
 * @throws KotohogiError `project-damaged`, `cancelled`
 */
export async function locateMedia(
  container: ProjectContainer,
  folder: string,
  signal: AbortSignal,
): Promise<readonly LocatedMedia[]> {
  const located: LocatedMedia[] = [];
  for (const media of container.document.media) located.push(await locate(container, media, folder, signal));
  return located;
}

/**
 * The first of some files that holds the bytes of a medium.
 * @param files absolute paths; those that are not there are passed over
 * @returns null where none does
 * @throws KotohogiError `cancelled`
 */
export async function findBytes(
  media: ProjectMedia,
  files: readonly string[],
  signal: AbortSignal,
): Promise<string | null> {
  for (const file of files) if (await holds(file, media, signal)) return file;
  return null;
}

/**
 * Describes a file that becomes part of a project.
 * @throws KotohogiError of kind `input` when it cannot be read; `cancelled`
 */
export async function describeMedia(
  file: string,
  kind: InputKind,
  signal: AbortSignal,
): Promise<ProjectMedia> {
  const { bytes } = await checkInputFile(file, kind);
  const absolutePath = path.resolve(file);
  return {
    id: await hashFile(absolutePath, signal),
    name: path.basename(absolutePath),
    bytes,
    place:
      bytes <= INSIDE_MAX_BYTES ? { kind: 'inside' } : { kind: 'linked', relativePath: null, absolutePath },
  };
}

/** The checked path of a medium. @throws KotohogiError `project-media-missing` */
export function requirePath(located: readonly LocatedMedia[], id: string, project: string): string {
  const found = located.find(({ media }) => media.id === id);
  if (found?.path) return found.path;
  throw inputError(
    'project-media-missing',
    `The project "${project}" lacks a file: ${found?.problem ?? id}`,
    'Put the file back, or open the project and choose the file again.',
  );
}
