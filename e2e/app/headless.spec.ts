import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test as base } from '@playwright/test';
import { RENDER_DEFAULTS } from '../../shared/contract/renderConstants.ts';
import { startOf } from '../fixtures/appUnderTest.ts';
import { plainFile, SAMPLE_PHOTO, SAMPLE_VOICE, shortVoice } from '../fixtures/materials.ts';
import { definedEnvironment } from '../fixtures/studioTest.ts';

interface Outcome {
  readonly code: number | null;
  readonly lines: readonly Record<string, Record<string, unknown>>[];
}

const test = base.extend<{ folder: string }>({
  // Playwright reads the pattern to learn what a fixture needs.
  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** Runs the app without a window. @param stopAt a signal is sent when the output first contains these words */
function renderHeadless(folder: string, request: unknown, stopAt?: string): Promise<Outcome> {
  const requestFile = path.join(folder, 'request.json');
  writeFileSync(requestFile, JSON.stringify(request));
  const { program, args } = startOf();
  const child = spawn(program, [...args, `--render-request=${requestFile}`], {
    env: { ...definedEnvironment(), KOTOHOGI_HOME: path.join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  let stopped = false;
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString('utf8');
    if (stopAt === undefined || stopped || !output.includes(stopAt)) return;
    stopped = true;
    child.kill('SIGTERM');
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = output.split('\n').filter((line) => line.startsWith('{'));
      resolve({ code, lines: lines.map((line) => JSON.parse(line) as Outcome['lines'][number]) });
    });
  });
}

const requestFor = (folder: string, photoPath: string, voicePath: string) => ({
  ...RENDER_DEFAULTS,
  size: { widthPx: 320, heightPx: 320 },
  photoPath,
  voicePath,
  outPath: path.join(folder, 'out.mp4'),
});

test('a request file becomes a video: progress, a report, exit code 0', async ({ folder }) => {
  const { code, lines } = await renderHeadless(
    folder,
    requestFor(folder, SAMPLE_PHOTO, shortVoice(folder, 1.2)),
  );
  expect(code).toBe(0);
  const fractions = lines.flatMap(({ progress }) => (progress ? [progress['fraction'] as number] : []));
  expect(fractions.length).toBeGreaterThan(1);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(lines.at(-1)?.['report']).toMatchObject({ frames: 30, fps: 25, width: 320, height: 320 });
  expect(existsSync(path.join(folder, 'out.mp4'))).toBe(true);
});

test('a bad photo is named and ends with exit code 3', async ({ folder }) => {
  const photo = plainFile(folder, 'broken.jpg', 'this is not a JPEG');
  const { code, lines } = await renderHeadless(folder, requestFor(folder, photo, SAMPLE_VOICE));
  expect(code).toBe(3);
  expect(lines.at(-1)?.['error']?.['message']).toContain('broken.jpg');
  expect(existsSync(path.join(folder, 'out.mp4'))).toBe(false);
});

test('an incomplete request is a usage error', async ({ folder }) => {
  const { code, lines } = await renderHeadless(folder, { photoPath: SAMPLE_PHOTO });
  expect(code).toBe(2);
  expect(lines.at(-1)?.['error']?.['code']).toBe('request-malformed');
});

test('a signal cancels: exit code 5 and nothing half-written', async ({ folder }) => {
  const { code } = await renderHeadless(
    folder,
    requestFor(folder, SAMPLE_PHOTO, SAMPLE_VOICE),
    '"stage":"encode"',
  );
  expect(code).toBe(5);
  expect(readdirSync(folder).sort()).toEqual(['home', 'request.json']);
});
