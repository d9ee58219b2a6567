import { layOutForTests } from '../pack/forTests.mjs';
import { playwright } from '../test/checks.mjs';
import { summaryLine } from '../test/results.mjs';

/** The journeys of the app in its packed form; the normal run makes one of them. */
export const packaged = {
  name: 'packaged',
  what: 'all journeys of the app tests in the packed app',
  async run() {
    const tally = await playwright('packaged', ['app', 'app-alone', 'package'], {
      wishes: await layOutForTests(),
    });
    return { ok: tally.failed === 0, lines: [summaryLine(tally)], report: { tally } };
  },
};
