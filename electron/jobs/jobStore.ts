import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../settings/jsonFile.ts';
import { isFinished, jobRecordSchema, type JobRecord } from './jobRecord.ts';

const STORE_VERSION = 1;
/** Jobs remembered across starts. */
const KEEP_JOBS = 50;

const storeSchema = z.object({ version: z.literal(STORE_VERSION), jobs: z.array(jobRecordSchema) });

/** Keeps the list of jobs in `jobs.json` of the home folder. */
export class JobStore {
  readonly #filePath: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(home: string) {
    this.#filePath = path.join(home, 'jobs.json');
  }

  /**
   * Jobs of earlier starts, oldest first. What was under way when the program ended is `interrupted` now; it is
   * offered once, so what was interrupted already is left out.
   */
  async load(): Promise<readonly JobRecord[]> {
    const stored = await readJsonFile(this.#filePath, storeSchema);
    const offered = (stored?.jobs ?? []).filter(({ state }) => state !== 'interrupted');
    return offered.map((job) =>
      isFinished(job) ? job : { ...job, state: 'interrupted' as const, progress: null, framesPerSec: null },
    );
  }

  /** Resolves when the list is on disk. */
  save(jobs: readonly JobRecord[]): Promise<void> {
    const value = { version: STORE_VERSION, jobs: jobs.slice(-KEEP_JOBS) };
    this.#writing = this.#writing.catch(() => undefined).then(() => writeJsonFile(this.#filePath, value));
    return this.#writing;
  }
}
