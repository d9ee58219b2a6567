import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAbandoned, ownMark, ownName, sweepAbandoned } from './ownFiles.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'own-files-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The id of a process that has ended. */
const endedPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;
const markOf = (pid: number): string => ownMark().replace(/[0-9a-z]+-$/, `${pid.toString(36)}-`);

test('what this process makes is not abandoned, what an ended one made is', () => {
  expect(ownName()).not.toBe(ownName());
  expect(isAbandoned(ownName())).toBe(false);
  const ended = `${markOf(endedPid())}0123456789ab`;
  expect(isAbandoned(ended)).toBe(true);
  expect(isAbandoned(`.${ended}.partial.mp4`)).toBe(true);
  expect(isAbandoned(`kotohogi-${ended}`)).toBe(true);
  // Of another computer, and somebody's own files with a name that looks alike.
  expect(isAbandoned(ended.replace(/kthg-[0-9a-f]{8}/, 'kthg-00000000'))).toBe(false);
  expect(isAbandoned('wishes-kthg-.mp4')).toBe(false);
  expect(isAbandoned('kotohogi-a1b2c3')).toBe(false);
});

test('only what was abandoned goes', async () => {
  const ended = markOf(endedPid());
  writeFileSync(path.join(folder, `.${ended}1.partial.mp4`), 'half');
  mkdirSync(path.join(folder, `kotohogi-${ended}2`));
  writeFileSync(path.join(folder, `kotohogi-${ended}2`, 'voice.wav'), 'half');
  const kept = ['video.mp4', `.${ownMark()}3.partial.mp4`];
  for (const name of kept) writeFileSync(path.join(folder, name), 'mine');
  await sweepAbandoned(folder);
  expect(readdirSync(folder).sort()).toEqual(kept.sort());
  await sweepAbandoned(path.join(folder, 'not there'));
});
