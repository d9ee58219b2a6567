import { utilityProcess } from 'electron';
import type { EnginePort } from './enginePort.ts';
import type { EngineStart } from './messages.ts';

/** Words in the environment that would make a Node.js program run something else first. */
const FOREIGN_WORDS = ['NODE_OPTIONS', 'NODE_REPL_EXTERNAL_MODULE', 'ELECTRON_RUN_AS_NODE'];
/** How long a cancelled task may go on before the process is ended under it: longer than any one call of a network. */
const PATIENCE_MS = 15_000;

/**
 * Starts the engine in a process of its own: a crash in a driver or a library ends that process and not the app, and it
 * can be ended at any time. What is posted is copied.
 * @param entry absolute path of the built entry
 */
export function startProcessPort(entry: string, start: EngineStart): EnginePort {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !FOREIGN_WORDS.includes(name)),
  );
  const child = utilityProcess.fork(entry, [JSON.stringify(start)], {
    serviceName: 'Kotohogi engine',
    stdio: 'inherit',
    env,
  });
  let fatal = '';
  child.once('error', (type, location) => {
    fatal = `${type} at ${location}`;
  });
  const gone = new Promise<number>((resolve) => child.once('exit', resolve));
  return {
    patienceMs: PATIENCE_MS,
    post: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onGone: (listener) => void gone.then((code) => listener(fatal || `its process ended with code ${code}`)),
    async close() {
      child.kill();
      await gone;
    },
  };
}
