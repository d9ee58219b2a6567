import { chmod, cp, mkdir, mkdtemp, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fromRoot } from '../setup/paths.mjs';
import { SetupProblem } from '../setup/problem.mjs';
import { lastLines, runProcess } from '../setup/process.mjs';
import { measureApp } from './size.mjs';

const NAME = 'kotohogi-studio';
const HOME = `/opt/${NAME}`;
/** Names of Debian's architectures. */
const ARCHITECTURES = new Map([
  ['x64', 'amd64'],
  ['arm64', 'arm64'],
]);
/** What the Electron runtime is linked with; newer distributions give two of them other names. */
const DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'xdg-utils',
];

/** @param {number} kib @param {string} version */
const control = (kib, version) => `Package: ${NAME}
Version: ${version}
Architecture: ${ARCHITECTURES.get(process.arch) ?? process.arch}
Maintainer: The Kotohogi Studio developers
Installed-Size: ${String(kib)}
Depends: ${DEPENDS.join(', ')}
Recommends: espeak-ng, fonts-noto-cjk
Section: video
Priority: optional
Description: One photo and one voice become a celebratory talking video
 Kotohogi Studio turns one photo and one voice into a video in which the person
 in the photo speaks. Everything is made on your own computer.
`;

/** Pages are kept in Chromium's sandbox: by user namespaces, or where the kernel refuses them by this helper. */
const AFTER_INSTALL = `#!/bin/sh
set -e
if unshare --user true 2>/dev/null; then mode=0755; else mode=4755; fi
chown root:root ${HOME}/chrome-sandbox
chmod "$mode" ${HOME}/chrome-sandbox
`;

/** @param {string} root @param {string} from @param {...string} to */
async function install(root, from, ...to) {
  const target = path.join(root, ...to);
  await mkdir(path.dirname(target), { recursive: true });
  await cp(from, target);
}

/**
 * Makes a Debian package of an unpacked app with Debian's own tool, where electron-builder's cannot be fetched.
 * @param {string} folder
 * @param {string} target
 * @param {string} version
 * @returns {Promise<number>} bytes
 * @throws {SetupProblem} where dpkg-deb is not there
 */
export async function makeDeb(folder, target, version) {
  const root = await mkdtemp(path.join(path.dirname(target), '.deb-'));
  try {
    await chmod(root, 0o755);
    await mkdir(path.join(root, 'opt'));
    // Hard links: nothing of the app is written again.
    const copy = await runProcess('cp', ['-al', folder, path.join(root, 'opt', NAME)]);
    if (copy.status !== 0) throw new Error(`The app could not be laid out: ${lastLines(copy.stderr)}`);
    await mkdir(path.join(root, 'usr', 'bin'), { recursive: true });
    for (const program of [NAME, 'kotohogi'])
      await symlink(`${HOME}/${program}`, path.join(root, 'usr', 'bin', program));
    await install(root, path.join(folder, `${NAME}.desktop`), 'usr/share/applications', `${NAME}.desktop`);
    await install(root, path.join(folder, `${NAME}.xml`), 'usr/share/mime/packages', `${NAME}.xml`);
    const icons = fromRoot('resources', 'icons');
    const scalable = 'usr/share/icons/hicolor/scalable';
    await install(root, path.join(icons, 'icon.svg'), scalable, 'apps', `${NAME}.svg`);
    const mimeIcon = 'application-vnd.kotohogi.project.svg';
    await install(root, path.join(icons, 'project.svg'), scalable, 'mimetypes', mimeIcon);
    await install(root, fromRoot('LICENSE'), 'usr/share/doc', NAME, 'copyright');
    await mkdir(path.join(root, 'DEBIAN'));
    const kib = Math.ceil(measureApp(folder).totalBytes / 1024);
    await writeFile(path.join(root, 'DEBIAN', 'control'), control(kib, version));
    await writeFile(path.join(root, 'DEBIAN', 'postinst'), AFTER_INSTALL, { mode: 0o755 });
    const half = `${target}.half`;
    const build = ['-Zgzip', '-z1', '--root-owner-group', '--build', root, half];
    const { status, stderr } = await runProcess('dpkg-deb', build);
    if (status === null)
      throw new SetupProblem('dpkg-deb is not there.', 'Debian and Ubuntu have it in "dpkg".');
    if (status !== 0) throw new Error(`dpkg-deb: ${lastLines(stderr)}`);
    await rename(half, target);
    return (await stat(target)).size;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
