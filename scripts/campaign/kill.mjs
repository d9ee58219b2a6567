import { runLongTest } from './testCampaign.mjs';

const KILLS = 100;

/** @typedef {{ kills: number, rounds: number, duringEncoding: number, alreadyDone: number, knownParts: number, parts: number }} KillResult */

/** @type {import('../campaign.mjs').Campaign} */
export const kill = {
  name: 'kill',
  what: `${String(KILLS)} kills of renders at moments drawn by lot; each gone on with to the same frames`,
  async run() {
    /** @type {{ ok: boolean, result: KillResult }} */
    const { ok, result } = await runLongTest(
      'e2e/engine/killed.test.ts',
      { KOTOHOGI_KILLS: String(KILLS) },
      'KOTOHOGI_KILL_REPORT',
    );
    return {
      ok,
      lines: [
        `${String(result.kills)} kills in ${String(result.rounds)} renders, ${String(result.duringEncoding)} of them while parts were coded`,
        `${String(result.knownParts)} of ${String(result.parts)} parts were there when a render was gone on with`,
      ],
      report: result,
    };
  },
};
