import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { missingError, type KotohogiError } from '../../../shared/errors.ts';

/** Left free on the disk beside a new file. */
const SPARE_BYTES = 64 * 1024 * 1024;

const diskFull = (file: string, cause?: unknown): KotohogiError =>
  missingError(
    'model-disk-full',
    `There is not enough room for the model on the disk of ${path.dirname(file)}.`,
    'Make room and install it again: what was downloaded is kept.',
    cause,
  );

const NOT_WRITABLE: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EROFS']);
/** Folders are made with all above them: on a read-only disk, or below a file, that fails like this. */
const NO_FOLDER: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EEXIST']);

/** Failures of the disk, in words. */
export function diskError(thrown: unknown, file: string): unknown {
  const { code, syscall }: NodeJS.ErrnoException = thrown instanceof Error ? thrown : new Error();
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(file, thrown);
  if (NOT_WRITABLE.has(code) || (syscall === 'mkdir' && NO_FOLDER.has(code)))
    return missingError(
      'model-folder',
      `The folder ${path.dirname(file)} cannot be written to.`,
      'Give yourself the right to write there, or set KOTOHOGI_HOME to another folder.',
      thrown,
    );
  return thrown;
}

/** @throws KotohogiError `model-disk-full` when that many more bytes do not fit */
export async function checkRoom(file: string, moreBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(path.dirname(file));
  if (bavail * bsize < moreBytes + SPARE_BYTES) throw diskFull(file);
}
