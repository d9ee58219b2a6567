import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @typedef {object} ShippedPackage
 * @property {string} name
 * @property {string} version
 * @property {string} licence as the package declares it
 * @property {boolean} optional only for some platforms
 * @property {string} folder relative to the root
 */

/** Packages that declare nothing; what their own licence file says. */
const UNDECLARED = new Map([['parse-cache-control', 'BSD-3-Clause']]);

/** Programs that are started as processes of their own and never linked or bundled into ours. */
const SEPARATE_PROGRAMS = /^(ffmpeg-static|@ffmpeg-installer\/.+)$/;

/** @param {Pick<ShippedPackage, 'name'>} shipped */
export const isSeparateProgram = ({ name }) => SEPARATE_PROGRAMS.test(name);

/**
 * The packages that come with the product: everything in the lock file that is not for development only.
 * @param {Record<string, { version?: string, license?: string, dev?: boolean, devOptional?: boolean, optional?: boolean }>} locked
 * @returns {ShippedPackage[]} by name
 */
export function shippedPackages(locked) {
  return Object.entries(locked)
    .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)
    .map(([folder, { version = '', license, optional = false }]) => {
      const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return { name, version, licence: license ?? UNDECLARED.get(name) ?? 'not declared', optional, folder };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/**
 * Packages whose licence would reach into the program itself.
 * @param {readonly ShippedPackage[]} packages
 */
export const forbiddenPackages = (packages) =>
  packages.filter(
    (shipped) =>
      !isSeparateProgram(shipped) &&
      (/(^|[^L])GPL/i.test(shipped.licence) || shipped.licence === 'not declared'),
  );

/**
 * The licence texts that lie in a package's folder.
 * @param {string} folder absolute
 */
export function licenceTexts(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice|thirdpartynotices)([.-].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim());
}
