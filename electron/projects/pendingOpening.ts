import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { MediaRef } from '../../shared/contract/media.ts';
import type { MissingMedia, WindowDocument } from '../../shared/contract/projects.ts';
import { inputError } from '../../shared/errors.ts';
import { mediaUses, toWindow, type MediaUse } from '../../shared/project/convert.ts';
import type { ProjectDocument, ProjectMedia } from '../../shared/project/schema.ts';
import type { EngineClient } from '../host/engineClient.ts';
import type { LocatedMedia } from '../host/messages.ts';
import type { MediaBook } from './mediaBook.ts';
import { projectName } from './projectNames.ts';

interface OpeningParts {
  /** Absolute; null for a project that was never saved. */
  readonly path: string | null;
  readonly document: ProjectDocument;
  readonly media: readonly LocatedMedia[];
  /** It comes from what a crash left behind. */
  readonly isRecovered: boolean;
}

/** A project that is on its way into the window: its document is read, some of its files may be missing. */
export class PendingOpening {
  readonly path: string | null;
  readonly document: ProjectDocument;
  readonly isRecovered: boolean;
  #media: readonly LocatedMedia[];
  #isAsSaved = true;

  constructor(parts: OpeningParts) {
    this.path = parts.path;
    this.document = parts.document;
    this.isRecovered = parts.isRecovered;
    this.#media = parts.media;
  }

  get name(): string {
    return this.path === null ? this.document.title : projectName(this.path);
  }

  /** Everything is there, and where the project file says it is. */
  get isWhole(): boolean {
    return this.#isAsSaved && this.#media.every((one) => one.path !== null);
  }

  nameOf(mediaId: string): string {
    return this.#find(mediaId).media.name;
  }

  missing(displayFolder: (folder: string) => string): readonly MissingMedia[] {
    const uses = mediaUses(this.document);
    return this.#media.flatMap(({ media, path: file, why }) => {
      const use = uses.find(({ mediaId }) => mediaId === media.id)?.use;
      if (file !== null || use === undefined) return [];
      const folder = media.place.kind === 'linked' ? path.dirname(media.place.absolutePath) : '';
      return [
        {
          id: media.id,
          name: media.name,
          purpose: use,
          why: why ?? 'gone',
          folder: folder === '' ? '' : displayFolder(folder),
        },
      ];
    });
  }

  /**
   * Takes a file for one that is missing, and looks beside it for the others.
   * @throws KotohogiError `project-media-other` when its bytes are others
   */
  async take(mediaId: string, chosen: string, engine: Pick<EngineClient, 'run'>): Promise<void> {
    const { media } = this.#find(mediaId);
    const held = await engine.run('findMedia', { media, files: [chosen] });
    if (held === null)
      throw inputError(
        'project-media-other',
        `"${path.basename(chosen)}" is not the file that the project was made with.`,
        `Choose the same "${media.name}", or open the project without it and choose another one then.`,
      );
    this.#place(media, held);
    const beside = path.dirname(chosen);
    const names = new Set(await readdir(beside).catch((): string[] => []));
    for (const other of this.#media) {
      if (other.path !== null || !names.has(other.media.name)) continue;
      const files = [path.join(beside, other.media.name)];
      const found = await engine.run('findMedia', { media: other.media, files });
      if (found !== null) this.#place(other.media, found);
    }
  }

  /** The document for the window; every file that is there is granted to the page. */
  async toWindow(book: MediaBook): Promise<WindowDocument> {
    const granted = new Map<string, MediaRef>();
    const key = (mediaId: string, use: MediaUse): string => `${use} ${mediaId}`;
    for (const { mediaId, use } of mediaUses(this.document)) {
      const { media, path: file } = this.#find(mediaId);
      if (file !== null) granted.set(key(mediaId, use), await book.grant(media, use, file));
    }
    return toWindow(this.document, (mediaId, use) => granted.get(key(mediaId, use)) ?? null);
  }

  #find(mediaId: string): LocatedMedia {
    const found = this.#media.find(({ media }) => media.id === mediaId);
    if (found) return found;
    throw inputError('offer-unknown', 'This project is no longer being opened.', 'Open it again.');
  }

  #place(media: ProjectMedia, file: string): void {
    this.#isAsSaved = false;
    this.#media = this.#media.map((one) =>
      one.media.id === media.id ? { media, path: file, why: null } : one,
    );
  }
}
