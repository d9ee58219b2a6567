/** What D-ID answers instead of what was asked for: each answer becomes a sentence, and costs nothing twice. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { errorText } from '../../renderer/text/errorText.ts';
import { ja } from '../../renderer/text/ja.ts';
import { jaErrors } from '../../renderer/text/jaErrors.ts';
import { filesWithSecrets, secretsIn } from '../fixtures/didCampaign.ts';
import type { DidFault } from '../fixtures/didServer.ts';
import {
  createDidWorld,
  didError as error,
  failing,
  makeDidMaterials,
  type DidWorld,
} from '../fixtures/didWorld.ts';
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

const options = (): { outPath: string; deleteAfterwards: boolean } => ({
  outPath: path.join(world.folder, 'video.mp4'),
  deleteAfterwards: false,
});

/** A page of whoever stands before D-ID, or of somebody else on the way. */
const page = (status: number): DidFault => ({
  kind: 'status',
  status,
  body: `<html><title>${status}</title></html>`,
  isDone: false,
});

it.each([
  ['POST /images', error(400, 'InvalidFileSizeError'), 'did-image-size', 'input'],
  ['POST /images', error(400, 'InvalidImageResolutionError'), 'did-image-size', 'input'],
  ['POST /images', error(451, 'ImageModerationError'), 'did-moderated-image', 'input'],
  ['POST /images', error(451, 'CelebrityRecognizedError'), 'did-celebrity', 'input'],
  ['POST /images', error(415, 'UnsupportedMimeTypeError'), 'did-format', 'input'],
  ['POST /audios', error(400, 'InvalidFileSizeError'), 'did-audio-length', 'input'],
  ['POST /audios', error(400, 'InvalidAudioDurationError'), 'did-audio-length', 'input'],
  ['POST /audios', error(451, 'AudioModerationError'), 'did-moderated-audio', 'input'],
  ['POST /talks', error(400, 'InvalidFaceError'), 'did-no-face', 'input'],
  ['POST /talks', error(400, 'BadRequestError'), 'did-request', 'input'],
  ['POST /talks', error(451, 'TextModerationError'), 'did-moderated-text', 'input'],
  ['POST /talks', error(451, 'Other'), 'did-moderated', 'input'],
  ['POST /talks', error(402, 'InsufficientCreditsError'), 'did-no-credits', 'missing'],
  ['POST /talks', error(402, 'PlanError'), 'did-payment', 'missing'],
  ['POST /talks', error(403, 'PermissionError'), 'did-permission', 'missing'],
  [
    'POST /talks',
    { ...error(403, ''), body: { message: 'Missing Authentication Token' } },
    'did-gateway',
    'missing',
  ],
  ['POST /talks', error(401, 'AuthorizationError'), 'did-key', 'missing'],
  ['POST /talks', page(401), 'did-key', 'missing'],
  ['POST /talks', page(402), 'did-no-credits', 'missing'],
  ['POST /talks', page(403), 'did-blocked', 'missing'],
  ['POST /talks', page(429), 'did-busy', 'missing'],
  ['POST /talks', page(451), 'did-moderated', 'input'],
  ['POST /talks', page(410), 'did-gone', 'missing'],
  ['POST /images', page(413), 'did-image-size', 'input'],
  ['POST /audios', page(413), 'did-audio-length', 'input'],
  ['POST /images', page(511), 'did-nonsense', 'missing'],
  ['POST /images', page(502), 'did-trouble', 'missing'],
  ['GET /talks/{id}', page(503), 'did-trouble', 'missing'],
  ['GET /talks/{id}', page(409), 'did-in-progress', 'missing'],
  ['GET /talks/{id}', page(403), 'did-blocked', 'missing'],
  ['GET /talks/{id}', page(302), 'did-gateway', 'missing'],
  ['POST /talks', error(404, 'NotFoundError'), 'did-gone', 'missing'],
  [
    'POST /talks',
    { ...error(302, ''), headers: { location: 'https://elsewhere.example/' } },
    'did-gateway',
    'missing',
  ],
  ['GET /talks/{id}', error(404, 'NotFoundError'), 'did-gone', 'missing'],
  ['GET /talks/{id}', error(400, 'BadRequestError'), 'did-request', 'missing'],
  ['GET /talks/{id}', error(451, 'ImageModerationError'), 'did-moderated-image', 'missing'],
  ['GET /talks/{id}', error(500, 'InternalServerError'), 'did-trouble', 'missing'],
  ['GET /talks/{id}', error(429, 'TooMany'), 'did-busy', 'missing'],
  ['GET /talks/{id}', { kind: 'page', isDone: true }, 'did-nonsense', 'missing'],
  ['GET /talks/{id}', { kind: 'hang', isDone: false, ms: 50_000 }, 'did-slow', 'missing'],
  ['GET /talks/{id}', { kind: 'drop', isDone: false }, 'did-broken-off', 'missing'],
  ['GET /results/{id}', { kind: 'drop', isDone: false }, 'did-download', 'missing'],
] as const)('says what %s means: %j', async (route, fault, code, kind) => {
  world.server.fault = (asked) => (asked === route ? fault : null);
  const did = world.backend();
  const thrown = await failing(world.render(voice, did));
  expect(thrown).toMatchObject({ code, kind });
  expect(thrown.hint).not.toBe('');
  // A sentence and a next step in both languages, with nobody's page in either.
  const japanese = errorText(thrown, ja);
  for (const text of [thrown.message, thrown.hint, japanese.message, japanese.hint])
    expect(text).toMatch(/^[^<]+$/);
  expect(japanese.message).not.toBe(thrown.message);
  expect(japanese.hint).not.toBe(thrown.hint);
  expect(secretsIn(inspect(thrown, { depth: Infinity, showHidden: true }))).toEqual([]);
  expect(filesWithSecrets(world.home)).toEqual([]);
  const [{ jobId, state }] = await did.listJobs();
  expect(state).toBe(kind === 'input' ? 'failed' : 'open');
  // What is final is not sent again; what is not goes on.
  world.server.fault = () => null;
  const before = world.server.requestCount();
  if (kind === 'input') {
    expect((await failing(did.resumeJob(jobId, options(), world.run))).code).toBe(code);
    expect(world.server.requestCount()).toBe(before);
  } else {
    world.clock.advance(120_000);
    await did.resumeJob(jobId, options(), world.run);
    expect(world.server.paid(jobId)).toBe(1);
  }
});

it.each([
  [{ status: 'rejected' }, 'did-rejected'],
  [{ status: 'rejected', error: { kind: 'ImageModerationError', description: 'x' } }, 'did-moderated-image'],
  [{ status: 'rejected', error: '<html>' }, 'did-rejected'],
  [{ status: 'rejected', error: { kind: 'CelebrityRecognizedError', description: 'x' } }, 'did-celebrity'],
  [{ status: 'error', error: { kind: 'TextModerationError' } }, 'did-moderated-text'],
  [{ status: 'error', error: { kind: 'UnknownError', description: 'x' } }, 'did-failed'],
] as const)('ends with a talk that ended: %j', async (end, code) => {
  world.server.end = end;
  const did = world.backend();
  expect(await failing(world.render(voice, did))).toMatchObject({ code, kind: 'input' });
  expect((await did.listJobs())[0].state).toBe('failed');
});

it('finds out before anything is paid that there is no face, or no money', async () => {
  world.server.faceCount = 0;
  expect((await failing(world.render(voice))).code).toBe('did-no-face');
  world.server.faceCount = 1;
  world.server.credits = 0;
  const images = world.server.requests.get('POST /images');
  expect((await failing(world.render(voice))).code).toBe('did-no-credits');
  expect(world.server.requests.get('POST /images')).toBe(images);
  expect(world.server.requests.get('POST /talks')).toBeUndefined();
});

it('leaves a D-ID alone that fails again and again', async () => {
  const did = world.backend();
  world.server.fault = () => ({ kind: 'drop', isDone: false });
  for (let i = 0; i < 2; i++) await failing(did.readCredits({ signal }));
  const before = world.server.requestCount();
  expect((await failing(did.readCredits({ signal }))).code).toBe('did-paused');
  expect((await failing(world.render(voice, did))).code).toBe('did-paused');
  expect(world.server.requestCount()).toBe(before);
  world.server.fault = () => null;
  world.clock.advance(120_000);
  expect(await did.readCredits({ signal })).toMatchObject({ remaining: 100 });
});

it('has a Japanese sentence for every error that the backend knows', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'electron', 'engine', 'backends', 'did');
  const sources = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'));
  const codes = sources.flatMap((name) =>
    [...readFileSync(path.join(folder, name), 'utf8').matchAll(/'(did-[a-z-]+)'/g)].map(([, code]) => code),
  );
  expect(new Set(codes).size).toBeGreaterThan(30);
  expect([...new Set(codes)].filter((code) => !(code in jaErrors))).toEqual([]);
});
