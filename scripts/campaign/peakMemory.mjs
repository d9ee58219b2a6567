import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * @param {number} pid
 * @param {'status' | 'cmdline'} what
 */
function procFile(pid, what) {
  try {
    return readFileSync(`/proc/${String(pid)}/${what}`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} status of /proc
 * @param {string} name
 * @returns bytes; 0 where it is not told
 */
const bytesIn = (status, name) =>
  Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024;

/**
 * The most memory that a process and the children it starts ever hold (proc(5)): each by itself, and all together.
 *
 * Of each the kernel keeps the peak (VmHWM), so looking now and then misses only what it takes right before its end.
 * What all hold at one moment is what is seen every 100 ms; pages that they share count once for each. A child that
 * has not begun its own program yet still shares all pages of its parent and does not count.
 * @param {number} pid
 * @param {Promise<unknown>} ended resolves when the process has ended
 * @returns {Promise<{ ownBytes: number, childrenBytes: number, togetherBytes: number }>} children: the largest one
 */
export async function peakMemory(pid, ended) {
  let running = true;
  void ended.finally(() => (running = false));
  let ownBytes = 0;
  let childrenBytes = 0;
  let togetherBytes = 0;
  while (running) {
    const own = procFile(pid, 'status');
    const command = procFile(pid, 'cmdline');
    ownBytes = Math.max(ownBytes, bytesIn(own, 'VmHWM'));
    let now = bytesIn(own, 'VmRSS');
    for (const entry of readdirSync('/proc')) {
      if (!/^\d+$/.test(entry)) continue;
      const status = procFile(Number(entry), 'status');
      if (!new RegExp(`^PPid:\\s*${String(pid)}$`, 'm').test(status)) continue;
      if (procFile(Number(entry), 'cmdline') === command) continue;
      childrenBytes = Math.max(childrenBytes, bytesIn(status, 'VmHWM'));
      now += bytesIn(status, 'VmRSS');
    }
    togetherBytes = Math.max(togetherBytes, now);
    await pause(POLL_MS);
  }
  return { ownBytes, childrenBytes, togetherBytes };
}
