import { runLongTest } from './testCampaign.mjs';

const MESSAGES = 100_000;

/** @typedef {{ seed: number, count: number, refusedStrangers: number, malformed: number, inVain: Record<string, number>, soundAndLeftAlone: number, slowestMs: number }} CallsResult */

/** @type {import('../campaign.mjs').Campaign} */
export const ipc = {
  name: 'ipc',
  what: `${String(MESSAGES)} messages that are not sound, or not from the page: none has any effect`,
  async run() {
    /** @type {{ ok: boolean, result: CallsResult }} */
    const { ok, result } = await runLongTest(
      'e2e/engine/hostileCalls.test.ts',
      { KOTOHOGI_CALLS: String(MESSAGES) },
      'KOTOHOGI_CALLS_REPORT',
    );
    const inVain = Object.values(result.inVain).reduce((sum, count) => sum + count, 0);
    return {
      ok,
      lines: [
        `${String(result.refusedStrangers)} from strangers, ${String(result.malformed)} malformed, ${String(inVain)} sound and in vain; slowest answer ${result.slowestMs.toFixed(0)} ms`,
      ],
      report: result,
    };
  },
};
