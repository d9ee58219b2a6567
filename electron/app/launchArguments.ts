import { isProjectFile } from '../projects/projectNames.ts';
import { isDeepLink } from './deepLink.ts';

const RENDER_REQUEST = '--render-request=';
const COMMAND_LINE = '--cli';
/** Also said to this program by itself (host/trialProgram.ts). */
export const DEVICE_TRIAL_WORD = '--device-trial';
const NEW_PROJECT = '--new-project';

/** What the studio was asked for when it was started, or started a second time. */
export interface StudioLaunch {
  readonly kind: 'studio';
  /** As it was given: a double click in the file manager, or a word on the command line. */
  readonly projectFile: string | null;
  /** An address of ours that was followed somewhere; not examined yet. */
  readonly deepLink: string | null;
  /** An action of the desktop's menu. */
  readonly newProject: boolean;
}

/** What the program was started for. */
export type Launch =
  | StudioLaunch
  /** Render what a JSON file asks for, without a window, and end. */
  | { readonly kind: 'render'; readonly requestFile: string }
  /** Be the command line with these words, without a window, and end. */
  | { readonly kind: 'commandLine'; readonly words: readonly string[] }
  /** Be the process in which a device is tried. */
  | { readonly kind: 'deviceTrial' };

/** @param argv as the process got it; anything that is not ours belongs to Chromium and is left alone */
export function parseLaunchArguments(argv: readonly string[]): Launch {
  const commandLine = argv.indexOf(COMMAND_LINE);
  if (commandLine >= 0) {
    const words = argv.slice(commandLine + 1);
    return { kind: 'commandLine', words: words[0] === '--' ? words.slice(1) : words };
  }
  if (argv.includes(DEVICE_TRIAL_WORD)) return { kind: 'deviceTrial' };
  const requestFile = argv
    .find((argument) => argument.startsWith(RENDER_REQUEST))
    ?.slice(RENDER_REQUEST.length);
  if (requestFile) return { kind: 'render', requestFile };
  // The first word is the program.
  const words = argv.slice(1).filter((argument) => !argument.startsWith('-'));
  return {
    kind: 'studio',
    projectFile: words.find((word) => isProjectFile(word) && !isDeepLink(word)) ?? null,
    deepLink: words.find(isDeepLink) ?? null,
    newProject: argv.includes(NEW_PROJECT),
  };
}
