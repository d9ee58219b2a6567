import { runLongTest } from './testCampaign.mjs';

/** Of each example of each kind. */
const EACH = 500;

/** @typedef {{ seed: number, each: number, kinds: Record<string, { files: number, read: number, refused: Record<string, number>, slowestMs: number }> }} HostileResult */

/** @type {import('../campaign.mjs').Campaign} */
export const hostile = {
  name: 'hostile',
  what: `${String(EACH)} damaged copies of each example of every kind of file: read, or refused in words`,
  async run() {
    /** @type {{ ok: boolean, result: HostileResult }} */
    const { ok, result } = await runLongTest(
      'e2e/engine/hostile.test.ts',
      { KOTOHOGI_HOSTILE: String(EACH) },
      'KOTOHOGI_HOSTILE_REPORT',
    );
    return {
      ok,
      lines: Object.entries(result.kinds).map(
        ([name, { files, read, refused, slowestMs }]) =>
          `${name.padEnd(10)}${String(files).padStart(6)} files, ${String(read)} read, refused in ${String(Object.keys(refused).length)} ways, slowest ${slowestMs.toFixed(0)} ms`,
      ),
      report: result,
    };
  },
};
