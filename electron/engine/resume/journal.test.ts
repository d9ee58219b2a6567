import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RENDER_DEFAULTS, type RenderRequest } from '../../../shared/contract/render.ts';
import { inputError } from '../../../shared/errors.ts';
import { ownMark } from '../runtime/ownFiles.ts';
import { journaled } from './journaled.ts';
import { openJournal, type ResumeWish } from './journal.ts';

let home = '';
let request: RenderRequest;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'journal-test-'));
  const photoPath = path.join(home, 'photo.jpg');
  const voicePath = path.join(home, 'voice.wav');
  writeFileSync(photoPath, 'a photo');
  writeFileSync(voicePath, 'a voice');
  request = { ...RENDER_DEFAULTS, photoPath, voicePath, outPath: path.join(home, 'video.mp4') };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const journals = (): string[] =>
  readdirSync(path.join(home, 'renders')).map((name) => path.join(home, 'renders', name));
const open = (resume: ResumeWish, wished = request) => openJournal(wished, { home, resume });
const CHOICES = { lipsync: 'wav2lip', lipsyncModel: 'wav2lip-own', device: 'cpu' } as const;
const endedPid = (): string => spawnSync(process.execPath, ['-e', '']).pid.toString(36);

/** A render that has chosen and made a part, and whose process was then killed. */
async function killedRender(): Promise<void> {
  const journal = await open('never');
  await journal.chosen(CHOICES);
  await journal.planned(8, 0);
  await journal.made(0, 38, 'a'.repeat(64));
  const [file] = journals();
  const ended = file.replace(ownMark(), ownMark().replace(/[0-9a-z]+-$/, `${endedPid()}-`));
  renameSync(file, ended);
}

it('a render that was killed is gone on with, keeping to what it had chosen', async () => {
  await killedRender();
  const journal = await open('asked');
  expect(journal.request).toEqual({ ...request, ...CHOICES });
  expect(journal.warnings).toEqual([]);
  expect(journals()).toHaveLength(1);
  expect(readFileSync(journals()[0], 'utf8')).toContain('"chosen"');
  await journal.finish();
  expect(journals()).toEqual([]);
});

it('survives being killed in the middle of a line', async () => {
  await killedRender();
  appendFileSync(journals()[0], '{"what":"made","from":38,"to"');
  expect((await open('asked')).request.lipsync).toBe('wav2lip');
});

it('another request, a changed file and a wish to begin anew are not gone on with', async () => {
  await killedRender();
  const other = await open('asked', { ...request, fps: 30 });
  expect(other.request.lipsync).toBe(RENDER_DEFAULTS.lipsync);
  expect(other.warnings.join()).toContain('No interrupted render');
  await other.finish();
  expect(journals()).toHaveLength(1);

  writeFileSync(request.voicePath, 'another voice');
  const changed = await open('asked');
  expect(changed.request).toEqual(request);
  expect(changed.warnings.join()).toContain('"voice.wav" has changed');
  await changed.finish();

  await killedRender();
  const anew = await open('never');
  expect(anew.request).toEqual(request);
  expect(anew.warnings).toEqual([]);
  expect(journals()).toHaveLength(1);
});

it('where there is nothing to go on with, only who asked is told', async () => {
  expect((await open('quiet')).warnings).toEqual([]);
});

it('a render that runs is left alone, one that ended with an error may be gone on with', async () => {
  const running = await open('never');
  await running.chosen(CHOICES);
  const second = await open('asked');
  expect(second.request).toEqual(request);
  expect(journals()).toHaveLength(2);
  await second.finish();
  await running.stop('disk-full');
  expect((await open('quiet')).request).toEqual({ ...request, ...CHOICES });
});

it('what killed renders left beside their videos is swept up, and old accounts are let go', async () => {
  await killedRender();
  const half = path.join(home, `.${ownMark().replace(/[0-9a-z]+-$/, `${endedPid()}-`)}1.partial.mp4`);
  writeFileSync(half, 'half a video');
  const month = Date.now() / 1000 - 30 * 24 * 3600;
  utimesSync(journals()[0], month, month);
  const journal = await open('asked', { ...request, outPath: path.join(home, 'elsewhere', 'b.mp4') });
  expect(journals()).toHaveLength(1);
  await journal.finish();

  await killedRender();
  await open('never', { ...request, outPath: path.join(home, 'elsewhere', 'b.mp4') });
  expect(existsSync(half)).toBe(false);
});

it('a home that cannot be written to is no reason not to render', async () => {
  writeFileSync(path.join(home, 'renders'), 'a file in the way');
  const journal = await open('asked');
  await journal.made(0, 1, 'a'.repeat(64));
  await journal.finish();
  expect(journal.request).toEqual(request);
});

it('an error is written down and thrown on', async () => {
  const failing = journaled(request, { home, resume: 'never' }, () =>
    Promise.reject(inputError('disk-full', 'Full.', 'Free some space.')),
  );
  await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
  expect(readFileSync(journals()[0], 'utf8')).toContain('{"what":"stopped","code":"disk-full"}');
});
