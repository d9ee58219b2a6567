import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { appEnvironment, electronCommand } from '../electronCommand.mjs';

/**
 * @typedef {object} WindowStart
 * @property {number} usableMs from the start of the process to the first picture of the page that takes input
 * @property {number | null} idleMemoryMiB of all processes together while nothing is asked, shared pages counted once; null
 *   where the system does not tell
 */

/** The page's own mark (renderer/showStudio.tsx). */
const USABLE = 'studio-usable';
const LISTENING = /DevTools listening on (ws:\S+)/u;
const START_LIMIT_MS = 60_000;
/** What a start leaves to do is done by then. */
const IDLE_AFTER_MS = 5000;
const END_STEP_MS = 500;
const END_LIMIT_MS = 5000;

/**
 * Starts the real window and waits until it can be used.
 * @param {string} home a folder; empty for the very first start
 * @returns {Promise<WindowStart>}
 */
async function startOnce(home) {
  const { command, args } = electronCommand(['--remote-debugging-port=0']);
  const env = { ...appEnvironment(), KOTOHOGI_HOME: home };
  const startedMs = Date.now();
  // A group of its own: the display's wrapper and all of the app's processes end with it.
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  try {
    const address = await new Promise((resolve, reject) => {
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        said += text;
        const found = LISTENING.exec(said);
        if (found) resolve(found[1]);
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`The app ended at its start: ${said}`)));
      setTimeout(() => reject(new Error('The app did not start in a minute.')), START_LIMIT_MS).unref();
    });
    const { chromium } = await import('@playwright/test');
    const browser = await chromium.connectOverCDP(address);
    const [context] = browser.contexts();
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, USABLE);
    const usableAtMs = await page.evaluate(
      (mark) => performance.timeOrigin + performance.getEntriesByName(mark)[0].startTime,
      USABLE,
    );
    await browser.close();
    await wait(IDLE_AFTER_MS);
    return { usableMs: usableAtMs - startedMs, idleMemoryMiB: memoryOfGroup(child.pid ?? 0) };
  } finally {
    if (child.pid !== undefined) await endGroup(child.pid);
  }
}

/**
 * Ends a group of processes, and waits until none of it is left.
 * @param {number} group
 */
async function endGroup(group) {
  try {
    for (let waitedMs = 0; ; waitedMs += END_STEP_MS) {
      process.kill(-group, waitedMs < END_LIMIT_MS ? 'SIGTERM' : 'SIGKILL');
      await wait(END_STEP_MS);
    }
  } catch {
    // Nobody is left to be told.
  }
}

/**
 * Proportional set sizes of the Electron processes of a group, MiB.
 * @param {number} group
 */
function memoryOfGroup(group) {
  if (process.platform !== 'linux') return null;
  const kib = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .map((pid) => {
      try {
        const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /u, '');
        const isOurs = Number(afterName.split(' ')[2]) === group;
        if (!isOurs || !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('electron')) return 0;
        return Number(/^Pss:\s+(\d+)/mu.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
      } catch {
        // It ended while it was looked at, or belongs to somebody else.
        return 0;
      }
    })
    .reduce((sum, size) => sum + size, 0);
  return kib > 0 ? kib / 1024 : null;
}

/**
 * The very first start, and starts after it.
 * @param {number} again how many of the latter
 * @returns {Promise<{ first: WindowStart, again: WindowStart[] }>}
 */
export async function measureWindowStart(again) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-start-'));
  try {
    const first = await startOnce(home);
    const later = [];
    for (let i = 0; i < again; i++) later.push(await startOnce(home));
    return { first, again: later };
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
