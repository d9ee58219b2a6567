import { rmSync } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineBody } from '../../shared/contract/inferenceConstants.ts';

const MARK = 'engine-in-threads';

export interface ChosenBody {
  readonly body: EngineBody;
  /** The program ended without a goodbye while the engine ran inside it: this time it does not. */
  readonly afterCrash: boolean;
  /** Call when the program ends as it should. */
  readonly goodbye: () => void;
}

/**
 * Where the engine runs this time. As threads of the program it takes the program along when a driver or a library
 * crashes; so a mark lies in the home folder as long as it runs there, and the start that finds one left behind keeps
 * the engine in processes of its own.
 * @param wished the person's setting
 */
export async function chooseEngineBody(home: string, wished: EngineBody): Promise<ChosenBody> {
  const mark = path.join(home, MARK);
  const nothing = (): void => undefined;
  if (wished === 'process') return { body: 'process', afterCrash: false, goodbye: nothing };
  const isLeft = await stat(mark).then(
    () => true,
    () => false,
  );
  if (isLeft) {
    await rm(mark, { force: true });
    return { body: 'process', afterCrash: true, goodbye: nothing };
  }
  await mkdir(home, { recursive: true });
  await writeFile(mark, '');
  return { body: 'threads', afterCrash: false, goodbye: () => rmSync(mark, { force: true }) };
}
