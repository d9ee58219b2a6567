import { randomBytes } from 'node:crypto';
import { lstat, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { MediaPurpose, MediaRef } from '../../shared/contract/media.ts';
import { inputError } from '../../shared/errors.ts';
import { extensionOf, isWelcome, mimeTypeOf } from './mediaKinds.ts';

/** Address space of granted media: `media://granted/<token>`. */
export const MEDIA_SCHEME = 'media';
export const MEDIA_HOST = 'granted';

/** What a token stands for. */
export type Granted =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly mimeType: string;
      readonly purpose: MediaPurpose | 'result';
    }
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly mimeType: string;
      readonly shelf: PictureShelf;
    };

/** In-memory pictures kept at once on each shelf; older ones of the same shelf are forgotten. A photo needs two. */
const SHELVES = {
  photos: 24,
  cutouts: 24,
  'close-ups': 6,
  projects: 24,
  portraits: 12,
  scenes: 64,
  titles: 64,
} as const;
export type PictureShelf = keyof typeof SHELVES;

/**
 * Remembers which files and pictures the page may load. The page holds unguessable tokens; paths stay here, so
 * nothing outside this list can be read through the media protocol, whatever the page asks for.
 */
export class MediaLibrary {
  readonly #granted = new Map<string, Granted>();
  readonly #tokenByFile = new Map<string, string>();

  /**
   * Grants a file chosen by the person.
   * @param givenName how people know the file, where its own name is only a hash; keeps the ending
   * @throws KotohogiError kind `input`: not there, not a regular file, empty, or of a type the purpose has no use for
   */
  async grantFile(filePath: string, purpose: MediaPurpose, givenName?: string): Promise<MediaRef> {
    if (filePath === '')
      throw inputError(
        'file-without-path',
        'This is not a file on this computer.',
        'Save it first, then drop the saved file.',
      );
    const name = givenName ?? path.basename(filePath);
    const absolute = path.isAbsolute(filePath) ? await realpath(filePath).catch(() => null) : null;
    const info = absolute === null ? null : await lstat(absolute).catch(() => null);
    if (absolute === null || info === null)
      throw inputError(
        'file-not-found',
        `${name} could not be found.`,
        'Check that the file still exists and can be read.',
      );
    if (!info.isFile())
      throw inputError(
        'file-not-regular',
        `${name} is not a file.`,
        'Choose a single file, not a folder or a device.',
      );
    if (!isWelcome(name, purpose)) throw unwelcome(name, purpose);
    if (info.size === 0)
      throw inputError('file-empty', `${name} is empty.`, 'Choose another file, or export this one again.');
    const token = this.#grantPath(absolute, purpose);
    return { token, purpose, name, bytes: info.size, url: urlOf(token) };
  }

  /** Grants a video that the program itself has written; null when it is no longer there. */
  async grantResult(filePath: string): Promise<string | null> {
    const info = await stat(filePath).catch(() => null);
    return info?.isFile() ? urlOf(this.#grantPath(filePath, 'result')) : null;
  }

  /** Keeps an encoded picture for the page to show. @returns its address */
  grantPicture(
    bytes: Uint8Array,
    mimeType: 'image/webp' | 'image/jpeg' | 'image/png',
    shelf: PictureShelf,
  ): string {
    const token = newToken();
    this.#granted.set(token, { kind: 'bytes', bytes, mimeType, shelf });
    const pictures = [...this.#granted].filter(
      ([, granted]) => granted.kind === 'bytes' && granted.shelf === shelf,
    );
    for (const [old] of pictures.slice(0, Math.max(0, pictures.length - SHELVES[shelf])))
      this.#granted.delete(old);
    return urlOf(token);
  }

  /** What a token stands for, if it was ever granted. */
  find(token: string): Granted | undefined {
    return this.#granted.get(token);
  }

  /**
   * The file behind a token.
   * @throws KotohogiError kind `input` when the token was not granted for this purpose
   */
  pathOf(token: string, purpose: MediaPurpose): string {
    const granted = this.#granted.get(token);
    if (granted?.kind !== 'file' || granted.purpose !== purpose)
      throw inputError('file-not-granted', 'This file is no longer open.', 'Choose the file again.');
    return granted.path;
  }

  #grantPath(filePath: string, purpose: MediaPurpose | 'result'): string {
    const key = `${purpose}\0${filePath}`;
    const known = this.#tokenByFile.get(key);
    if (known !== undefined) return known;
    const token = newToken();
    this.#tokenByFile.set(key, token);
    this.#granted.set(token, { kind: 'file', path: filePath, mimeType: mimeTypeOf(filePath), purpose });
    return token;
  }
}

const newToken = (): string => randomBytes(16).toString('hex');
const urlOf = (token: string): string => `${MEDIA_SCHEME}://${MEDIA_HOST}/${token}`;

function unwelcome(name: string, purpose: MediaPurpose): Error {
  const extension = extensionOf(name);
  const what = extension === '' ? 'a file without an extension' : `a .${extension} file`;
  if (purpose === 'voice' || purpose === 'music')
    return inputError(
      'voice-type-unknown',
      `${name} is ${what}, which is not a sound this program reads.`,
      'Use WAV, MP3, M4A, FLAC, OGG or a video with sound.',
    );
  if (purpose === 'list')
    return inputError(
      'list-type-unknown',
      `${name} is ${what}, which is not a list this program reads.`,
      'Save it as CSV from the spreadsheet.',
    );
  return inputError(
    'photo-type-unknown',
    `${name} is ${what}, which is not a picture this program reads.`,
    'Use JPEG, PNG, WebP, AVIF, TIFF or GIF.',
  );
}
