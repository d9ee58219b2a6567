/**
 * @typedef {object} StepResult
 * @property {'present' | 'done' | 'skipped' | 'missing'} state
 * @property {string} detail what was found or made, in a few words
 * @property {string} [loud] something the user must not overlook
 * @property {string} [remedy] for `missing`: what to do
 */

const MARKS = { present: 'ok', done: 'new', skipped: '-', missing: 'MISSING' };

/**
 * Runs the steps of a set-up in order, one line each: mark, what, result, seconds.
 * @param {(line: string) => void} write
 */
export function createSteps(write) {
  /** @type {{ name: string, result: StepResult }[]} */
  const results = [];
  return {
    /**
     * @param {string} name
     * @param {() => Promise<StepResult>} work
     */
    async run(name, work) {
      const startMs = performance.now();
      const result = await work();
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      write(`  ${MARKS[result.state].padEnd(8)}${name.padEnd(18)}${result.detail} (${seconds} s)`);
      if (result.loud) for (const line of result.loud.split('\n')) write(`  !!      ${line}`);
      results.push({ name, result });
      return result;
    },
    /** The steps that ended as `missing`. */
    missing: () => results.filter(({ result }) => result.state === 'missing'),
  };
}
