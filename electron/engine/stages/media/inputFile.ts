import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { inputError, throwIfCancelled } from '../../../../shared/errors.ts';

export type InputKind = 'photo' | 'voice' | 'music';

/** A file that exists, is a regular file, may be read and is not empty. */
export interface InputFile {
  readonly path: string;
  readonly bytes: number;
}

const EXAMPLES: Readonly<Record<InputKind, string>> = {
  photo: 'a JPEG, PNG, WebP, AVIF, TIFF or GIF picture',
  voice: 'a WAV, MP3, M4A, FLAC, OGG or Opus recording, or a video with sound',
  music: 'a WAV, MP3, M4A, FLAC, OGG or Opus file, or a video with sound',
};

/** What to choose instead, for the hints of this room. */
export const exampleOf = (kind: InputKind): string => EXAMPLES[kind];

/**
 * Checks everything that can be wrong with a file before its content is looked at.
 * @throws `input` photo-/voice- not-found, is-folder, not-a-file, unreadable, empty
 */
export async function checkInputFile(path: string, kind: InputKind): Promise<InputFile> {
  const info = await stat(path).catch((cause: unknown) => {
    throw accessError(path, kind, cause);
  });
  if (info.isDirectory()) {
    throw inputError(
      `${kind}-is-folder`,
      `"${path}" is a folder, not a ${kind}.`,
      `Choose ${EXAMPLES[kind]} in it.`,
    );
  }
  if (!info.isFile()) {
    throw inputError(`${kind}-not-a-file`, `"${path}" is not an ordinary file.`, `Choose ${EXAMPLES[kind]}.`);
  }
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw accessError(path, kind, cause);
  });
  await handle.close();
  if (info.size === 0) {
    throw inputError(
      `${kind}-empty`,
      `The ${kind} "${path}" is empty (0 bytes).`,
      'Copy or export the file again; the last copy was probably interrupted.',
    );
  }
  return { path, bytes: info.size };
}

/** SHA-256 of a file's bytes, hex, read in pieces. @throws `cancelled` */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    throwIfCancelled(signal);
    hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}

function accessError(path: string, kind: InputKind, cause: unknown): Error {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return inputError(
      `${kind}-not-found`,
      `The ${kind} "${path}" does not exist.`,
      'Check the spelling and the folder, or choose the file again.',
      cause,
    );
  }
  return inputError(
    `${kind}-unreadable`,
    `The ${kind} "${path}" cannot be read${typeof code === 'string' ? ` (${code})` : ''}.`,
    'Check that you are allowed to open the file and that its drive is connected.',
    cause,
  );
}
