import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { seededRandom } from '../../electron/engine/runtime/random.ts';
import { runCampaign } from '../fixtures/didCampaign.ts';

/** `npm run campaign -- did` sets these. */
const JOBS = Number(process.env['KOTOHOGI_DID_JOBS'] ?? 60);
const REPORT = process.env['KOTOHOGI_DID_REPORT'];
const SEED = 20_260_115;

const random = seededRandom(SEED);
/** A file of some size; what is in it does not matter as long as it comes back. */
const VIDEO = Buffer.from(Uint8Array.from({ length: 50_000 }, () => random() * 256));

it(`brings ${JOBS} jobs through faults, kills and cancels: none paid twice, none lost, nothing told`, async () => {
  const result = await runCampaign({ seed: SEED, jobs: JOBS }, VIDEO);
  if (REPORT !== undefined) writeFileSync(REPORT, JSON.stringify({ seed: SEED, ...result }, null, 2));
  expect(result).toMatchObject({
    doubleCharges: 0,
    lostResults: 0,
    lost: [],
    secrets: [],
    violations: [],
    defects: [],
  });
  expect(result.fetched + result.failed).toBe(JOBS);
  // The campaign is only worth its name when much went wrong.
  expect(Object.keys(result.faults).sort()).toEqual(
    ['cut', 'drop', 'hang', 'late', 'latency', 'page', 'status', 'twice'].sort(),
  );
  expect(result.kills).toBeGreaterThan(JOBS / 4);
  expect(result.cancels).toBeGreaterThan(JOBS / 10);
}, 3_600_000);

it('would notice jobs that are paid twice: those of a client that does not wait for late talks', async () => {
  const hasty = await runCampaign({ seed: SEED, jobs: 40, settings: { settleMs: 0 } }, randomBytes(1_000));
  expect(hasty.doubleCharges).toBeGreaterThan(0);
});
