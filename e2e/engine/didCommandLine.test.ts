/** `kotohogi did` as people start it: a program with a key in its environment, killed now and then. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filesWithSecrets, secretsIn, TEST_KEY } from '../fixtures/didCampaign.ts';
import { SimulatedClock } from '../fixtures/didClock.ts';
import { startDidServer, type DidServer } from '../fixtures/didServer.ts';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { createWorkplace, type Outcome } from '../fixtures/workplace.ts';

const PROGRAM = path.join(import.meta.dirname, '..', '..', 'bin', 'kotohogi.mjs');
const place = createWorkplace();
const home = path.join(place.temp, 'home');
const clock = new SimulatedClock(3);
let server: DidServer;
let words: string[] = [];
beforeAll(async () => {
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=256x256:rate=25:duration=2', '-pix_fmt', 'yuv420p'];
  const video = readFileSync(await makeFile(place.materials, 'did.mp4', ...picture));
  server = await startDidServer({ clock, key: TEST_KEY, video });
  words = ['--photo', SAMPLE_PHOTO, '--voice', shortVoice(place.materials, 2)];
});
afterAll(async () => {
  await server.close();
  place.remove();
});

/**
 * @param kill called with the means to kill it at once
 * @param heard called with all that it has said so far, whenever it says something
 */
function did(
  given: readonly string[],
  stdin: string | null = null,
  kill?: (now: () => void) => void,
  heard?: (stderr: string) => void,
): Promise<Outcome> {
  const env = { ...process.env, KOTOHOGI_HOME: home, KOTOHOGI_DID_KEY: stdin === null ? TEST_KEY : '' };
  const all = [PROGRAM, 'did', ...given, '--address', server.address];
  const child = spawn(process.execPath, all, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  kill?.(() => void child.kill('SIGKILL'));
  child.stdin.end(stdin ?? '');
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      if (name === 'stderr') heard?.(written.stderr);
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      expect(secretsIn(written.stdout + written.stderr)).toEqual([]);
      resolve({ code, ...written });
    });
  });
}

async function described(): Promise<{ jobId: string; transferSha256: string }> {
  const { code, stdout } = await did(['describe', ...words, '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout) as { jobId: string; transferSha256: string };
}

it('takes a key from standard input, and none from the command line', async () => {
  expect(await did(['credits'], `Basic ${TEST_KEY}\n`)).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('KOTOHOGI_DID_KEY') as string,
  });
  const { code, stdout } = await did(['credits', '--key-stdin', '--json'], `Basic ${TEST_KEY}\n`);
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    { schemaVersion: 1, remaining: 100, total: 100, expireAt: '2026-12-31' },
  ]);
  expect((await did(['credits', '--key', TEST_KEY])).code).toBe(2);
});

it('sends nothing before somebody has seen what and agreed', async () => {
  const before = server.requestCount();
  expect((await did(['render', ...words, '--out', path.join(place.out, 'a.mp4')])).code).toBe(2);
  const { jobId } = await described();
  const out = path.join(place.out, 'a.mp4');
  expect((await did(['resume', jobId, '--out', out])).code).toBe(3);
  expect((await did(['start', jobId, '--out', out, '--consent', 'f'.repeat(64)])).code).toBe(3);
  expect((await did(['forget', jobId])).code).toBe(0);
  expect(server.requestCount()).toBe(before);
});

it('is killed at every request in turn, and pays once', async () => {
  server.workMs = 0;
  const { jobId, transferSha256 } = await described();
  const out = path.join(place.out, 'killed.mp4');
  const start = ['start', jobId, '--consent', transferSha256, '--out', out];
  const routes = [
    'GET /credits',
    'POST /images',
    'POST /audios',
    'POST /talks',
    'GET /talks/{id}',
    'GET /results/{id}',
  ];
  for (const route of routes) {
    let hasDied = false;
    const { code } = await did(start, null, (now) => {
      server.onRequest = (asked, moment) => {
        if (asked !== route || moment !== 'done' || hasDied) return;
        hasDied = true;
        now();
      };
    });
    expect([route, hasDied, code]).toEqual([route, true, null]);
  }
  server.onRequest = () => undefined;
  const { code, stdout } = await did(['resume', jobId, '--out', out, '--delete-afterwards', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    backend: 'did',
    jobId,
    frames: 50,
    sound: 'recording',
    removal: { talk: 'deleted', image: 'deleted', audio: 'deleted' },
  });
  expect([server.paid(jobId), server.requests.get('POST /talks')]).toEqual([1, 1]);
  expect(server.violations).toEqual([]);
  expect(filesWithSecrets(place.temp)).toEqual([]);
  expect((await did(['jobs'])).stdout).toContain(jobId);
});

it('hears the call of D-ID at a public address, where both ends of it were given', async () => {
  const webhook = ['--webhook', 'https://public.example/kotohogi'];
  const out = path.join(place.out, 'called.mp4');
  expect((await did(['describe', ...words, '--webhook', 'http://public.example'])).code).toBe(3);
  expect(
    (await did(['start', 'f'.repeat(32), '--consent', 'x', '--out', out, '--webhook-listen', ':80'])).code,
  ).toBe(3);
  const { code, stdout } = await did(['describe', ...words, ...webhook]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/request {2}.*"webhook":"https:\/\/public\.example\/kotohogi\/[0-9a-f]{32}"/);
  expect(stdout).toContain('Note: When the video is done, D-ID calls public.example');
  const [, jobId = '', consent = ''] = /Job ([0-9a-f]+)\n.*--consent ([0-9a-f]+)/.exec(stdout) ?? [];

  server.workMs = 5_000;
  let called: Promise<Response> | null = null;
  let here = '';
  server.onRequest = (route, moment) => {
    if (route !== 'GET /talks/{id}' || moment !== 'done' || called !== null) return;
    clock.advance(5_000);
    called = fetch(here, { method: 'POST', body: '{}' });
  };
  const listen = ['--webhook-listen', '127.0.0.1:0', '--json'];
  const start = ['start', jobId, '--consent', consent, '--out', out, ...listen];
  const outcome = await did(start, null, undefined, (stderr) => {
    const [, address, publicAddress] = /listening at (\S+) for D-ID's call to (\S+)\n/.exec(stderr) ?? [];
    if (address !== undefined && publicAddress !== undefined)
      here = `http://${address}${new URL(publicAddress).pathname}`;
  });
  server.onRequest = () => undefined;
  expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
  expect((await (called as Promise<Response> | null))?.status).toBe(200);
  await expect(fetch(here, { method: 'POST' })).rejects.toThrow();
  expect(server.paid(jobId)).toBe(1);
});
