/**
 * The `.kotohogi` file: a ZIP archive, so that nobody is locked out of their own photo and voice. It holds
 * `mimetype`, `document.json` and `media/<sha256>`. One file travels whole by mail and memory stick, which a folder
 * does not. Media are stored uncompressed: they are compressed already, and saving stays as fast as copying.
 */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile as UnzipFile } from 'yauzl';
import { ZipFile } from 'yazl';
import { version } from '../../../package.json';
import { inputError, throwIfCancelled } from '../../../shared/errors.ts';
import { readDocument } from '../../../shared/project/readDocument.ts';
import type { ProjectDocument } from '../../../shared/project/schema.ts';
import { writeWhole } from '../runtime/writeWhole.ts';

export const PROJECT_EXTENSION = '.kotohogi';
const MIME_TYPE = 'application/vnd.kotohogi.project+zip';
const MIME_ENTRY = 'mimetype';
const DOCUMENT_ENTRY = 'document.json';
const MEDIA_ENTRY = /^media\/([0-9a-f]{64})$/;
const mediaEntryName = (id: string): string => `media/${id}`;
/** Far more than a document with every curve drawn by hand; a guard against archives that unpack without end. */
const DOCUMENT_MAX_BYTES = 64 * 1024 * 1024;
/** Entries beyond the document and media that the schema allows cannot be ours. */
const MAX_ENTRIES = 10_010;

/** A project file as it lies on disk. */
export interface ProjectContainer {
  /** Absolute. */
  readonly path: string;
  readonly document: ProjectDocument;
  /** Ids of the media inside. */
  readonly inside: ReadonlySet<string>;
}

const notAProject = (file: string, what: string, cause?: unknown): Error =>
  inputError(
    'project-unreadable',
    `"${file}" is not a project of Kotohogi Studio: ${what}`,
    `Choose a file whose name ends in ${PROJECT_EXTENSION}, or a backup copy of it.`,
    cause,
  );

async function openArchive(file: string): Promise<UnzipFile> {
  try {
    return await yauzl.openPromise(file, { autoClose: false, strictFileNames: true });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw inputError(
        'project-not-found',
        `The project "${file}" does not exist.`,
        'Check the spelling and the folder, or choose the file again.',
        cause,
      );
    throw notAProject(file, 'it is no complete archive.', cause);
  }
}

async function readText(archive: UnzipFile, entry: Entry, maxBytes: number): Promise<string> {
  if (entry.uncompressedSize > maxBytes) throw new Error(`${entry.fileName} is too large.`);
  const pieces: Buffer[] = [];
  for await (const piece of await archive.openReadStreamPromise(entry)) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  // The archive library leaves this to its callers; a flipped bit may leave a document that is sound and wrong.
  if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} is damaged.`);
  return bytes.toString('utf8');
}

/** Looks at every entry of an archive until `see` has what it came for. */
async function eachEntry(
  file: string,
  see: (entry: Entry, archive: UnzipFile) => Promise<'go on' | 'done'>,
): Promise<void> {
  const archive = await openArchive(file);
  try {
    if (archive.entryCount > MAX_ENTRIES) throw new Error(`${archive.entryCount} entries.`);
    for await (const entry of archive.eachEntry()) if ((await see(entry, archive)) === 'done') return;
  } finally {
    archive.close();
  }
}

/**
 * Reads what a project file says; its media stay where they are.
 * @throws KotohogiError `project-not-found`, `project-unreadable`, `project-damaged`, `project-newer`
 */
export async function readContainer(file: string): Promise<ProjectContainer> {
  const target = path.resolve(file);
  const inside = new Set<string>();
  let mimeType: string | undefined;
  let text: string | undefined;
  try {
    await eachEntry(target, async (entry, archive) => {
      const media = MEDIA_ENTRY.exec(entry.fileName);
      if (media) inside.add(media[1]);
      else if (entry.fileName === MIME_ENTRY) mimeType = await readText(archive, entry, MIME_TYPE.length);
      else if (entry.fileName === DOCUMENT_ENTRY) text = await readText(archive, entry, DOCUMENT_MAX_BYTES);
      return 'go on';
    });
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'KotohogiError') throw cause;
    throw notAProject(file, 'it is no complete archive.', cause);
  }
  if (mimeType !== MIME_TYPE || text === undefined)
    throw notAProject(file, 'it is an archive of something else.');
  return { path: target, document: readDocument(text, file, version), inside };
}

/** Passes bytes on and refuses the last of them when they are not what their name says. */
function hashGuard(id: string, signal: AbortSignal): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(signal.aborted ? new Error('cancelled') : null, chunk);
    },
    flush(done) {
      done(hash.digest('hex') === id ? null : new Error(`The bytes of ${id} have another hash.`));
    },
  });
}

/**
 * Takes one file out of a project, checked against its hash.
 * @param target absolute path of the file to make; replaced only by a complete one
 * @throws KotohogiError `project-damaged` when the bytes are not there or are not what they should be; `cancelled`
 */
export async function extractMedia(
  container: ProjectContainer,
  id: string,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const found = { done: false };
  try {
    await eachEntry(container.path, async (entry, archive) => {
      if (entry.fileName !== mediaEntryName(id)) return 'go on';
      const source: Readable = await archive.openReadStreamPromise(entry);
      await writeWhole(target, (partial) =>
        pipeline(source, hashGuard(id, signal), createWriteStream(partial)),
      );
      found.done = true;
      return 'done';
    });
  } catch (cause) {
    throwIfCancelled(signal);
    throw mediaDamaged(container, id, cause);
  }
  if (!found.done) throw mediaDamaged(container, id);
}

function mediaDamaged(container: ProjectContainer, id: string, cause?: unknown): Error {
  const name = container.document.media.find((media) => media.id === id)?.name ?? id;
  return inputError(
    'project-damaged',
    `The project "${container.path}" is damaged: "${name}" in it cannot be read.`,
    'Open a backup copy of the project, or choose the file again.',
    cause,
  );
}

/**
 * Writes a project. The earlier file is replaced in one step when the new one is complete on the disk.
 * @param sources absolute path of the bytes of every medium that is to lie inside
 * @throws KotohogiError `project-unwritable`, `cancelled`; the earlier file is then as it was
 */
export async function writeContainer(
  target: string,
  document: ProjectDocument,
  sources: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<void> {
  throwIfCancelled(signal);
  const archive = new ZipFile();
  archive.addBuffer(Buffer.from(MIME_TYPE), MIME_ENTRY, { compress: false });
  archive.addBuffer(Buffer.from(`${JSON.stringify(document, null, 2)}\n`), DOCUMENT_ENTRY);
  for (const { id, place } of document.media) {
    if (place.kind !== 'inside') continue;
    const source = sources.get(id);
    if (source === undefined) throw new Error(`No bytes were given for ${id}.`);
    archive.addFile(source, mediaEntryName(id), { compress: false });
  }
  archive.end();
  const failed = new Promise<never>((_resolve, reject) => archive.on('error', reject));
  failed.catch(() => undefined);
  try {
    await writeWhole(target, async (partial) => {
      const stream = createWriteStream(partial);
      await Promise.race([pipeline(archive.outputStream, stream, { signal }), failed]).finally(() =>
        stream.destroy(),
      );
    });
  } catch (cause) {
    throwIfCancelled(signal);
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw inputError(
      'project-unwritable',
      `The project "${target}" could not be written${code}.`,
      'Check that the folder exists, that you may write to it, and that the disk has room.',
      cause,
    );
  }
}
