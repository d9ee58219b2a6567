import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './process.mjs';

const HEARTBEAT_MS = 2_000;
/** A holder that has not shown life for this long is taken for dead even when its process id is in use. */
const STALE_MS = 30_000;
const POLL_MS = 200;

/**
 * @param {string} file
 * @returns {Promise<{ text: string, pid: number, stale: boolean } | undefined>} undefined when nobody holds it any more
 */
async function inspectHolder(file) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    const [host, pidText] = text.split(' ');
    const pid = Number(pidText);
    const silentMs = Date.now() - mtimeMs;
    // An empty file is a holder between creating and writing it.
    if (!pid) return { text, pid: 0, stale: silentMs > STALE_MS };
    return { text, pid, stale: silentMs > STALE_MS || (host === os.hostname() && !isAlive(pid)) };
  } catch {
    return undefined;
  }
}

/**
 * Removes a lock left behind, and only that one: another waiter may have replaced it in the meantime.
 * @param {string} file
 * @param {string} text what the stale lock says
 */
async function removeStale(file, text) {
  const aside = `${file}.${String(process.pid)}`;
  try {
    await rename(file, aside);
  } catch {
    return; // Somebody else was faster.
  }
  if ((await readFile(aside, 'utf8')) === text) await rm(aside, { force: true });
  else await rename(aside, file);
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
    if (holder?.stale) await removeStale(file, holder.text);
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
