import path from 'node:path';
import { isSeparateProgram, licenceTexts, shippedPackages } from './packages.mjs';

const RULE = '='.repeat(100);

/** @param {import('./packages.mjs').ShippedPackage} shipped */
const title = ({ name, version, licence }) => `${name} ${version} (${licence})`;

/**
 * Groups packages by licence text, so that a text shared by several appears once.
 * @param {string} root
 * @param {readonly import('./packages.mjs').ShippedPackage[]} packages
 */
function groupByText(root, packages) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const shipped of packages) {
    const texts = licenceTexts(path.join(root, shipped.folder));
    const text =
      texts.join(`\n\n${'-'.repeat(40)}\n\n`) ||
      `Licence: ${shipped.licence}. The package carries no licence file.`;
    groups.set(text, [...(groups.get(text) ?? []), title(shipped)]);
  }
  return [...groups].map(([text, titles]) => `${RULE}\n${titles.join('\n')}\n${RULE}\n\n${text}\n`);
}

/**
 * @typedef {{ id: string, role: string, maker: string, year: number, licence: string, source: string }} Model
 */

/** @param {Model} model */
const modelEntry = ({ id, role, maker, year, licence, source }) =>
  `${id} (${role}): ${maker}, ${String(year)}. Licence: ${licence}. Source: ${source}.`;

/**
 * The whole document. It depends on the lock file and on what every platform installs, so that it is the same
 * wherever it is made.
 * @param {string} root
 * @param {{ packages: Record<string, any> }} lock package-lock.json
 * @param {{ models: readonly Model[] }} manifest models/manifest.json
 */
export function noticesDocument(root, lock, manifest) {
  const packages = shippedPackages(lock.packages);
  const linked = packages.filter((shipped) => !isSeparateProgram(shipped));
  const programs = packages.filter(isSeparateProgram);
  const electron = lock.packages['node_modules/electron'];
  const [electronLicence = ''] = licenceTexts(path.join(root, 'node_modules', 'electron'));
  return [
    'THIRD-PARTY NOTICES OF KOTOHOGI STUDIO',
    '',
    'Made by "node scripts/notices.mjs" out of package-lock.json, the installed packages and models/manifest.json.',
    'Kotohogi Studio itself is under the MIT licence (LICENSE). It comes with the following works of others.',
    '',
    '1. SEPARATE PROGRAMS',
    '',
    'ffmpeg (https://ffmpeg.org) reads and writes media. It is started as a process of its own, is not linked into',
    'Kotohogi Studio, and can be replaced by any other ffmpeg (KOTOHOGI_FFMPEG). The programs in these packages are',
    'builds with GPL parts (x264 among them), whose sources are named by the packages:',
    '',
    ...programs.map((shipped) => `  ${title(shipped)}`),
    '',
    'espeak-ng (https://github.com/espeak-ng/espeak-ng, GPL-3.0-or-later) reads text aloud where it is installed. It',
    'does not come with Kotohogi Studio, is started as a process of its own, and can be replaced (KOTOHOGI_ESPEAK).',
    '',
    '2. RUNTIME',
    '',
    `Electron ${electron.version} (https://www.electronjs.org). The licences of Chromium and its parts lie beside the`,
    'program as LICENSES.chromium.html.',
    '',
    electronLicence,
    '',
    '3. MODELS',
    '',
    ...manifest.models.map(modelEntry),
    '',
    'Models that people install by themselves are not part of Kotohogi Studio. The licence of each is shown before it is',
    'installed, and named with every video that it took part in.',
    '',
    '4. FONTS, VOICES, DICTIONARY, SAMPLE',
    '',
    'Fonts: none comes with Kotohogi Studio; the fonts of the computer are used.',
    'Voices: none comes with Kotohogi Studio. Voices of engines such as VOICEVOX and of models that people install have',
    'terms of their own; who read a text is named with the video, with the words that the voice’s makers ask for.',
    'Dictionary: IPADIC (mecab-ipadic 2.7.0-20070801, Nara Institute of Science and Technology and ICOT) lies inside',
    'the package @sglkc/kuromoji; its terms stand with that package below.',
    'Sample: photo.jpg is a NASA photograph (public domain); voice.wav was made with flite 2.2, voice slt (CMU).',
    '',
    '5. PACKAGES FOR SOME PLATFORMS ONLY',
    '',
    'libvips, inside the @img packages, is a shared library under the LGPL that is loaded at run time and can be',
    'replaced (https://github.com/libvips/libvips).',
    '',
    ...linked.filter(({ optional }) => optional).map((shipped) => `  ${title(shipped)}`),
    '',
    '6. PACKAGES',
    '',
    ...groupByText(
      root,
      linked.filter(({ optional }) => !optional),
    ),
  ].join('\n');
}
