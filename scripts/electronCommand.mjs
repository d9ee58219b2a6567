import { electronExecutable } from './setup/electron.mjs';
import { ROOT } from './setup/paths.mjs';
import { hasDisplay } from '../electron/engine/cli/doctor/linuxSystem.mjs';

/**
 * Wraps a command so that it finds a display: a virtual one where there is none.
 * @param {string} command
 * @param {readonly string[]} args
 */
export const onDisplay = (command, args) =>
  hasDisplay()
    ? { command, args }
    : { command: 'xvfb-run', args: ['-a', '-s', '-screen 0 1440x900x24', command, ...args] };

/** Chromium's sandbox does not work for root. */
export const sandboxArgs = () =>
  process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * The environment for the app. Without a UTF-8 locale Chromium loses dropped files whose names are not ASCII.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function appEnvironment(env = process.env) {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return process.platform !== 'linux' || /utf-?8/i.test(locale) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}

/**
 * The command that starts the app of this checkout.
 * @param {readonly string[]} appArgs
 */
export const electronCommand = (appArgs) =>
  onDisplay(electronExecutable(), [...sandboxArgs(), ROOT, ...appArgs]);
