/** One program per project: a small file beside it says who has it open. A program that has ended holds nothing. */
import { rmSync } from 'node:fs';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { inputError } from '../../shared/errors.ts';
import { isOwnedElsewhere, isOwnMark, ownName } from '../host/ownership.ts';
import { projectName } from './projectNames.ts';

/** Whoever has a project open touches the file this often, for computers that cannot ask after the process. */
const TOUCH_MS = 30_000;
/** A file that another computer has not touched for so long was left behind. */
const STALE_MS = 120_000;

export interface ProjectLock {
  release(): Promise<void>;
}

const lockFileOf = (project: string): string =>
  path.join(path.dirname(project), `.${path.basename(project)}.lock`);

/** @returns who holds it, as it stands in the file; null when nobody does any more */
async function holderOf(file: string): Promise<string | null> {
  const holder = await readFile(file, 'utf8').catch(() => null);
  if (holder === null) return null;
  const ageMs = Date.now() - ((await stat(file).catch(() => null))?.mtimeMs ?? 0);
  // A clock that was set back makes a file of the future, which counts as new only as long as one of the past would.
  return isOwnedElsewhere(holder, Math.abs(ageMs) < STALE_MS) ? holder : null;
}

async function write(file: string, mark: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(mark);
    await handle.close();
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST') return false;
    throw thrown;
  }
}

/** What this process holds: given back when it ends by itself. */
const held = new Set<string>();
const giveBack = (): void => {
  for (const file of held) rmSync(file, { force: true });
};

const NOTHING_HELD: ProjectLock = { release: () => Promise.resolve() };

/**
 * Takes a project for this program.
 * @param project absolute path
 * @throws KotohogiError `project-in-use` when another program that runs has it open
 */
export async function lockProject(project: string): Promise<ProjectLock> {
  const file = lockFileOf(project);
  const mark = ownName();
  try {
    while (!(await write(file, mark))) {
      if ((await holderOf(file)) !== null)
        throw inputError(
          'project-in-use',
          `The project "${projectName(project)}" is open in another Kotohogi Studio.`,
          'Close it there, or make a copy of the file and open the copy.',
        );
      await rm(file, { force: true });
    }
  } catch (thrown) {
    // Where nothing can be written nothing can be overwritten either: the project may be looked at.
    if (thrown instanceof Error && 'code' in thrown && thrown.code !== 'project-in-use') return NOTHING_HELD;
    throw thrown;
  }
  const timer = setInterval(() => {
    const now = new Date();
    void utimes(file, now, now).catch(() => undefined);
  }, TOUCH_MS);
  timer.unref();
  held.add(file);
  if (held.size === 1) process.once('exit', giveBack);
  return {
    async release() {
      clearInterval(timer);
      held.delete(file);
      if (held.size === 0) process.off('exit', giveBack);
      const holder = await readFile(file, 'utf8').catch(() => '');
      if (isOwnMark(holder)) await rm(file, { force: true }).catch(() => undefined);
    },
  };
}
