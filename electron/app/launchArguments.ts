import { isProjectFile } from '../projects/projectNames.ts';

const RENDER_REQUEST = '--render-request=';

/** What the program was started for. */
export type Launch =
  /** With a project to open, as it was given: a double click in the file manager, or a word on the command line. */
  | { readonly kind: 'studio'; readonly projectFile: string | null }
  /** Render what a JSON file asks for, without a window, and end. */
  | { readonly kind: 'render'; readonly requestFile: string };

/** @param argv as the process got it; anything that is not ours belongs to Chromium and is left alone */
export function parseLaunchArguments(argv: readonly string[]): Launch {
  const requestFile = argv
    .find((argument) => argument.startsWith(RENDER_REQUEST))
    ?.slice(RENDER_REQUEST.length);
  if (requestFile) return { kind: 'render', requestFile };
  // The first word is the program.
  const projectFile = argv.slice(1).find((argument) => !argument.startsWith('-') && isProjectFile(argument));
  return { kind: 'studio', projectFile: projectFile ?? null };
}
