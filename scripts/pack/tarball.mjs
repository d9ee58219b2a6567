import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { lastLines, runProcess } from '../setup/process.mjs';

/**
 * Packs an unpacked app as .tar.gz. The fastest compression: the next one takes four times as long for 5 % less.
 * @param {string} folder
 * @param {string} target
 * @returns {Promise<number>} bytes
 */
export async function makeTarball(folder, target) {
  const half = `${target}.half`;
  const root = path.basename(target).replace(/\.tar\.gz$/, '');
  const { status, stderr } = await runProcess('tar', [
    '--owner=0',
    '--group=0',
    '--use-compress-program=gzip -1',
    `--transform=s,^\\.,${root},`,
    '-cf',
    half,
    '-C',
    folder,
    '.',
  ]);
  if (status !== 0) {
    await rm(half, { force: true });
    throw new Error(`tar could not pack ${folder}: ${lastLines(stderr)}`);
  }
  await rename(half, target);
  return (await stat(target)).size;
}
