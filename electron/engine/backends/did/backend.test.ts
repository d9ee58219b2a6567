/** The parts of the backend that need no server. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createAudioClip } from '../../runtime/audio.ts';
import { createRgba } from '../../runtime/image.ts';
import { backOffMs, type Clock } from './clock.ts';
import { Breaker } from './breaker.ts';
import { failureOf, sayingOf } from './failures.ts';
import { putDownJob, readJobs, withJob } from './journal.ts';
import { prepareAudio, prepareImage, sentSize } from './prepare.ts';
import { checkDidAddress, DEFAULT_DID_SETTINGS } from './settings.ts';
import { filledRequest } from './transfer.ts';

const { image: imageLimits, audio: audioLimits, times } = DEFAULT_DID_SETTINGS;
const { signal } = new AbortController();

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-did-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

describe('the address', () => {
  it.each([
    ['https://api.d-id.com', 'https://api.d-id.com'],
    ['https://proxy.example/d-id/', 'https://proxy.example/d-id'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:1/', 'http://localhost:1'],
  ])('%s is used', (address, used) => {
    expect(checkDidAddress(address)).toBe(used);
  });

  it.each([
    'http://api.d-id.com',
    'ftp://127.0.0.1',
    'https://a:b@api.d-id.com',
    'https://x.org/?a=1',
    'api.d-id.com',
    '',
  ])('%j gets no key', (address) => {
    expect(() => checkDidAddress(address)).toThrow(expect.objectContaining({ code: 'did-address' }));
  });
});

describe('the photo', () => {
  it.each([
    [1024, 768, 1024, 768],
    [4000, 3000, 3651, 2738],
    [64, 64, 256, 256],
    [100, 200, 256, 512],
    [12_000, 8_000, 3872, 2581],
  ])('of %i x %i is sent as %i x %i', (width, height, widthPx, heightPx) => {
    expect(sentSize(width, height, imageLimits)).toEqual({ widthPx, heightPx });
    expect(widthPx * heightPx).toBeLessThanOrEqual(imageLimits.maxPixels);
  });

  it('that is a strip has no size', () => {
    expect(() => sentSize(64, 64 * 200, imageLimits)).toThrow(
      expect.objectContaining({ code: 'did-image-shape' }),
    );
  });

  it('is a JPEG without metadata, white where it was transparent', async () => {
    const image = createRgba(300, 400);
    image.data.fill(0);
    const { bytes } = await prepareImage(image, imageLimits);
    const metadata = await sharp(bytes).metadata();
    expect(metadata).toMatchObject({ format: 'jpeg', width: 300, height: 400 });
    expect([metadata.exif, metadata.xmp, metadata.icc, metadata.iptc]).toEqual(Array(4).fill(undefined));
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect(data.every((value) => value === 255)).toBe(true);
  });

  it('is pressed harder until it is small enough, and refused when that does not help', async () => {
    const image = createRgba(256, 256);
    for (let i = 0; i < image.data.length; i++)
      image.data[i] = i % 4 === 3 ? 255 : (i * 2_654_435_761) >>> 24;
    const free = await prepareImage(image, imageLimits);
    const tight = await prepareImage(image, { ...imageLimits, maxBytes: free.bytes.length - 1 });
    expect(tight.bytes.length).toBeLessThan(free.bytes.length);
    await expect(prepareImage(image, { ...imageLimits, maxBytes: 100 })).rejects.toMatchObject({
      code: 'did-image-size',
    });
  });
});

describe('the voice', () => {
  it('is mono at 16 kHz with 16 bits', () =>
    inFolder(async (folder) => {
      const clip = createAudioClip(48_000, 2, 48_000);
      const bytes = await prepareAudio(clip, path.join(folder, 'a.wav'), audioLimits, signal);
      expect(bytes.length).toBe(44 + 2 * 16_000);
      expect([bytes.readUInt16LE(22), bytes.readUInt32LE(24), bytes.readUInt16LE(34)]).toEqual([
        1, 16_000, 16,
      ]);
      expect(bytes.equals(await readFile(path.join(folder, 'a.wav')))).toBe(true);
    }));

  it.each([
    ['seconds', { maxSec: 0.9 }],
    ['bytes', { maxBytes: 31_000 }],
  ])('beyond the limit of %s is refused before anything is written', (_what, limit) =>
    inFolder(async (folder) => {
      const file = path.join(folder, 'a.wav');
      const work = prepareAudio(createAudioClip(8_000, 1, 8_000), file, { ...audioLimits, ...limit }, signal);
      await expect(work).rejects.toMatchObject({ code: 'did-audio-length', kind: 'input' });
      await expect(readFile(file)).rejects.toThrow();
    }),
  );
});

it('puts the uploads into the request where their names stand, and nowhere else', () => {
  const text = JSON.stringify({ source_url: '{image}', script: { audio_url: '{audio}' }, name: 'a {image}' });
  expect(JSON.parse(filledRequest(text, 's3://i', 's3://a'))).toEqual({
    source_url: 's3://i',
    script: { audio_url: 's3://a' },
    name: 'a {image}',
  });
});

describe('patience', () => {
  it('doubles up to its limit, with jitter in its upper half', () => {
    expect([1, 2, 3, 9].map((n) => backOffMs(n, 1_000, 30_000, () => 1))).toEqual([
      1_000, 2_000, 4_000, 30_000,
    ]);
    expect(backOffMs(3, 1_000, 30_000, () => 0)).toBe(2_000);
  });

  it('ends after failures in a row, and one success restores it', () => {
    let nowMs = 0;
    const clock: Clock = {
      nowMs: () => nowMs,
      wait: () => Promise.resolve(),
      limit: () => signal,
      random: () => 0,
    };
    const breaker = new Breaker(clock, times);
    for (let i = 1; i < times.breakerFailures; i++) breaker.failed();
    breaker.check();
    breaker.failed();
    expect(() => breaker.check()).toThrow(expect.objectContaining({ code: 'did-paused' }));
    nowMs = times.breakerPauseMs;
    breaker.check();
    breaker.failed();
    expect(breaker.pauseMs).toBe(times.breakerPauseMs);
    // A clock that is set back by a year does not close it for a year.
    nowMs = -3e10;
    expect(breaker.pauseMs).toBe(times.breakerPauseMs);
    breaker.succeeded();
    breaker.check();
  });
});

describe('what D-ID says', () => {
  const keep = (text: string): string => text;

  it('is one line of bounded length, from the application or the gateway', () => {
    expect(sayingOf({ kind: 'XError', description: 'a\r\n\u001b[31mb' }, keep)).toEqual({
      kind: 'XError',
      description: 'a [31mb',
    });
    expect(sayingOf({ message: 'm'.repeat(900) }, keep).description).toHaveLength(256);
    for (const body of [null, 'text', 7, [], { kind: 3 }, { kind: '<b>' }])
      expect(sayingOf(body, keep)).toEqual({ kind: null, description: null });
  });

  it('is told apart by who says it: a plan that lacks something, or a gateway', () => {
    const answer = (body: unknown) => ({ status: 403, body, dateMs: null, retryAfterMs: 0 });
    expect(failureOf('POST /talks', answer({ kind: 'PermissionError', description: 'no' }), keep).code).toBe(
      'did-permission',
    );
    expect(failureOf('POST /talks', answer({ message: 'missing equal-sign' }), keep).code).toBe(
      'did-gateway',
    );
    expect(failureOf('POST /talks', answer(null), keep).code).toBe('did-blocked');
  });
});

describe('a record', () => {
  const job = {
    jobId: 'a'.repeat(32),
    createdAtMs: 1,
    address: 'https://api.d-id.com',
    image: { sha256: 'x', bytes: 1, widthPx: 256, heightPx: 256 },
    audio: { sha256: 'y', bytes: 1, durationSec: 1 },
    voice: { path: 'v.wav', sha256: 'z' },
    requestJson: '{}',
    transferSha256: 't',
  };

  it('is there in whole or as it was before', () =>
    inFolder(async (home) => {
      await putDownJob(home, job);
      await withJob(home, job.jobId, async (open) => {
        await open.update({ consentAtMs: 5 });
        await expect(withJob(home, job.jobId, () => Promise.resolve())).rejects.toMatchObject({
          code: 'did-job-busy',
        });
      });
      expect((await readJobs(home)).map(({ consentAtMs }) => consentAtMs)).toEqual([5]);
    }));

  it.each(['b'.repeat(32), '../../etc', '', 'A'.repeat(32)])(
    'of an unknown job is not looked for: %j',
    (jobId) =>
      inFolder(async (home) => {
        await expect(withJob(home, jobId, () => Promise.resolve())).rejects.toMatchObject({
          code: 'did-job-unknown',
        });
      }),
  );
});
