/** Entry of the engine, in a worker thread of the app or in a process of its own. */
import { bindSharp } from './bindSharp.ts';

bindSharp();
// Loaded afterwards: an import of this file would have loaded sharp by now.
await import('./engineWorker.ts');
