const RENDER_REQUEST = '--render-request=';

/** What the program was started for. */
export type Launch =
  | { readonly kind: 'studio' }
  /** Render what a JSON file asks for, without a window, and end. */
  | { readonly kind: 'render'; readonly requestFile: string };

/** @param argv as the process got it; anything that is not ours belongs to Chromium and is left alone */
export function parseLaunchArguments(argv: readonly string[]): Launch {
  const requestFile = argv
    .find((argument) => argument.startsWith(RENDER_REQUEST))
    ?.slice(RENDER_REQUEST.length);
  return requestFile ? { kind: 'render', requestFile } : { kind: 'studio' };
}
