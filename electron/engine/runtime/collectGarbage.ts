import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8 shows its collector only in contexts made while this flag is set; the flag is taken back at once. */
function findCollector(): () => void {
  setFlagsFromString('--expose-gc');
  try {
    return runInNewContext('gc') as () => void;
  } finally {
    setFlagsFromString('--no-expose-gc');
  }
}

let collector: (() => void) | undefined;

/**
 * Gives back the memory that nothing refers to any more. V8 puts this off while the machine has memory to spare, and
 * then the pictures and sounds of finished rooms stay beside the frames: a longer voice would cost more than itself.
 * Takes some milliseconds.
 */
export function collectGarbage(): void {
  collector ??= findCollector();
  collector();
}
