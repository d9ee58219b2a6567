import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  createDidBackend,
  DEFAULT_DID_SETTINGS,
  type DidConsent,
  type DidProgress,
} from '../../electron/engine/backends/did/index.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { decodeVoice } from '../../electron/engine/stages/media/voice.ts';
import { TEST_KEY } from '../fixtures/didCampaign.ts';
import type { DidFault } from '../fixtures/didServer.ts';
import {
  createDidWorld,
  didError as error,
  failing,
  makeDidMaterials,
  type DidWorld,
} from '../fixtures/didWorld.ts';
import { ffmpeg, makeFile } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { createWorkplace } from '../fixtures/workplace.ts';

const { signal } = new AbortController();
const place = createWorkplace();
let video: Buffer = Buffer.alloc(0);
let voice = '';
let world: DidWorld;

beforeAll(async () => {
  ({ video, voice } = await makeDidMaterials(place.materials));
});
afterAll(() => place.remove());
beforeEach(async () => {
  world = await createDidWorld(video);
});
afterEach(() => world.close());

const request = (): { photoPath: string; voicePath: string } => ({
  photoPath: SAMPLE_PHOTO,
  voicePath: voice,
});
const options = (): { outPath: string; deleteAfterwards: boolean } => ({
  outPath: path.join(world.folder, 'video.mp4'),
  deleteAfterwards: false,
});

/** The fault once, on the n-th request of a route. */
function once(route: string, fault: DidFault, n = 1): void {
  let seen = 0;
  world.server.fault = (asked) => (asked === route && ++seen === n ? fault : null);
}

it('sends what it described, byte for byte, and nothing else', async () => {
  const did = world.backend();
  const description = await did.describeTransfer(request(), world.run);
  expect(world.server.requestCount()).toBe(0);
  const { jobId, transferSha256, image, audio, requestJson } = description;
  await did.renderWithDid(jobId, { jobId, transferSha256 }, options(), world.run);

  const { server } = world;
  const [sentImage] = [...server.images.values()];
  const [sentAudio] = [...server.audios.values()];
  expect(sentImage.bytes.equals(readFileSync(image.path))).toBe(true);
  expect(sentAudio.bytes.equals(readFileSync(audio.path))).toBe(true);
  expect([image.bytes, audio.bytes]).toEqual([sentImage.bytes.length, sentAudio.bytes.length]);
  // Beside the files: boundaries, names, types, and the question for faces.
  expect(server.bytesIn.get('POST /images') ?? 0).toBeLessThan(image.bytes + 500);
  expect(server.bytesIn.get('POST /audios') ?? 0).toBeLessThan(audio.bytes + 500);
  const filled = requestJson.replace('{image}', sentImage.url).replace('{audio}', sentAudio.url);
  expect(server.bytesIn.get('POST /talks')).toBe(Buffer.byteLength(filled));
  expect([...server.requests.keys()].sort()).toEqual([
    'GET /credits',
    'GET /results/{id}',
    'GET /talks/{id}',
    'POST /audios',
    'POST /images',
    'POST /talks',
  ]);
  for (const route of ['POST /audios', 'POST /images', 'POST /talks', 'GET /results/{id}'])
    expect(server.requests.get(route), route).toBe(1);
  expect(server.requests.get('GET /credits')).toBe(2);
  expect(server.violations).toEqual([]);
});

it('puts the recording at its own quality to the pictures that came back', async () => {
  const report = await world.render(voice);
  expect(report).toMatchObject({
    frames: 50,
    sound: 'recording',
    width: 256,
    height: 256,
    creditsBefore: { remaining: 100, total: 100, expireAt: '2026-12-31' },
    creditsAfter: { remaining: 99 },
    fallbacks: [],
  });
  const { path: ffmpegPath } = await findFfmpeg();
  const [original, made] = [
    await decodeVoice(voice, { signal, ffmpegPath }),
    await decodeVoice(report.out, { signal, ffmpegPath }),
  ];
  expect(made.clip.sampleRateHz).toBe(original.clip.sampleRateHz);
  expect(made.clip.sampleRateHz).toBeGreaterThan(16_000);
  expect(Math.abs(made.durationSec - original.durationSec)).toBeLessThan(0.06);
  // The pictures are those of the download, not encoded anew.
  const hash = (file: string): Promise<Buffer> =>
    ffmpeg('-i', file, '-map', '0:v:0', '-c', 'copy', '-f', 'md5', '-');
  const [record] = readdirSync(path.join(world.home, 'did')).filter((name) => name.length === 32);
  expect(await hash(report.out)).toEqual(await hash(path.join(world.home, 'did', record, 'result.mp4')));
});

it('keeps the sound of D-ID, and says so, when the lengths do not agree or the recording is gone', async () => {
  const long = await makeFile(place.materials, 'long.wav', '-i', voice, '-af', 'apad', '-t', '3');
  expect(await world.render(long)).toMatchObject({
    sound: 'did',
    fallbacks: [expect.stringMatching(/2\.00 s long and the recording 3\.00 s/)],
  });
  const copy = await makeFile(place.materials, 'copy.wav', '-i', voice);
  const did = world.backend();
  const { jobId, transferSha256 } = await did.describeTransfer(
    { photoPath: SAMPLE_PHOTO, voicePath: copy },
    world.run,
  );
  rmSync(copy);
  const report = await did.renderWithDid(jobId, { jobId, transferSha256 }, options(), world.run);
  expect(report).toMatchObject({
    sound: 'did',
    frames: 50,
    fallbacks: [expect.stringContaining('not there any more')],
  });
});

it('opens no connection without the consent to just this job', async () => {
  const did = world.backend();
  const one = await did.describeTransfer(request(), world.run);
  const other = await did.describeTransfer(request(), world.run);
  const { jobId, transferSha256 } = one;
  const start = (consent: DidConsent): Promise<unknown> =>
    did.renderWithDid(jobId, consent, options(), world.run);
  expect((await failing(did.resumeJob(jobId, options(), world.run))).code).toBe('did-consent-missing');
  for (const consent of [
    { jobId: other.jobId, transferSha256: other.transferSha256 },
    { jobId, transferSha256: other.transferSha256 },
    { jobId: other.jobId, transferSha256 },
  ])
    expect((await failing(start(consent))).code).toBe('did-consent-other');
  // One changed byte in the file that was looked at.
  const bytes = readFileSync(one.audio.path);
  bytes[5_000] ^= 1;
  writeFileSync(one.audio.path, bytes);
  const elsewhere = world.backend(TEST_KEY, { baseUrl: 'http://127.0.0.1:9' });
  expect(
    (await failing(elsewhere.renderWithDid(jobId, { jobId, transferSha256 }, options(), world.run))).code,
  ).toBe('did-consent-other');
  expect(world.server.requestCount()).toBe(0);
  expect(
    (await failing(did.renderWithDid(jobId, { jobId, transferSha256 }, options(), world.run))).code,
  ).toBe('did-consent-other');
  expect(world.server.bytesIn.get('POST /images')).toBeUndefined();
  expect(world.server.bytesIn.get('POST /audios')).toBeUndefined();
});

it('needs no key and no connection for what stays here', async () => {
  const did = createDidBackend({
    home: world.home,
    key: null,
    settings: { ...DEFAULT_DID_SETTINGS, baseUrl: world.server.address },
  });
  const { jobId, transferSha256 } = await did.describeTransfer(request(), world.run);
  expect(await did.listJobs()).toMatchObject([{ jobId, state: 'described', isRemoved: true }]);
  expect(
    (await failing(did.renderWithDid(jobId, { jobId, transferSha256 }, options(), world.run))).code,
  ).toBe('did-key-missing');
  expect(await did.deleteJob(jobId, { signal })).toMatchObject({
    talk: 'none',
    image: 'none',
    audio: 'none',
  });
  await did.forgetJob(jobId);
  expect(await did.listJobs()).toEqual([]);
  expect(readdirSync(path.join(world.home, 'did'))).toEqual([]);
  expect(world.server.requestCount()).toBe(0);
});

it('writes the key in the way that is accepted, asking twice at most', async () => {
  const strict = await createDidWorld(video, { keyForm: 'base64' });
  try {
    await strict.render(voice);
    expect(strict.server.requests.get('GET /credits')).toBe(3);
    expect(strict.server.requests.get('POST /talks')).toBe(1);
  } finally {
    await strict.close();
  }
  const { code } = await failing(
    world.backend('bWFpbEBleGFtcGxlLm9yZw==:wrong-secret').readCredits({ signal }),
  );
  expect(code).toBe('did-key');
});

it('never pays twice when the answer to the request for a talk is lost, late or nonsense', async () => {
  const faults: DidFault[] = [
    { kind: 'drop', isDone: true },
    { kind: 'drop', isDone: false },
    { kind: 'hang', isDone: true, ms: 100_000 },
    { kind: 'late', ms: 60_000 },
    { kind: 'page', isDone: true },
    { kind: 'cut', share: 0.5 },
    { kind: 'twice' },
    { kind: 'status', status: 504, body: { message: 'Endpoint request timed out' }, isDone: true },
    {
      kind: 'status',
      status: 409,
      body: { kind: 'ConflictError', description: 'in progress' },
      isDone: true,
    },
    { kind: 'status', status: 429, body: {}, headers: { 'retry-after': '7' }, isDone: false },
  ];
  for (const fault of faults) {
    once('POST /talks', fault);
    const { jobId } = await world.render(voice);
    expect(world.server.paid(jobId), JSON.stringify(fault)).toBe(1);
  }
});

it('asks for nothing again while the list cannot be read, and finds the talk when it can', async () => {
  const did = world.backend();
  world.server.fault = (route) => {
    if (route === 'POST /talks') return { kind: 'drop', isDone: true };
    return route === 'GET /talks' ? { kind: 'status', status: 503, body: 'busy', isDone: false } : null;
  };
  expect((await failing(world.render(voice, did))).code).toBe('did-create-uncertain');
  world.server.fault = () => null;
  const [{ jobId, state }] = await did.listJobs();
  expect(state).toBe('open');
  world.clock.advance(3_600_000);
  await world.backend().resumeJob(jobId, options(), world.run);
  expect([world.server.paid(jobId), world.server.requests.get('POST /talks')]).toEqual([1, 1]);
});

it('waits for a late talk also when the clock was set forward by days in between', async () => {
  const abort = new AbortController();
  once('POST /talks', { kind: 'late', ms: 60_000 });
  world.server.onRequest = (route, moment) => {
    if (route === 'POST /talks' && moment === 'done') abort.abort();
  };
  const did = world.backend();
  const { jobId, transferSha256 } = await did.describeTransfer(request(), world.run);
  const stopped = { ...world.run, signal: abort.signal };
  await failing(did.renderWithDid(jobId, { jobId, transferSha256 }, options(), stopped));
  world.clock.skewMs = 2 * 86_400_000;
  await world.backend().resumeJob(jobId, options(), world.run);
  expect([world.server.paid(jobId), world.server.requests.get('POST /talks')]).toEqual([1, 1]);
});

it('does not take a list that is refused for a job that is refused', async () => {
  const did = world.backend();
  world.server.fault = (route) => {
    if (route === 'POST /talks') return { kind: 'drop', isDone: true };
    return route === 'GET /talks' ? error(400, 'BadRequestError') : null;
  };
  expect((await failing(world.render(voice, did))).code).toBe('did-create-uncertain');
  world.server.fault = () => null;
  const [{ jobId, state }] = await did.listJobs();
  expect(state).toBe('open');
  await did.resumeJob(jobId, options(), world.run);
  expect(world.server.paid(jobId)).toBe(1);
});

it('goes on with a download where it broke off, and throws away pieces of another file', async () => {
  let cuts = 0;
  world.server.fault = (route) =>
    route === 'GET /results/{id}' && cuts++ < 3 ? { kind: 'cut', share: 0.5 } : null;
  await world.render(voice);
  expect(world.server.requests.get('GET /results/{id}')).toBe(4);
  // What an earlier run left, but damaged on the disk: the hash in its name finds it.
  const did = world.backend();
  const abort = new AbortController();
  world.server.fault = (route) => (route === 'GET /results/{id}' ? { kind: 'cut', share: 0.6 } : null);
  const { jobId, transferSha256 } = await did.describeTransfer(request(), world.run);
  const onProgress = ({ phase, fraction }: DidProgress): void => {
    if (phase === 'downloading' && (fraction ?? 0) > 0) abort.abort();
  };
  const stopped = { ...world.run, signal: abort.signal, onProgress };
  expect((await failing(did.renderWithDid(jobId, { jobId, transferSha256 }, options(), stopped))).kind).toBe(
    'cancelled',
  );
  const part = path.join(world.home, 'did', jobId, 'result.part');
  const bytes = readFileSync(part);
  expect(bytes.length).toBeGreaterThan(0);
  bytes[100] ^= 255;
  writeFileSync(part, bytes);
  world.server.fault = () => null;
  await world.backend().resumeJob(jobId, options(), world.run);
  expect(readFileSync(path.join(world.home, 'did', jobId, 'result.mp4')).equals(video)).toBe(true);
  expect(world.server.paid(jobId)).toBe(1);
});

it('asks for a fresh link when the old one has ended', async () => {
  world.server.linkLifeMs = -1;
  const did = world.backend();
  expect((await failing(world.render(voice, did))).code).toBe('did-link-expired');
  world.server.linkLifeMs = 60_000;
  const [{ jobId }] = await did.listJobs();
  await did.resumeJob(jobId, options(), world.run);
  expect(world.server.paid(jobId)).toBe(1);
});

it('gives up waiting after its time, and waits on when resumed', async () => {
  world.server.workMs = 3_600_000;
  const did = world.backend();
  expect((await failing(world.render(voice, did))).code).toBe('did-deadline');
  const polls = world.server.requests.get('GET /talks/{id}') ?? 0;
  // From 3 to 10 s apart, with jitter: half an hour is a few hundred.
  expect(polls).toBeGreaterThan(180);
  expect(polls).toBeLessThan(400);
  world.clock.advance(3_600_000);
  const [{ jobId }] = await did.listJobs();
  await did.resumeJob(jobId, options(), world.run);
  expect(world.server.paid(jobId)).toBe(1);
});

it('removes everything at D-ID when asked, also after a lost answer', async () => {
  const did = world.backend();
  const { jobId, removal } = await world.render(voice, did, true);
  expect(removal).toEqual({ talk: 'deleted', image: 'deleted', audio: 'deleted', unnamedUploads: 0 });
  expect([world.server.images.size, world.server.audios.size, world.server.talks[0].isDeleted]).toEqual([
    0,
    0,
    true,
  ]);
  expect(await did.deleteJob(jobId, { signal })).toEqual(removal);

  world.server.fault = (route) => (route.startsWith('DELETE') ? error(400, 'BadRequestError') : null);
  const kept = await world.render(voice, did, true);
  expect([kept.removal, kept.warnings.length]).toEqual([null, 1]);
  world.server.fault = () => null;
  expect(await did.deleteJob(kept.jobId, { signal })).toMatchObject({ talk: 'deleted' });
  expect((await did.listJobs()).map(({ isRemoved }) => isRemoved)).toEqual([true, true]);

  const abort = new AbortController();
  world.server.onRequest = (route, moment) => {
    if (route === 'POST /talks' && moment === 'done') abort.abort();
  };
  const second = await did.describeTransfer(request(), world.run);
  const consent = { jobId: second.jobId, transferSha256: second.transferSha256 };
  const stopped = { ...world.run, signal: abort.signal };
  expect((await failing(did.renderWithDid(second.jobId, consent, options(), stopped))).hint).toContain(
    second.jobId,
  );
  expect(await world.backend().deleteJob(second.jobId, { signal })).toMatchObject({
    talk: 'deleted',
    image: 'deleted',
  });
  expect(world.server.talks.every(({ isDeleted }) => isDeleted)).toBe(true);
});

it('lets nobody else work on a job at the same time', async () => {
  const did = world.backend();
  const { jobId, transferSha256 } = await did.describeTransfer(request(), world.run);
  const [one, two] = await Promise.allSettled([
    did.renderWithDid(jobId, { jobId, transferSha256 }, options(), world.run),
    world.backend().renderWithDid(jobId, { jobId, transferSha256 }, options(), world.run),
  ]);
  expect([one, two].filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(world.server.paid(jobId)).toBe(1);
});
