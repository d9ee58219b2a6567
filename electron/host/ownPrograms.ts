import { bindSharp } from './bindSharp.ts';
import { ownTrialProgram } from './trialProgram.ts';

/** What the app's own program can be instead of the studio. A packaged app brings no Node.js to start these with. */

/**
 * The command line (`kotohogi`), in the thread that called.
 * @param words what stands behind the program's name
 * @returns the exit code
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  bindSharp();
  const { useTrialProgram } = await import('../engine/runtime/inference/trialProcess.ts');
  useTrialProgram(ownTrialProgram());
  const { runWithSignals } = await import('../engine/cli/runWithSignals.ts');
  const code = await runWithSignals(words);
  // Where pipes are written in the background, the end of the process would cut the last words off.
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((written) => {
      stream.write('', () => written());
    });
  return code;
}

/** Tries one network on one device, for the process that started this one; ends with that connection. */
export async function runDeviceTrial(): Promise<never> {
  await import('../engine/runtime/inference/deviceTrial.ts');
  return await new Promise<never>(() => undefined);
}
