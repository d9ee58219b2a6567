import path from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from '../jsonFile.ts';
import { trialRecordSchema, type TrialRecord } from './trialRun.ts';

const SCHEMA_VERSION = 1;

const cacheSchema = z.object({
  schemaVersion: z.literal(SCHEMA_VERSION),
  /** See machineKey. */
  machine: z.string(),
  /** By model hash and device, see {@link trialKey}. */
  trials: z.record(z.string(), trialRecordSchema),
});
type Trials = z.infer<typeof cacheSchema>['trials'];

export const trialKey = (sha256: string, device: string, deviceId: number): string =>
  `${sha256} ${device} ${deviceId}`;

/** Results of trials on this machine, in `devices.json` of the user's folder. */
export interface TrialCache {
  read(key: string): Promise<TrialRecord | null>;
  /** Never fails. */
  write(key: string, record: TrialRecord): Promise<void>;
}

/**
 * A file that cannot be read, has another layout or comes from another state of the machine counts as empty; it is
 * written anew whole. What several processes write at the same time may be lost, and is then measured again.
 */
export function createTrialCache(home: string, machine: Promise<string>): TrialCache {
  const file = path.join(home, 'devices.json');
  let writing: Promise<void> = Promise.resolve();

  async function trials(): Promise<Trials> {
    const cache = await readJson(file, cacheSchema);
    return cache?.machine === (await machine) ? cache.trials : {};
  }

  async function put(key: string, record: TrialRecord): Promise<void> {
    await writeJson(file, {
      schemaVersion: SCHEMA_VERSION,
      machine: await machine,
      trials: { ...(await trials()), [key]: record },
    });
  }

  return {
    read: async (key) => (await trials())[key] ?? null,
    write(key, record) {
      // On a disk that is full or cannot be written to, the next start measures again: no reason to fail now.
      writing = writing.then(() => put(key, record)).catch(() => undefined);
      return writing;
    },
  };
}
