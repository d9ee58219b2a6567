import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fromRoot, ROOT } from '../setup/paths.mjs';
import { runProcess } from '../setup/process.mjs';

const JOBS = 1000;

/** @typedef {{ jobs: number, fetched: number, failed: number, doubleCharges: number, lostResults: number, secrets: string[], violations: string[], defects: string[], requests: number, faults: Record<string, number>, kills: number, cancels: number, runs: number, repeatedPosts: number }} DidResult */

/** @type {import('../campaign.mjs').Campaign} */
export const did = {
  name: 'did',
  what: `${String(JOBS)} simulated D-ID jobs under faults, kills and cancels; none paid twice, none lost, nothing told`,
  async run() {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-campaign-'));
    const report = path.join(folder, 'report.json');
    try {
      const test = ['run', '--project', 'engine', 'e2e/engine/didCampaign.test.ts'];
      const env = { ...process.env, KOTOHOGI_DID_JOBS: String(JOBS), KOTOHOGI_DID_REPORT: report };
      const vitest = fromRoot('node_modules', 'vitest', 'vitest.mjs');
      const { status } = await runProcess(process.execPath, [vitest, ...test], {
        cwd: ROOT,
        env,
        inherit: true,
      });
      /** @type {DidResult} */
      const result = JSON.parse(readFileSync(report, 'utf8'));
      const faults = Object.values(result.faults).reduce((sum, count) => sum + count, 0);
      return {
        ok: status === 0,
        lines: [
          `${String(result.jobs)} jobs: ${String(result.fetched)} videos, ${String(result.failed)} refused for good`,
          `${String(result.requests)} requests, ${String(faults)} faults, ${String(result.kills)} kills, ${String(result.cancels)} cancels, ${String(result.runs)} starts`,
          `paid twice ${String(result.doubleCharges)}, lost ${String(result.lostResults)}, secrets ${String(result.secrets.length)}, violations ${String(result.violations.length)}, defects ${String(result.defects.length)}`,
        ],
        report: result,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
