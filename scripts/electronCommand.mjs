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
 * The command that starts the app of this checkout.
 * @param {readonly string[]} appArgs
 */
export const electronCommand = (appArgs) =>
  onDisplay(electronExecutable(), [...sandboxArgs(), ROOT, ...appArgs]);
