// What a Linux machine needs besides the app's own files. Plain JavaScript because set-up uses it before anything
// is built, and the doctor in the bundle looks at the same things.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const LDD_DEADLINE_MS = 20_000;

/**
 * What Electron needs, as alternatives: Debian 13 and Ubuntu 24.04 renamed some packages (64-bit time).
 * Measured on a bare Debian 12: with these four, `ldd` finds every library.
 */
const LIBRARY_PACKAGES = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
];
/** xvfb-run needs xauth, which xvfb only recommends. */
const DISPLAY_PACKAGES = [['xvfb'], ['xauth']];
const JAPANESE_PACKAGES = [['fonts-ipafont-gothic']];
const EMOJI_PACKAGES = [['fonts-noto-color-emoji']];
/** Reads text aloud; a program of its own. */
const VOICE_PACKAGES = [['espeak-ng']];

const JAPANESE_FONT = /cjk|ipa(ex)?g|takao|source-?han|vl-?gothic|droidsansfallback/;
const FONT_FOLDERS = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  path.join(os.homedir(), '.local/share/fonts'),
  path.join(os.homedir(), '.fonts'),
];

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

/** @param {string} program */
export const isOnPath = (program) =>
  (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));

/** Lower-case names of all font files, read without fontconfig because a bare machine has none. */
const fontFiles = () =>
  FONT_FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
    readdirSync(folder, { recursive: true }).map((file) => path.basename(String(file)).toLowerCase()),
  );

/**
 * The libraries that the dynamic linker did not find.
 * @param {string} lddOutput
 */
export const missingLibraries = (lddOutput) =>
  [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');

/**
 * @param {string} program
 * @returns {Promise<string>} standard output of ldd; empty where there is no ldd
 */
const ldd = (program) =>
  new Promise((resolve) => {
    execFile('ldd', [program], { timeout: LDD_DEADLINE_MS }, (_error, stdout) => resolve(stdout));
  });

/**
 * What is missing on this Linux for the app to start, to show its words and to read text aloud.
 * @param {string} electronProgram absolute path
 * @returns {Promise<import('./linuxSystem.d.mts').SystemGap[]>}
 */
export async function findSystemGaps(electronProgram) {
  const gaps = [];
  const libraries = missingLibraries(await ldd(electronProgram));
  if (libraries.length > 0)
    gaps.push({ what: `libraries ${libraries.join(', ')}`, packages: LIBRARY_PACKAGES });
  if (!isOnPath('espeak-ng'))
    gaps.push({ what: 'a voice that reads text (espeak-ng)', packages: VOICE_PACKAGES, optional: true });
  if (hasDisplay()) return gaps;
  if (!isOnPath('Xvfb') || !isOnPath('xauth'))
    gaps.push({ what: 'a virtual display (Xvfb, xauth)', packages: DISPLAY_PACKAGES });
  const fonts = fontFiles();
  if (!fonts.some((file) => JAPANESE_FONT.test(file)))
    gaps.push({ what: 'a Japanese font', packages: JAPANESE_PACKAGES });
  if (!fonts.some((file) => file.includes('emoji')))
    gaps.push({ what: 'an emoji font', packages: EMOJI_PACKAGES });
  return gaps;
}
