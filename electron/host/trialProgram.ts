import { app } from 'electron';
import { DEVICE_TRIAL_WORD } from '../app/launchArguments.ts';
import type { TrialProgram } from './messages.ts';

/** This program once more, as the process in which a device is tried: a packaged app refuses to be Node.js. */
export function ownTrialProgram(): TrialProgram {
  const sandbox = app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : [];
  const folder = app.isPackaged ? [] : [app.getAppPath()];
  return { path: process.execPath, words: [...sandbox, ...folder, DEVICE_TRIAL_WORD] };
}
