/** The built command line as people start it: under plain Node, on real models and media. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { LANDMARK_COUNT } from '../stages/face/types.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PHOTO = path.join(ROOT, 'resources', 'sample', 'photo.jpg');
const VOICE = path.join(ROOT, 'resources', 'sample', 'voice.wav');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** @param interruptAt once standard error holds this text, the program gets SIGINT */
function kotohogi(words: readonly string[], interruptAt?: string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'bin', 'kotohogi.mjs'), ...words], {
      env: { ...process.env, KOTOHOGI_HOME: path.join(folder, 'home') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let err = '';
    let interrupted = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
      if (interruptAt === undefined || interrupted || !err.includes(interruptAt)) return;
      interrupted = true;
      child.kill('SIGINT');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const doctorSchema = z.object({
  schemaVersion: z.literal(1),
  complete: z.boolean(),
  findings: z.array(z.object({ name: z.string(), state: z.string(), detail: z.string() })),
});

it('doctor finds this installation complete, and every model with its own bytes', async () => {
  const { code, out, err } = await kotohogi(['doctor', '--json']);
  expect(err).toBe('');
  const { complete, findings } = doctorSchema.parse(JSON.parse(out));
  expect(complete).toBe(true);
  expect(code).toBe(0);
  const models = findings.filter(({ name }) => name.startsWith('model '));
  expect(models.length).toBeGreaterThanOrEqual(4);
  for (const { name, detail } of models) expect(detail, name).toMatch(/^verified/);
});

it('photo describes the sample: one face with all its landmarks inside the picture', async () => {
  const matte = path.join(folder, 'matte.png');
  const { code, out } = await kotohogi(['photo', '--photo', PHOTO, '--json', '--matte', matte]);
  expect(code).toBe(0);
  const point = z.tuple([z.number().min(0).max(512), z.number().min(0).max(512)]);
  const report = z
    .object({
      schemaVersion: z.literal(1),
      width: z.literal(512),
      height: z.literal(512),
      faces: z.array(
        z.object({ score: z.number().min(0.5).max(1), landmarks: z.array(point).length(LANDMARK_COUNT) }),
      ),
      matte: z.object({ coverage: z.number().min(0.3).max(0.8) }),
    })
    .parse(JSON.parse(out));
  expect(report.faces).toHaveLength(1);
  expect((await readFile(matte)).subarray(1, 4).toString('latin1')).toBe('PNG');
});

it('analyze measures the sample voice', async () => {
  const { code, out } = await kotohogi(['analyze', '--voice', VOICE, '--json']);
  expect(code).toBe(0);
  const report = z.object({ durationSec: z.number(), sampleRateHz: z.literal(16000) }).parse(JSON.parse(out));
  expect(report.durationSec).toBeCloseTo(10.71, 2);
});

it('a bad file ends with 3 and a sentence that names it', async () => {
  const { code, out, err } = await kotohogi(['photo', '--photo', VOICE, '--json']);
  expect(code).toBe(3);
  expect(out).toBe('');
  const report = z.object({ kind: z.literal('input'), message: z.string() }).parse(JSON.parse(err));
  expect(report.message).toContain(VOICE);
});

it('an interrupted render ends with 5 and leaves nothing behind', async () => {
  const target = path.join(folder, 'interrupted');
  await mkdir(target);
  const words = ['render', '--photo', PHOTO, '--voice', VOICE, '--out', path.join(target, 'video.mp4')];
  const { code, err } = await kotohogi([...words, '--size', '256x256', '--progress', 'lines'], 'encode');
  expect(err).toContain('Cancelled');
  expect(code).toBe(5);
  expect(await readdir(target)).toEqual([]);
});
