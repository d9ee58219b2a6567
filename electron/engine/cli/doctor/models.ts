import path from 'node:path';
import type { EngineFolders } from '../../context.ts';
import { readManifest } from '../../models/catalogue.ts';
import {
  commandToGet,
  installedPath,
  isRecordUnreadable,
  libraryFolders,
  readInstalled,
} from '../../models/installed.ts';
import { createModelLibrary } from '../../models/library.ts';
import { createSoundnessCheck, type SoundnessCheck } from '../../models/soundness.ts';
import { bytesText } from '../modelProgress.ts';
import { found, limited, missing, type Finding } from './finding.ts';

async function checkEmbedded(modelsFolder: string, hashing: SoundnessCheck): Promise<Finding[]> {
  const remedy = 'Run "npm run setup"; it makes the embedded models again.';
  const cards = await readManifest(modelsFolder);
  return Promise.all(
    cards.map(async ({ id, file, sha256, licence }) => {
      const name = `model ${id}`;
      const full = path.join(modelsFolder, file);
      const { state } = await hashing.check(full, sha256);
      switch (state) {
        case 'sound':
          return found(name, `verified, ${licence}`);
        case 'missing':
          return missing(name, `${full} is not there`, remedy);
        case 'damaged':
          return missing(name, `${full} is damaged (its SHA-256 is not the one in the manifest)`, remedy);
      }
    }),
  );
}

/** What the person has installed, and what they have begun to. A damaged one takes nothing away but itself. */
async function checkInstalled({ home, models }: EngineFolders, hashing: SoundnessCheck): Promise<Finding[]> {
  const folders = libraryFolders(home);
  const records = await readInstalled(folders);
  const findings: Finding[] = [];
  if (await isRecordUnreadable(folders))
    findings.push(
      limited(
        'installed models',
        `the list of them cannot be read: ${folders.record}`,
        'Put a copy of it back, or import the models again; the files are still there.',
      ),
    );
  for (const view of await createModelLibrary({ home, modelsFolder: models }).list()) {
    const { id, licence, state, partialBytes, downloadable } = view;
    const name = `model ${id}`;
    const again = `Run ${commandToGet(id, downloadable)}.`;
    if (state === 'partial')
      findings.push(
        limited(name, `${bytesText(partialBytes)} of its download are here`, `${again} It goes on.`),
      );
    const record = records.find((one) => one.id === id);
    if (!record) continue;
    const isSound =
      record.damage === null &&
      (await hashing.check(installedPath(folders, record), record.sha256)).state === 'sound';
    findings.push(
      isSound
        ? found(name, `installed, verified, ${licence}`)
        : limited(
            name,
            `installed, but damaged or gone${record.damage === null ? '' : `: ${record.damage}`}`,
            again,
          ),
    );
  }
  return findings;
}

/** The models of the program, then those of the person. */
export async function checkModels(folders: EngineFolders): Promise<Finding[]> {
  const hashing = createSoundnessCheck(null);
  return [...(await checkEmbedded(folders.models, hashing)), ...(await checkInstalled(folders, hashing))];
}
