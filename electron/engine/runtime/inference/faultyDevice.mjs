/**
 * For tests: a device that is the processor under another name, and fails as its address says. Give its file address
 * with a query as `loaderModule`, e.g. `faultyDevice.mjs?failAt=3`.
 *
 * | query | what the device does |
 * |---|---|
 * | `trial=fail`, `wrong`, `hang`, `crash` | in its trial: rejects, answers wrongly, never answers, ends the process |
 * | `load=fail` | cannot be loaded outside trials |
 * | `failAt=N` | is lost at call N of a session (the first is 1) and stays so |
 * | `hangAt=N` | never answers call N |
 * | `outOfMemoryAbove=N` | has no room for more than N rows, in trials as well |
 * | `only=TEXT` | all this only with networks whose path holds the text; others run well |
 */
const plan = new URL(import.meta.url).searchParams;
const inTrial = /deviceTrial\.js$/.test(process.argv[1] ?? '');

/** @param {string} name */
const numberOf = (name) => (plan.has(name) ? Number(plan.get(name)) : Infinity);
const never = () => new Promise(() => undefined);

/** @param {Readonly<Record<string, { readonly dims: readonly number[] }>>} inputs */
const rowsOf = (inputs) => Object.values(inputs)[0]?.dims[0] ?? 0;

/** @param {any} outputs each value raised by one */
const shifted = (outputs) =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, { dims, data }]) => [
      name,
      { dims, data: data.map((/** @type {number} */ value) => value + 1) },
    ]),
  );

/** @param {any} load @returns {any} */
export const wrapLoader = (load) => async (/** @type {string} */ path, /** @type {any} */ options) => {
  if (options.device === 'cpu') return load(path, options);
  if (!path.includes(plan.get('only') ?? ''))
    return { ...(await load(path, { ...options, device: 'cpu' })), device: options.device };
  const trial = inTrial ? plan.get('trial') : null;
  if (trial === 'fail' || (!inTrial && plan.get('load') === 'fail')) throw new Error('no adapter found');
  const session = await load(path, { ...options, device: 'cpu' });
  let calls = 0;
  return {
    ...session,
    device: options.device,
    /** @param {any} inputs */
    async run(inputs) {
      calls += 1;
      if (trial === 'crash') process.abort();
      if (trial === 'hang' || (!inTrial && calls === numberOf('hangAt'))) return never();
      if (!inTrial && calls >= numberOf('failAt')) throw new Error('CUDA failure 700: the device was lost');
      if (rowsOf(inputs) > numberOf('outOfMemoryAbove'))
        throw new Error('Failed to allocate memory for requested buffer of size 1073741824');
      const outputs = await session.run(inputs);
      return trial === 'wrong' ? shifted(outputs) : outputs;
    },
  };
};
