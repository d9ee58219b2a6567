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
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (thrown) {
    if (thrown instanceof SetupProblem) {
      console.error(`\n${thrown.message}\n${thrown.remedy}`);
      process.exitCode = EXIT_MISSING;
    } else {
      console.error(thrown);
      process.exitCode = 1;
    }
  }
}
