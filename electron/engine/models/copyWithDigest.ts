import { open } from 'node:fs/promises';
import { KotohogiError } from '../../../shared/errors.ts';
import { checkRoom, diskError } from './diskErrors.ts';
import { Digest } from './fileDigest.ts';

const CHUNK_BYTES = 4 * 1024 * 1024;

/**
 * Copies a file and hashes what is copied.
 * @returns the digest of the copy
 * @throws KotohogiError `cancelled`, `model-disk-full`, `model-folder`; the copy is then unfinished
 */
export async function copyWithDigest(
  from: string,
  to: string,
  signal: AbortSignal,
  onBytes: (doneBytes: number, totalBytes: number) => void,
): Promise<Digest> {
  const digest = new Digest();
  const source = await open(from, 'r');
  try {
    const { size } = await source.stat();
    await checkRoom(to, size);
    const target = await open(to, 'w').catch((thrown: unknown) => {
      throw diskError(thrown, to);
    });
    try {
      const buffer = Buffer.alloc(CHUNK_BYTES);
      for (;;) {
        if (signal.aborted)
          throw new KotohogiError(
            'cancelled',
            'cancelled',
            'Cancelled.',
            'The file is as it was; nothing was installed.',
          );
        const { bytesRead } = await source.read(buffer, 0, CHUNK_BYTES, null);
        if (bytesRead === 0) break;
        const chunk = buffer.subarray(0, bytesRead);
        await target.writeFile(chunk);
        digest.update(chunk);
        onBytes(digest.bytes, size);
      }
      await target.sync();
    } catch (thrown) {
      throw diskError(thrown, to);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return digest;
}
