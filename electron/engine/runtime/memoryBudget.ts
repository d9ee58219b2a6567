import os from 'node:os';

/** What the system and other programs keep. */
const OWN_SHARE = 0.8;

/** Main memory there is for renders now, bytes: of the machine, or of the container that holds us. */
export function memoryBudget(): number {
  const limit = process.constrainedMemory();
  const free = os.freemem();
  return OWN_SHARE * (limit > 0 ? Math.min(limit, free) : free);
}
