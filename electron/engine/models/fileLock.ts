/** One process at a time: a lock file with the number of the process that holds it. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Whoever holds a lock touches it this often. */
const TOUCH_MS = 5_000;
/** A lock that nobody touched for so long was left behind, even if its process number is in use again. */
const STALE_MS = 60_000;
const POLL_MS = 25;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    // Somebody else's process runs as well.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
};

async function tryToTake(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(token);
    await handle.close();
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw thrown;
  }
}

/** Clears away the lock of a process that ended without giving it back. */
async function clearStale(file: string): Promise<void> {
  try {
    const holder = await readFile(file, 'utf8');
    const { mtimeMs } = await stat(file);
    const ageMs = Date.now() - mtimeMs;
    // An empty one is being written this very moment.
    const isHeld =
      holder === '' ? ageMs < TOUCH_MS : isRunning(Number.parseInt(holder, 10)) && ageMs < STALE_MS;
    if (isHeld) return;
    const aside = `${file}.${randomBytes(4).toString('hex')}.stale`;
    await rename(file, aside);
    // Somebody else may have cleared it and taken the lock in between: then it goes back.
    if ((await readFile(aside, 'utf8')) === holder) await rm(aside, { force: true });
    else await rename(aside, file);
  } catch (thrown) {
    // Given back in the meantime.
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown;
  }
}

/**
 * Does something while no other process (and nobody else in this one) does it.
 * @param file the lock; its folder is made
 * @param patienceMs how long to wait for it
 * @returns what was done; null when somebody else held the lock all the time
 */
export async function withLock<Result>(
  file: string,
  patienceMs: number,
  action: () => Promise<Result>,
): Promise<{ readonly done: Result } | null> {
  await mkdir(path.dirname(file), { recursive: true });
  const token = `${process.pid} ${randomBytes(8).toString('hex')}`;
  const giveUpAt = performance.now() + patienceMs;
  while (!(await tryToTake(file, token))) {
    await clearStale(file);
    if (performance.now() >= giveUpAt) {
      if (await tryToTake(file, token)) break;
      return null;
    }
    await wait(POLL_MS);
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, TOUCH_MS);
  touching.unref();
  try {
    return { done: await action() };
  } finally {
    clearInterval(touching);
    // Only what is still ours: a lock that was taken over belongs to somebody else.
    const holder = await readFile(file, 'utf8').catch(() => '');
    if (holder === token) await rm(file, { force: true });
  }
}
