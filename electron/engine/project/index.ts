/** Projects as files: made, opened, saved, checked, and turned into renders. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import { noteOf } from '../../../shared/consent/consent.ts';
import { RENDER_DEFAULTS, type Background, type RenderRequest } from '../../../shared/contract/render.ts';
import { assertNever, inputError } from '../../../shared/errors.ts';
import { EMPTY_DOCUMENT } from '../../../shared/project/defaults.ts';
import type { ProjectDocument, ProjectMedia } from '../../../shared/project/schema.ts';
import type { EngineFolders } from '../context.ts';
import { PROJECT_EXTENSION, readContainer, writeContainer, type ProjectContainer } from './container.ts';
import { describeMedia, locateMedia, requirePath, type LocatedMedia } from './media.ts';

/** A project that is open: its document, and where its bytes are on this machine. */
export interface OpenProject {
  readonly container: ProjectContainer;
  readonly media: readonly LocatedMedia[];
}

/** What a new project is made of. Paths are the person's own files. */
export interface NewProject {
  readonly title: string;
  readonly photoPath: string | null;
  readonly voicePath: string | null;
}

const mediaFolder = ({ cache }: Pick<EngineFolders, 'cache'>): string => path.join(cache, 'project-media');

/** @throws KotohogiError `project-name` */
function requireProjectName(file: string): string {
  if (path.extname(file).toLowerCase() === PROJECT_EXTENSION) return path.resolve(file);
  throw inputError(
    'project-name',
    `"${file}" is not the name of a project.`,
    `Choose a name that ends in ${PROJECT_EXTENSION}.`,
  );
}

/** Links are kept from the folder of the project as well, so that both may move together. */
function withRelativeLinks(media: ProjectMedia, projectPath: string): ProjectMedia {
  const { place } = media;
  if (place.kind === 'inside') return media;
  const relative = path.relative(path.dirname(projectPath), place.absolutePath);
  const relativePath = path.isAbsolute(relative) ? null : relative.split(path.sep).join('/');
  return { ...media, place: { ...place, relativePath } };
}

/**
 * Saves a document with the bytes it needs. The earlier file is replaced in one step.
 * @param sources absolute path by media id; needed for everything that lies inside
 * @throws KotohogiError `project-name`, `project-unwritable`, `cancelled`
 */
export async function saveProject(
  file: string,
  document: ProjectDocument,
  sources: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<ProjectDocument> {
  const target = requireProjectName(file);
  const saved: ProjectDocument = {
    ...document,
    savedBy: version,
    savedAt: new Date().toISOString(),
    media: document.media.map((media) => withRelativeLinks(media, target)),
  };
  await writeContainer(target, saved, sources, signal);
  return saved;
}

/**
 * Makes a project of a photo and a voice and saves it.
 * @throws KotohogiError as {@link saveProject}; `project-exists` rather than replacing another; for bad input
 */
export async function createProject(
  file: string,
  { title, photoPath, voicePath }: NewProject,
  signal: AbortSignal,
): Promise<ProjectDocument> {
  const target = requireProjectName(file);
  if (await stat(target).catch(() => null))
    throw inputError(
      'project-exists',
      `"${target}" is there already; a new project would replace it.`,
      'Choose another name, or open the one that is there.',
    );
  const sources = new Map<string, string>();
  const add = async (from: string | null, kind: 'photo' | 'voice'): Promise<ProjectMedia[]> => {
    if (from === null) return [];
    const media = await describeMedia(from, kind, signal);
    sources.set(media.id, path.resolve(from));
    return [media];
  };
  const [photo] = await add(photoPath, 'photo');
  const [voice] = await add(voicePath, 'voice');
  const media = [photo, voice].filter((one) => one !== undefined);
  const document: ProjectDocument = {
    ...EMPTY_DOCUMENT,
    savedBy: version,
    savedAt: new Date().toISOString(),
    title,
    media: media.filter((one, i) => media.findIndex(({ id }) => id === one.id) === i),
    photo: photo && { mediaId: photo.id, personIndex: null, faceIndex: 0, matteTouchUp: null },
    voice: voice && { mediaId: voice.id },
  };
  return saveProject(file, document, sources, signal);
}

/**
 * Opens a project. A file that it only links to and that has gone is told in `media`, not thrown.
 * @throws KotohogiError `project-not-found`, `project-unreadable`, `project-damaged`, `project-newer`, `cancelled`
 */
export async function openProject(
  file: string,
  folders: Pick<EngineFolders, 'cache'>,
  signal: AbortSignal,
): Promise<OpenProject> {
  const container = await readContainer(file);
  return { container, media: await locateMedia(container, mediaFolder(folders), signal) };
}

/** What a project says of every video made of it; photo and voice are empty where it has none. */
export function batchRequestOf({ container, media }: OpenProject): RenderRequest {
  const { document, path: file } = container;
  const { photo, voice, frame, motion, engines, prosody, titles, music, placement } = document;
  const pathOf = (id: string): string => requirePath(media, id, file);
  return {
    ...RENDER_DEFAULTS,
    photoPath: photo ? pathOf(photo.mediaId) : '',
    voicePath: voice ? pathOf(voice.mediaId) : '',
    outPath: '',
    background: backgroundOf(document, file, pathOf),
    ...frame,
    ...motion,
    ...engines,
    faceIndex: photo?.faceIndex ?? 0,
    personIndex: photo?.personIndex ?? null,
    matteTouchUp: photo?.matteTouchUp ?? null,
    language: prosody?.language ?? null,
    prosody,
    placement,
    titles: titles.map(withoutId),
    music: music && musicOf(music, pathOf),
    consents: document.consents.map(noteOf),
  };
}

function backgroundOf(
  { background }: ProjectDocument,
  file: string,
  pathOf: (id: string) => string,
): Background {
  const { kind, color, gradient, scene, pictureMediaId } = background;
  switch (kind) {
    case 'none':
    case 'blur':
      return { kind };
    case 'color':
      return { kind, color };
    case 'gradient':
      return { kind, ...gradient };
    case 'scene':
      return { kind, id: scene };
    case 'picture':
      if (pictureMediaId === null) throw incomplete(file, 'picture for its background');
      return { kind, path: pathOf(pictureMediaId) };
    default:
      return assertNever(kind, 'background');
  }
}

/** What is drawn of a title; its id is for those who edit it. */
function withoutId(title: ProjectDocument['titles'][number]): RenderRequest['titles'][number] {
  const { text, startSec, endSec, position, style, sizePercent } = title;
  return { text, startSec, endSec, position, style, sizePercent };
}

function musicOf(
  { mediaId, ...settings }: NonNullable<ProjectDocument['music']>,
  pathOf: (id: string) => string,
): RenderRequest['music'] {
  return { ...settings, path: pathOf(mediaId) };
}

const incomplete = (file: string, lacking: string): Error =>
  inputError(
    'project-incomplete',
    `The project "${file}" has no ${lacking} yet.`,
    `Open it and choose a ${lacking}.`,
  );

/**
 * The render that a project describes.
 * @throws KotohogiError `project-incomplete` without photo, voice or chosen picture; `project-media-missing`
 */
export function renderRequestOf(project: OpenProject, outPath: string): RenderRequest {
  const { document, path: file } = project.container;
  if (!document.photo) throw incomplete(file, 'photo');
  if (!document.voice) throw incomplete(file, 'voice');
  const { items, burnIn } = document.captions;
  return {
    ...batchRequestOf(project),
    // Not for a batch: its rows say other words at other times.
    captions: burnIn && items.length > 0 ? [...items] : null,
    outPath: path.resolve(outPath),
  };
}
