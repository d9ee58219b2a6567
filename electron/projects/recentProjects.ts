import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writeJsonFile } from '../settings/jsonFile.ts';

/** More than a start screen shows; the menu shows the first few. */
const RECENT_MAX = 12;

const listSchema = z.object({
  projects: z.array(z.object({ path: z.string().min(1), usedAtMs: z.number() })).max(100),
});
type Entry = z.infer<typeof listSchema>['projects'][number];

/** A project that was opened or saved lately. */
export interface Recent extends Entry {
  /** Stands for the path where the path must not go. */
  readonly id: string;
  /** A small JPEG of how it looked; null where none was made yet. */
  readonly picture: Uint8Array | null;
  /** False when the file is no longer there. */
  readonly there: boolean;
}

const idOf = (filePath: string): string => createHash('sha256').update(filePath).digest('hex').slice(0, 32);

/** Which projects were used lately, in `recents.json` of the home folder; their pictures lie beside it. */
export class RecentProjects {
  readonly #file: string;
  readonly #pictures: string;
  readonly #changed: () => void;
  #entries: readonly Entry[] = [];

  private constructor(home: string, changed: () => void) {
    this.#file = path.join(home, 'recents.json');
    this.#pictures = path.join(home, 'recents');
    this.#changed = changed;
  }

  /** @param changed called after every change */
  static async load(home: string, changed: () => void): Promise<RecentProjects> {
    const recents = new RecentProjects(home, changed);
    recents.#entries = (await readJsonFile(recents.#file, listSchema))?.projects ?? [];
    return recents;
  }

  /** The latest first. */
  get entries(): readonly { readonly id: string; readonly path: string }[] {
    return this.#entries.map((entry) => ({ id: idOf(entry.path), path: entry.path }));
  }

  /** The path that an id stands for, if it is in the list. */
  pathOf(id: string): string | undefined {
    return this.#entries.find((entry) => idOf(entry.path) === id)?.path;
  }

  async list(): Promise<readonly Recent[]> {
    return Promise.all(
      this.#entries.map(async (entry) => {
        const id = idOf(entry.path);
        const [info, picture] = await Promise.all([
          stat(entry.path).catch(() => null),
          readFile(this.#pictureFile(id)).catch(() => null),
        ]);
        return { ...entry, id, picture, there: info?.isFile() === true };
      }),
    );
  }

  /** Puts a project at the head of the list. */
  async note(filePath: string, usedAtMs: number): Promise<void> {
    const others = this.#entries.filter((entry) => entry.path !== filePath);
    await this.#keep([{ path: filePath, usedAtMs }, ...others]);
  }

  async forget(id: string): Promise<void> {
    await this.#keep(this.#entries.filter((entry) => idOf(entry.path) !== id));
  }

  async forgetAll(): Promise<void> {
    await this.#keep([]);
  }

  /** @param picture a small JPEG */
  async setPicture(filePath: string, picture: Uint8Array): Promise<void> {
    const id = idOf(filePath);
    if (this.pathOf(id) === undefined) return;
    await mkdir(this.#pictures, { recursive: true });
    await writeFile(this.#pictureFile(id), picture);
  }

  async #keep(entries: readonly Entry[]): Promise<void> {
    const kept = entries.slice(0, RECENT_MAX);
    const gone = this.#entries.filter((entry) => !kept.some((one) => one.path === entry.path));
    this.#entries = kept;
    await writeJsonFile(this.#file, { projects: kept });
    await Promise.all(gone.map((entry) => rm(this.#pictureFile(idOf(entry.path)), { force: true })));
    this.#changed();
  }

  #pictureFile(id: string): string {
    return path.join(this.#pictures, `${id}.jpg`);
  }
}
