/** Exit code of everything that fails because something is not there (the same as the command line's). */
export const EXIT_MISSING = 4;

/** A failure of set-up in words for the person at the keyboard: what happened, and what to do. */
export class SetupProblem extends Error {
  /**
   * @param {string} message one plain sentence: what happened
   * @param {string} remedy one plain sentence or command: what to do next
   */
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupProblem';
    this.remedy = remedy;
  }
}

/**
 * Runs a script's main function and ends the process the way the command line does.
 *
 * The process is ended here, not left to end: packages that wait for its end (electron-builder's, when a package is laid
 * out) would end it with 0, whatever had failed.
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  const code = await main().catch(exitCodeOf);
  // What was written must have gone out before the end.
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  process.exit(code);
}

/**
 * Says what went wrong.
 * @param {unknown} thrown
 */
function exitCodeOf(thrown) {
  if (!(thrown instanceof SetupProblem)) {
    console.error(thrown);
    return 1;
  }
  console.error(`\n${thrown.message}\n${thrown.remedy}`);
  return EXIT_MISSING;
}
