import { copyFile, cp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { lastLines, runProcess } from '../setup/process.mjs';
import { appProgram } from './layOut.mjs';

/**
 * A twin of an unpacked app that differs in one fuse: it may be inspected, which is how the tests drive it. A package
 * for others refuses that. Everything else is the very same files.
 * @param {string} folder the unpacked app
 * @returns {Promise<string>} the twin's program
 */
export async function makeInspectable(folder) {
  const twin = `${folder}-inspectable`;
  await rm(twin, { recursive: true, force: true });
  if (process.platform === 'linux') {
    const { status, stderr } = await runProcess('cp', ['-al', folder, twin]);
    if (status !== 0) throw new Error(`The app could not be copied: ${lastLines(stderr)}`);
  } else await cp(folder, twin, { recursive: true, verbatimSymlinks: true });
  const program = appProgram(twin);
  const own = `${program}.own`;
  await copyFile(program, own);
  await rename(own, program);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(program, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return path.resolve(program);
}
