import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 100;

/** @param {number} pid */
function statusOf(pid) {
  try {
    return readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} status of /proc
 * @param {string} name
 */
const field = (status, name) => new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1];

/**
 * The most memory that a process and the children it starts ever hold, each by itself (VmHWM, proc(5)). The kernel
 * keeps the peak, so looking now and then misses only what a process takes right before its end.
 * @param {number} pid
 * @param {Promise<unknown>} ended resolves when the process has ended
 * @returns {Promise<{ ownBytes: number, childrenBytes: number }>} children: the largest one
 */
export async function peakMemory(pid, ended) {
  let running = true;
  void ended.finally(() => (running = false));
  let ownBytes = 0;
  let childrenBytes = 0;
  while (running) {
    ownBytes = Math.max(ownBytes, Number(field(statusOf(pid), 'VmHWM') ?? 0) * 1024);
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue;
      const status = statusOf(Number(entry));
      if (field(status, 'PPid') === String(pid))
        childrenBytes = Math.max(childrenBytes, Number(field(status, 'VmHWM') ?? 0) * 1024);
    }
    await pause(POLL_MS);
  }
  return { ownBytes, childrenBytes };
}
