/**
 * Against D-ID itself, with a key of your own: KOTOHOGI_DID_KEY for the balance, which costs nothing; together with
 * KOTOHOGI_DID_SPEND=1 for a video of two seconds, which costs credits and is deleted there afterwards.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createDidBackend, DidKey } from '../../electron/engine/backends/did/index.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { createWorkplace } from '../fixtures/workplace.ts';

const text = process.env['KOTOHOGI_DID_KEY'] ?? '';
const noKey = text === '' ? 'there is no D-ID key in KOTOHOGI_DID_KEY' : null;
const noMoney = noKey ?? (process.env['KOTOHOGI_DID_SPEND'] === '1' ? null : 'KOTOHOGI_DID_SPEND is not 1');
if (noMoney !== null) console.warn(`Skipped: tests with a real account, because ${noMoney}.`);

const place = createWorkplace();
afterAll(() => place.remove());
const { signal } = new AbortController();

it.skipIf(noKey !== null)('tells the balance of a real account', async () => {
  const did = createDidBackend({ home: place.temp, key: DidKey.parse(text) });
  const { remaining } = await did.readCredits({ signal });
  expect(remaining).toBeGreaterThanOrEqual(0);
});

it.skipIf(noMoney !== null)(
  'makes a video of two seconds, and leaves nothing there',
  async () => {
    const did = createDidBackend({ home: place.temp, key: DidKey.parse(text) });
    const run = { signal, ffmpegPath: (await findFfmpeg()).path };
    const request = { photoPath: SAMPLE_PHOTO, voicePath: shortVoice(place.materials, 2) };
    const { jobId, transferSha256 } = await did.describeTransfer(request, run);
    const options = { outPath: path.join(place.out, 'did.mp4'), deleteAfterwards: true };
    const report = await did.renderWithDid(jobId, { jobId, transferSha256 }, options, run);
    expect(existsSync(report.out)).toBe(true);
    expect(report.frames).toBeGreaterThan(40);
    expect(report.removal?.talk).toBe('deleted');
  },
  1_800_000,
);
