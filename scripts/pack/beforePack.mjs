// Runs before electron-builder collects the files: leaves out the ffmpeg that this machine does not use.
import { findParts } from './runtime.mjs';

/** @param {import('electron-builder').AfterPackContext} context */
export default async function beforePack({ packager }) {
  const { ffmpeg } = await findParts();
  // Two may lie in node_modules; one is enough for a package.
  const other = ffmpeg.origin === 'ffmpeg-static' ? '@ffmpeg-installer' : 'ffmpeg-static';
  // electron-builder has made one set of all patterns of electron-builder.yml. A set of its own with nothing but an
  // exclusion would stand for "everything else".
  const [patterns] = /** @type {{ filter: string[] }[]} */ (packager.config.files);
  if (!patterns) throw new Error('electron-builder.yml names no files.');
  patterns.filter.push(`!node_modules/${other}/**`);
}
