import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownName } from '../host/ownership.ts';
import { lockProject } from './projectLock.ts';

let folder = '';
let project = '';
let other: ChildProcess | null = null;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'project-lock-'));
  project = path.join(folder, 'party.kotohogi');
});
afterEach(() => {
  other?.kill('SIGKILL');
  other = null;
  rmSync(folder, { recursive: true, force: true });
});

const lockFile = (): string => path.join(folder, '.party.kotohogi.lock');
const markOf = (pid: number, computer?: string): string => {
  const [word, here, , rest] = ownName().split('-');
  return [word, computer ?? here, pid.toString(36), rest].join('-');
};
/** A program that runs until the test is over. */
function runningPid(): number {
  other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  return other.pid ?? 0;
}
const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('a project', () => {
  it('is held while it is open, and nothing is left of it afterwards', async () => {
    const lock = await lockProject(project);
    expect(existsSync(lockFile())).toBe(true);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that another program has open is refused, and stays theirs', async () => {
    const theirs = markOf(runningPid());
    writeFileSync(lockFile(), theirs);
    await expect(lockProject(project)).rejects.toMatchObject({ kind: 'input', code: 'project-in-use' });
    expect(readFileSync(lockFile(), 'utf8')).toBe(theirs);
    // However long it has been open: the process can be asked after.
    utimesSync(lockFile(), 1, 1);
    await expect(lockProject(project)).rejects.toMatchObject({ code: 'project-in-use' });
  });

  it.each([
    ['a program that has ended', () => markOf(endedPid())],
    ['nobody', () => ''],
    ['something else', () => 'half a mar'],
  ])('that is held by %s is taken', async (_who, mark) => {
    writeFileSync(lockFile(), mark());
    const old = Date.now() / 1000 - 600;
    utimesSync(lockFile(), old, old);
    const lock = await lockProject(project);
    expect(readFileSync(lockFile(), 'utf8')).toMatch(/^kthg-/);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('on a shared disk is another computer’s as long as that one gives signs of life', async () => {
    writeFileSync(lockFile(), markOf(1, 'ffffffff'));
    await expect(lockProject(project)).rejects.toMatchObject({ code: 'project-in-use' });
    for (const sec of [-600, 86_400]) {
      writeFileSync(lockFile(), markOf(1, 'ffffffff'));
      const at = Date.now() / 1000 + sec;
      utimesSync(lockFile(), at, at);
      await (await lockProject(project)).release();
    }
  });

  it('in a folder that cannot be written to may be looked at', async () => {
    const lock = await lockProject(path.join(folder, 'nowhere', 'party.kotohogi'));
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });
});
