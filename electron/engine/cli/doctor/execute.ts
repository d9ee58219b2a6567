import { execFile } from 'node:child_process';

const DEADLINE_MS = 20_000;

/** Standard output of a program; null when it is not there or ends badly. */
export const outputOf = (program: string, args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: DEADLINE_MS, windowsHide: true }, (error, stdout) => {
      resolve(error ? null : stdout);
    });
  });
