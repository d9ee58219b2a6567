/** D-ID's call when a video is done: only where somebody asked for it, believed in nothing, missed without harm. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  DEFAULT_DID_SETTINGS,
  type DidBackend,
  type DidReport,
  type DidRun,
  type RenderOptions,
  type TransferDescription,
} from '../../electron/engine/backends/did/index.ts';
import { filesWithSecrets, secretsIn } from '../fixtures/didCampaign.ts';
import type { ServerTalk } from '../fixtures/didServer.ts';
import { createDidWorld, didError, failing, makeDidMaterials, type DidWorld } from '../fixtures/didWorld.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { createWorkplace } from '../fixtures/workplace.ts';

const PUBLIC = 'https://public.example/kotohogi';
const HERE = { host: '127.0.0.1', port: 0 };
const { firstPollMs } = DEFAULT_DID_SETTINGS.times;
const place = createWorkplace();
let video: Buffer = Buffer.alloc(0);
let voice = '';
let world: DidWorld;
let did: DidBackend;
/** When the talk was asked after, by the server's clock. */
let pollsMs: number[] = [];
/** Where the program listens; empty until it does. */
let heardAt = '';

beforeAll(async () => {
  ({ video, voice } = await makeDidMaterials(place.materials));
});
afterAll(() => place.remove());
beforeEach(async () => {
  world = await createDidWorld(video);
  did = world.backend();
  [pollsMs, heardAt] = [[], ''];
  world.server.onRequest = (route, moment) => {
    if (route === 'GET /talks/{id}' && moment === 'arrived') pollsMs.push(world.clock.trueMs);
  };
});
afterEach(() => world.close());

/** Servers of this process: that of the test, and what the program listens with. */
const listeners = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;

const describeOne = (webhookAddress?: string): Promise<TransferDescription> =>
  did.describeTransfer(
    {
      photoPath: SAMPLE_PHOTO,
      voicePath: voice,
      ...(webhookAddress === undefined ? {} : { webhookAddress }),
    },
    world.run,
  );

const start = (
  { jobId, transferSha256 }: TransferDescription,
  more: Partial<RenderOptions> = { webhookListen: HERE },
  run: Partial<DidRun> = {},
): Promise<DidReport> =>
  did.renderWithDid(
    jobId,
    { jobId, transferSha256 },
    { outPath: path.join(world.folder, 'video.mp4'), deleteAfterwards: false, ...more },
    { ...world.run, onListening: (address) => (heardAt = address), ...run },
  );

/** What stands before the program: takes a call to the public address here. @returns the status */
async function call(webhook: string, body: string, method = 'POST'): Promise<number> {
  const here = `http://${heardAt}${new URL(webhook).pathname}`;
  const answer = await fetch(here, { method, ...(method === 'GET' ? {} : { body }) });
  return answer.status;
}

const addressOf = ({ webhook }: ServerTalk): string => webhook ?? 'none';

/** Lets something happen in the long part of every wait that a call can end. */
function whileWaiting(act: (talk: ServerTalk, ms: number) => Promise<void>): void {
  world.clock.onWait = async (ms) => {
    const [talk] = world.server.talks;
    if (pollsMs.length > 0 && ms > firstPollMs && listeners() > 1) await act(talk, ms);
  };
}

/** Moves the time to the end of the talk, if it comes within this wait. @returns whether it does */
function reachEnd(talk: ServerTalk, ms: number): boolean {
  const leftMs = talk.doneMs - world.clock.trueMs;
  if (leftMs > 0 && leftMs <= ms) world.clock.advance(leftMs);
  return leftMs <= ms;
}

const resultOf = (jobId: string): Buffer => readFileSync(path.join(world.home, 'did', jobId, 'result.mp4'));

it('is agreed to with everything else, at an address of its own for each job', async () => {
  const [one, other, none] = [
    await describeOne(PUBLIC),
    await describeOne(`${PUBLIC}/`),
    await describeOne(),
  ];
  const { webhook } = JSON.parse(one.requestJson) as { webhook: string };
  expect(webhook).toMatch(/^https:\/\/public\.example\/kotohogi\/[0-9a-f]{32}$/);
  expect(other.requestJson).not.toContain(webhook);
  expect(none.requestJson).not.toContain('webhook');
  expect(one.notes.warnings).toEqual([expect.stringContaining('public.example')]);
  expect(none.notes.warnings).toEqual([]);
  for (const address of ['http://public.example/a', 'https://127.0.0.1/a', 'https://a.example/?token=1'])
    expect((await failing(describeOne(address))).code).toBe('did-webhook-address');

  // Another address than the one that was agreed to is not told to D-ID.
  const record = path.join(world.home, 'did', one.jobId, 'job.json');
  writeFileSync(record, readFileSync(record, 'utf8').replace('public.example', 'another.example'));
  expect((await failing(start(one))).code).toBe('did-consent-other');
  expect(world.server.requests.get('POST /images')).toBeUndefined();
  await start(other);
  expect(world.server.talks.map(addressOf)).toEqual([
    (JSON.parse(other.requestJson) as { webhook: string }).webhook,
  ]);
  expect(world.server.violations).toEqual([]);
});

it('is heard at once, and the port is free again', async () => {
  let status = 0;
  whileWaiting(async (talk, ms) => {
    if (reachEnd(talk, ms)) status = await call(addressOf(talk), world.server.callOf(talk));
  });
  const before = listeners();
  const description = await describeOne(PUBLIC);
  const { frames } = await start(description);
  const [talk] = world.server.talks;
  expect([status, frames, resultOf(description.jobId).equals(video)]).toEqual([200, 50, true]);
  // Asked once at the beginning, sometimes once more, and in the very moment of the call.
  expect(pollsMs.at(-1)).toBe(talk.doneMs);
  expect(pollsMs.length).toBeLessThanOrEqual(3);
  expect(listeners()).toBe(before);
  await expect(call(addressOf(talk), '{}')).rejects.toThrow();
  // The call told the signed address of the video; it stands nowhere.
  expect(secretsIn(world.server.callOf(talk))).not.toEqual([]);
  expect(filesWithSecrets(world.home)).toEqual([]);
});

it('changes nothing where it comes twice, too early, forged or without end', async () => {
  const lie = JSON.stringify({ id: 'tlk_x', status: 'done', result_url: 'https://evil.example/video.mp4' });
  const statuses: number[] = [];
  world.server.workMs = 60_000;
  whileWaiting(async (talk) => {
    const right = addressOf(talk);
    const asked = pollsMs.length;
    // None of these is heard.
    statuses.push(await call(right, '', 'GET'), await call(`${PUBLIC}/${'0'.repeat(32)}`, lie));
    statuses.push(await call(PUBLIC, lie), await call(right, lie.padEnd(100_000)));
    // These are, all of them as one.
    for (let i = 0; i < 5; i++) statuses.push(await call(right, i === 0 ? lie : 'not JSON'));
    expect(pollsMs.length).toBe(asked);
  });
  const description = await describeOne(PUBLIC);
  await start(description);
  expect(new Set(statuses)).toEqual(new Set([404, 413, 200]));
  expect(statuses.filter((status) => status === 200)).toHaveLength((statuses.length / 9) * 5);
  expect(resultOf(description.jobId).equals(video)).toBe(true);
  // Called all the time it asks all the time, but no more often than it would at first by itself.
  expect(pollsMs.length).toBeGreaterThan(10);
  expect(Math.min(...pollsMs.slice(1).map((ms, i) => ms - pollsMs[i]))).toBeGreaterThanOrEqual(firstPollMs);
  expect(world.server.paid(description.jobId)).toBe(1);

  // Nor does it wait longer in the end.
  const { times } = DEFAULT_DID_SETTINGS;
  const deadlineMs = 300_000;
  did = world.backend(undefined, { times: { ...times, deadlineMs } });
  whileWaiting(async (talk, ms) => {
    world.clock.advance(ms / 2);
    await call(addressOf(talk), lie);
  });
  world.server.workMs = 3_600_000;
  const beganMs = world.clock.trueMs;
  expect((await failing(start(await describeOne(PUBLIC)))).code).toBe('did-deadline');
  expect(world.clock.trueMs - beganMs).toBeGreaterThan(deadlineMs - 20_000);
  expect(world.clock.trueMs - beganMs).toBeLessThan(deadlineMs + 20_000);
  expect(listeners()).toBe(1);
});

it('is not needed: D-ID is asked all the same, more seldom', async () => {
  world.server.workMs = 300_000;
  const asked = async (description: TransferDescription, more: Partial<RenderOptions>): Promise<number> => {
    pollsMs = [];
    await start(description, more);
    expect(resultOf(description.jobId).equals(video)).toBe(true);
    return pollsMs.length;
  };
  const silent = await asked(await describeOne(PUBLIC), { webhookListen: HERE });
  expect(silent).toBeLessThan(12);
  // A job with an address whose call nobody listens for is polled like any other.
  expect(await asked(await describeOne(PUBLIC), {})).toBeGreaterThan(25);
  const [talk] = world.server.talks;
  expect(pollsMs.at(-1) ?? 0).toBeLessThan(talk.doneMs + 60_000);
});

it('opens no port unless asked to, and closes it however the job ends', async () => {
  let most = 0;
  world.clock.onWait = () => {
    most = Math.max(most, listeners());
    return Promise.resolve();
  };
  const before = listeners();
  await start(await describeOne(PUBLIC), {});
  await start(await describeOne(), {});
  expect([before, most]).toEqual([1, 1]);
  // Cancelled while it waits.
  const abort = new AbortController();
  whileWaiting(() => {
    most = Math.max(most, listeners());
    abort.abort();
    return Promise.resolve();
  });
  const one = await describeOne(PUBLIC);
  expect((await failing(start(one, { webhookListen: HERE }, { signal: abort.signal }))).kind).toBe(
    'cancelled',
  );
  expect([most, listeners()]).toEqual([2, before]);
  // Ended by an error, also one of ours.
  world.clock.onWait = () => Promise.resolve();
  world.server.fault = (route) => (route === 'POST /images' ? didError(401, 'AuthorizationError') : null);
  expect((await failing(start(await describeOne(PUBLIC)))).code).toBe('did-key');
  expect(listeners()).toBe(before);
  world.server.fault = () => null;
  world.clock.onWait = () => Promise.reject(new RangeError('a defect'));
  await expect(start(await describeOne(PUBLIC))).rejects.toThrow('a defect');
  expect(listeners()).toBe(before);
  // And it goes on where it was cancelled, without listening.
  world.clock.onWait = () => Promise.resolve();
  await start(one, {});
  expect(world.server.paid(one.jobId)).toBe(1);
});

it('finds out before anything is sent that nothing can be listened for', async () => {
  expect((await failing(start(await describeOne()))).code).toBe('did-webhook-none');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  try {
    const bound = other.address();
    const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
    const description = await describeOne(PUBLIC);
    const taken = { webhookListen: { host: '127.0.0.1', port } };
    expect((await failing(start(description, taken))).code).toBe('did-webhook-port');
    expect(world.server.requestCount()).toBe(0);
    expect((await did.listJobs()).map(({ state }) => state)).toEqual(['open', 'open']);
    await start(description);
    expect(world.server.paid(description.jobId)).toBe(1);
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});
