export interface SystemGap {
  /** In words for people. */
  readonly what: string;
  /** Debian packages that close it; of each group the first name that the distribution knows. */
  readonly packages: readonly (readonly string[])[];
  /** The app starts without it; something in it does not work then. */
  readonly optional?: boolean;
}

export function hasDisplay(): boolean;
export function isOnPath(program: string): boolean;
export function missingLibraries(lddOutput: string): string[];
export function findSystemGaps(electronProgram: string): Promise<SystemGap[]>;
