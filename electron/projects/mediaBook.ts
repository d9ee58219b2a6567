import path from 'node:path';
import { inputError } from '../../shared/errors.ts';
import type { MediaRef } from '../../shared/contract/media.ts';
import type { ProjectMedia } from '../../shared/project/schema.ts';
import type { WindowDocument } from '../../shared/contract/projects.ts';
import { usedRefs, type MediaUse } from '../../shared/project/convert.ts';
import type { MediaLibrary } from '../app/mediaLibrary.ts';
import type { EngineClient } from '../host/engineClient.ts';
import { fileState } from './fileState.ts';

/** A file of the window's document: what it is, and where its bytes are. */
export interface BookedMedia {
  readonly media: ProjectMedia;
  readonly path: string;
}

interface Page {
  readonly booked: BookedMedia;
  /** Size and time of the file when it was described. */
  readonly state: string | null;
}

const KINDS = { photo: 'photo', picture: 'photo', voice: 'voice', music: 'music' } as const satisfies Record<
  MediaUse,
  string
>;

/** Joins the tokens of the page with the media of project files. */
export class MediaBook {
  readonly #library: MediaLibrary;
  readonly #engine: Pick<EngineClient, 'run'>;
  readonly #pages = new Map<string, Page>();
  /** How people know a file whose own name is only a hash, by token. */
  readonly #names = new Map<string, string>();

  constructor(library: MediaLibrary, engine: Pick<EngineClient, 'run'>) {
    this.#library = library;
    this.#engine = engine;
  }

  /**
   * Grants a medium of a project to the page.
   * @param file where its bytes are
   * @throws KotohogiError kind `input` as {@link MediaLibrary.grantFile}
   */
  async grant(media: ProjectMedia, use: MediaUse, file: string): Promise<MediaRef> {
    const ref = await this.#library.grantFile(file, use, media.name);
    // It may have been found elsewhere than where it was: with the folder it moved with, or by hand.
    const place = media.place.kind === 'linked' ? { ...media.place, absolutePath: file } : media.place;
    this.#names.set(ref.token, media.name);
    this.#pages.set(ref.token, {
      booked: { media: { ...media, place }, path: file },
      state: await fileState(file),
    });
    return ref;
  }

  /**
   * What a file of the page is. The hash is computed once, and again when the file has changed on the disk; a file
   * that has gone since is still known by what it was.
   * @throws KotohogiError kind `input` when it cannot be read and was never described
   */
  async describe({ token, purpose }: MediaRef): Promise<BookedMedia> {
    if (purpose === 'list')
      throw inputError('file-not-granted', 'A list is no part of a project.', 'Choose the file again.');
    const file = this.#library.pathOf(token, purpose);
    const state = await fileState(file);
    const known = this.#pages.get(token);
    if (known && (known.state === state || state === null)) return known.booked;
    const described = await this.#engine.run('describeMedia', { path: file, kind: KINDS[purpose] });
    const media = { ...described, name: this.#names.get(token) ?? path.basename(file) };
    const booked = { media, path: file };
    this.#pages.set(token, { booked, state });
    return booked;
  }

  /** {@link describe} for every file that a document uses, by token. */
  async describeAll(document: WindowDocument): Promise<ReadonlyMap<string, BookedMedia>> {
    const booked = new Map<string, BookedMedia>();
    for (const ref of usedRefs(document)) booked.set(ref.token, await this.describe(ref));
    return booked;
  }
}
