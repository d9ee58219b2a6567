import { readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second for every program (USER_HZ is part of its interface). */
const TICKS_PER_SEC = 100;

/**
 * Processor time that a running process of ours has used so far, in seconds, all threads together.
 * @returns null where the system does not say (not Linux) or the process has ended
 */
export async function processCpuSec(pid: number): Promise<number | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
  if (stat === null) return null;
  // The second field is the program's name in parentheses and may hold spaces; user and system time are the 14th and 15th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return Number.isFinite(ticks) ? ticks / TICKS_PER_SEC : null;
}

/** Processor time that this process has used so far, in seconds, worker threads included. */
export function ownCpuSec(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
