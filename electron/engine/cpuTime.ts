import { readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second for every program (USER_HZ is part of its interface). */
const TICKS_PER_SEC = 100;

/**
 * Processor time of all processes that this one started and that have ended, in seconds.
 * @returns null where the system does not say (not Linux)
 */
export async function endedChildrenCpuSec(): Promise<number | null> {
  const stat = await readFile('/proc/self/stat', 'latin1').catch(() => null);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold spaces; user and system time of children that
  // were waited for are the 16th and 17th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[13]) + Number(fields[14]);
  return Number.isFinite(ticks) ? ticks / TICKS_PER_SEC : null;
}

/** Processor time that this process has used so far, in seconds, worker threads included. */
export function ownCpuSec(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
