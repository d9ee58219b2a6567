import { runLongTest } from './testCampaign.mjs';

const RENDERS = 300;

/** @typedef {{ renders: number, warmUp: number, rssMib: { early: number, late: number, most: number }, files: { early: number, late: number }, threads: { early: number, late: number }, tempEntries: number }} SoakResult */

/** @type {import('../campaign.mjs').Campaign} */
export const soak = {
  name: 'soak',
  what: `${String(RENDERS)} short renders in one process: memory, open files, threads, temporary disk`,
  async run() {
    /** @type {{ ok: boolean, result: SoakResult }} */
    const { ok, result } = await runLongTest(
      'e2e/engine/soak.test.ts',
      { KOTOHOGI_SOAK_RENDERS: String(RENDERS) },
      'KOTOHOGI_SOAK_REPORT',
    );
    const { rssMib, files, threads, tempEntries } = result;
    return {
      ok,
      lines: [
        `memory ${rssMib.early.toFixed(0)} MiB early, ${rssMib.late.toFixed(0)} MiB late, ${rssMib.most.toFixed(0)} MiB at most`,
        `open files ${String(files.early)} and ${String(files.late)}, threads ${String(threads.early)} and ${String(threads.late)}, left in the temporary folder ${String(tempEntries)}`,
      ],
      report: result,
    };
  },
};
