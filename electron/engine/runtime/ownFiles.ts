/** Names of files that only last while something is made: a later start knows whose they were, and sweeps them up. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** Folders may be shared between computers, and process ids mean nothing elsewhere. */
const COMPUTER = createHash('sha256').update(os.hostname()).digest('hex').slice(0, 8);
const MARK = /(?:^|[.-])kthg-([0-9a-f]{8})-([0-9a-z]{1,8})-/;

/** The beginning of a name that is ours while this process runs. */
export const ownMark = (): string => `kthg-${COMPUTER}-${process.pid.toString(36)}-`;

/** A name of its own for something that this process is making. */
export const ownName = (): string => `${ownMark()}${randomBytes(6).toString('hex')}`;

/** Whether a process of this computer runs. One of somebody else's counts: nothing is taken from it. */
export function isProcessRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

/** Whether a name is that of something a process of ours was making on this computer when it ended. */
export function isAbandoned(name: string): boolean {
  const [, computer, pid] = MARK.exec(name) ?? [];
  return computer === COMPUTER && !isProcessRunning(Number.parseInt(pid, 36));
}

/** Removes what was abandoned in a folder. What cannot be removed stays; a folder that is not there is clean. */
export async function sweepAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (isAbandoned(name))
      await rm(path.join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}
