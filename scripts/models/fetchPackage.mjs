/** Takes single files out of a pinned npm package, without installing it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { runNpm } from '../setup/npm.mjs';
import { readTarMembers } from './tar.mjs';

/**
 * @typedef {object} PinnedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} sha512 of the tarball, base64, as in a lock file's `integrity`
 */

/** 150 MB on a slow line. */
const PACK_DEADLINE_MS = 20 * 60_000;

/** What people do when a package cannot be had. */
const REMEDY =
  'Check the network connection and the registry that "npm config get registry" names, then run "npm run setup" again; finished parts are kept.';

/** A failure to get a package, in words for the person who runs the set-up. */
export class PackageError extends Error {
  /**
   * @param {string} message what happened
   * @param {string} hint what to do
   */
  constructor(message, hint) {
    super(message);
    this.name = 'PackageError';
    this.hint = hint;
  }
}

/**
 * The line of npm's output that says what went wrong.
 * @param {import('../setup/process.mjs').Outcome} outcome
 */
function npmReason({ stderr, timedOut }) {
  if (timedOut) return 'npm took too long.';
  const lines = stderr.split('\n').filter((line) => /npm (error|ERR!)/.test(line));
  const plain = lines.map((line) => line.replace(/npm (error|ERR!)/, '').trim());
  return (
    plain.find((line) => line.includes('request to') || line.includes('404')) ?? plain.at(-1) ?? stderr.trim()
  );
}

/**
 * @param {PinnedPackage} pinned
 * @param {string} folder
 * @returns {Promise<string>} path of the tarball
 */
async function download({ name, version }, folder) {
  const outcome = await runNpm(
    ['pack', '--loglevel=error', '--ignore-scripts', '--prefer-offline', `${name}@${version}`],
    { cwd: folder, timeoutMs: PACK_DEADLINE_MS },
  );
  if (outcome.status !== 0)
    throw new PackageError(
      `The package ${name}@${version} could not be fetched: ${npmReason(outcome)}`,
      REMEDY,
    );
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw new PackageError(`npm fetched no file for ${name}@${version}.`, REMEDY);
  return path.join(folder, tarball);
}

/**
 * @param {PinnedPackage} pinned
 * @param {Readonly<Record<string, string>>} members path inside the package -> SHA-256, hex
 * @returns {Promise<Map<string, Buffer>>} the members' bytes
 * @throws {PackageError} when the registry cannot be reached, or what it serves is not what was pinned
 */
export async function fetchPackage(pinned, members) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-package-'));
  try {
    const tarball = await download(pinned, folder);
    const hash = createHash('sha512');
    const counted = new PassThrough();
    counted.on('data', (/** @type {Buffer} */ chunk) => hash.update(chunk));
    const wanted = new Set(Object.keys(members).map((member) => `package/${member}`));
    const [, found] = await Promise.all([
      pipeline(createReadStream(tarball), counted),
      readTarMembers(counted.pipe(createGunzip()), wanted),
    ]);
    return verify(pinned, members, hash.digest('base64'), found);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {PinnedPackage} pinned
 * @param {Readonly<Record<string, string>>} members
 * @param {string} sha512
 * @param {Map<string, Buffer>} found by path in the tarball
 */
function verify({ name, version, sha512: expected }, members, sha512, found) {
  if (sha512 !== expected)
    throw new PackageError(
      `The package ${name}@${version} is not the one that was checked: its SHA-512 is ${sha512}, expected ${expected}.`,
      'Ask whoever runs the registry why it serves another file, or use another registry.',
    );
  /** @type {Map<string, Buffer>} */
  const verified = new Map();
  for (const [member, sha256] of Object.entries(members)) {
    const bytes = found.get(`package/${member}`);
    if (!bytes) throw new Error(`The package ${name}@${version} has no file ${member}.`);
    const actual = createHash('sha256').update(bytes).digest('hex');
    if (actual !== sha256) throw new Error(`${member} of ${name}@${version} has SHA-256 ${actual}.`);
    verified.set(member, bytes);
  }
  return verified;
}
