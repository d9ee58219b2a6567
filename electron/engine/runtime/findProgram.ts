import { existsSync } from 'node:fs';
import path from 'node:path';

export interface ProgramSearch {
  readonly env?: NodeJS.ProcessEnv;
  readonly exists?: (file: string) => boolean;
  readonly platform?: NodeJS.Platform;
  /** Absolute paths that installers use without putting them on the path. */
  readonly usualPlaces?: readonly string[];
}

/**
 * Where a program lies, without starting it.
 * @param name without the ending that Windows gives programs
 * @returns an absolute path, or null when it is not installed
 */
export function findProgram(
  name: string,
  {
    env = process.env,
    exists = existsSync,
    platform = process.platform,
    usualPlaces = [],
  }: ProgramSearch = {},
): string | null {
  const file = platform === 'win32' ? `${name}.exe` : name;
  // A folder that is not absolute would depend on where the program was started from.
  const onPath = (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, file));
  return [...onPath, ...usualPlaces].find((candidate) => exists(candidate)) ?? null;
}
