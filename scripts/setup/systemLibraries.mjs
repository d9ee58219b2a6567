import { existsSync } from 'node:fs';
import { findSystemGaps, hasDisplay, isOnPath } from '../../electron/engine/cli/doctor/linuxSystem.mjs';
import { electronExecutable } from './electron.mjs';
import { lastLines, runProcess } from './process.mjs';

const APT_DEADLINE_MS = 15 * 60_000;

const OTHER_MANAGERS = [
  {
    program: '/usr/bin/dnf',
    command:
      'dnf install -y gtk3 nss alsa-lib mesa-libgbm xorg-x11-server-Xvfb xorg-x11-xauth espeak-ng google-noto-sans-cjk-fonts google-noto-color-emoji-fonts',
  },
  {
    program: '/usr/bin/pacman',
    command:
      'pacman -S --needed gtk3 nss alsa-lib mesa xorg-server-xvfb xorg-xauth espeak-ng noto-fonts-cjk noto-fonts-emoji',
  },
  {
    program: '/usr/bin/zypper',
    command:
      'zypper install -y gtk3 mozilla-nss libasound2 libgbm1 xorg-x11-server-Xvfb xauth espeak-ng noto-sans-cjk-fonts noto-coloremoji-fonts',
  },
];

/**
 * The first name of each group that the package lists know.
 * @param {readonly (readonly string[])[]} groups
 */
async function knownNames(groups) {
  const names = [];
  for (const group of groups) {
    const known = [];
    for (const name of group)
      if ((await runProcess('apt-cache', ['show', '--no-all-versions', name])).status === 0) known.push(name);
    names.push(known[0] ?? group[0] ?? '');
  }
  return names;
}

/** @param {readonly string[]} args */
export const apt = (args) =>
  runProcess('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: APT_DEADLINE_MS,
  });

/**
 * What could not be installed from here: an end of the set-up only where the app does not start without it.
 * @param {readonly import('../../electron/engine/cli/doctor/linuxSystem.mjs').SystemGap[]} gaps
 * @param {string} remedy
 * @returns {import('./steps.mjs').StepResult}
 */
function leftOpen(gaps, remedy) {
  const what = gaps.map((gap) => gap.what).join('; ');
  if (gaps.some((gap) => !gap.optional)) return { state: 'missing', detail: what, remedy };
  return { state: 'present', detail: `complete but for ${what}`, loud: `Missing: ${what}.\n${remedy}` };
}

/**
 * Makes sure that the app can start on this Linux: libraries, and without a display also Xvfb and fonts. Installs
 * them itself when it may (root on Debian or Ubuntu), else says the one command to run.
 * @returns {Promise<import('./steps.mjs').StepResult>}
 */
export async function prepareSystemLibraries() {
  if (process.platform !== 'linux') return { state: 'skipped', detail: 'not needed on this platform' };
  const gaps = await findSystemGaps(electronExecutable());
  if (gaps.length === 0)
    return { state: 'present', detail: hasDisplay() ? 'complete' : 'complete, with a virtual display' };

  if (!isOnPath('apt-get')) {
    const manager = OTHER_MANAGERS.find(({ program }) => existsSync(program));
    const remedy = manager
      ? `Run "sudo ${manager.command}".`
      : "Install them with your system's package manager.";
    return leftOpen(gaps, remedy);
  }
  const isRoot = process.getuid?.() === 0;
  const groups = gaps.flatMap((gap) => gap.packages);
  if (!isRoot) {
    const install = `apt-get install -y --no-install-recommends ${(await knownNames(groups)).join(' ')}`;
    return leftOpen(gaps, `Run "sudo sh -c 'apt-get update && ${install}'".`);
  }

  const update = await apt(['update']);
  const names = await knownNames(groups);
  const install = await apt(['install', '-y', '--no-install-recommends', ...names]);
  const left = await findSystemGaps(electronExecutable());
  if (left.length === 0) return { state: 'done', detail: `installed ${names.join(' ')}` };
  const failed = install.status === 0 ? update : install;
  const reason = lastLines(failed.stderr, 2) || 'see its output';
  return leftOpen(left, `"apt-get install ${names.join(' ')}" did not help: ${reason}`);
}
