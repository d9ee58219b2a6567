import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const HEARTBEAT_MS = 2_000;
/** A holder that has not shown life for this long is taken for dead even when its process id is in use. */
const STALE_MS = 30_000;
const POLL_MS = 200;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * @param {string} file
 * @returns {Promise<{ pid: number, stale: boolean } | undefined>} undefined when nobody holds it any more
 */
async function inspectHolder(file) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    const [host, pidText] = text.split(' ');
    const pid = Number(pidText);
    const silentMs = Date.now() - mtimeMs;
    // An empty file is a holder between creating and writing it.
    if (!pid) return { pid: 0, stale: silentMs > STALE_MS };
    return { pid, stale: silentMs > STALE_MS || (host === os.hostname() && !isAlive(pid)) };
  } catch {
    return undefined;
  }
}

/**
 * Holds a lock file while `work` runs, so that two set-ups of one checkout follow each other.
 * A lock left behind by a killed process is recognised (dead process, or no heartbeat) and taken over.
 * @template T
 * @param {string} file absolute path of the lock file
 * @param {(holderPid: number) => void} onWait called once when somebody else holds the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, onWait, work) {
  await mkdir(path.dirname(file), { recursive: true });
  let announced = false;
  for (;;) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(`${os.hostname()} ${String(process.pid)}`);
      await handle.close();
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = await inspectHolder(file);
    if (holder?.stale) await rm(file, { force: true });
    else if (holder) {
      if (!announced) onWait(holder.pid);
      announced = true;
      await sleep(POLL_MS);
    }
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    await rm(file, { force: true });
  }
}
