/** The small files that belong to a model: fetched or copied with it, hashed, and kept beside it. */
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CatalogueEntry, CompanionPart, ModelFamily } from '../../../shared/contract/models.ts';
import { inputError, missingError } from '../../../shared/errors.ts';
import { licenceInCard, parsePiperConfig } from '../runtime/voiceFiles/piperConfig.ts';
import { writeWhole } from '../runtime/writeWhole.ts';
import { fetchSideFile, type DownloadRun } from './download.ts';
import type { InstalledCompanion, LibraryFolders } from './installed.ts';

/** The contents by part. */
export type Companions = ReadonlyMap<CompanionPart, Buffer>;

/** Settings of a voice have some ten kilobytes. */
const MAX_BYTES = 1024 * 1024;

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where a part lies beside a model file, by preference. */
const besides = (file: string, part: CompanionPart): readonly string[] =>
  part === 'config' ? [`${file}.json`] : [`${file}.MODEL_CARD`, path.join(path.dirname(file), 'MODEL_CARD')];

/** @throws KotohogiError `voice-config` */
function checkCompanion(family: ModelFamily, part: CompanionPart, bytes: Buffer, label: string): void {
  if (family === 'piper' && part === 'config') parsePiperConfig(bytes.toString('utf8'), label);
}

async function smallFile(file: string): Promise<Buffer | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes && bytes.length <= MAX_BYTES ? bytes : null;
}

/**
 * Reads what belongs to a file of the person's own, from beside it.
 * @throws KotohogiError `voice-config-missing`, `voice-config`
 */
export async function companionsBeside(entry: CatalogueEntry, file: string): Promise<Companions> {
  const found = new Map<CompanionPart, Buffer>();
  for (const { part, required } of entry.companions ?? []) {
    const places = besides(file, part);
    for (const place of places) {
      const bytes = await smallFile(place);
      if (!bytes) continue;
      checkCompanion(entry.family, part, bytes, place);
      found.set(part, bytes);
      break;
    }
    if (required && !found.has(part))
      throw inputError(
        'voice-config-missing',
        `Beside the file ${file} there is no ${path.basename(places[0])}, without which it cannot speak.`,
        'Put both files of the voice into one folder and import the .onnx file again.',
      );
  }
  return found;
}

/**
 * Downloads what belongs to a model of the catalogue.
 * @throws KotohogiError `voice-config-missing`, `voice-config`, `cancelled`
 */
export async function fetchCompanions(entry: CatalogueEntry, run: DownloadRun): Promise<Companions> {
  const found = new Map<CompanionPart, Buffer>();
  for (const { part, url, required } of entry.companions ?? []) {
    const bytes = url === null ? null : await fetchSideFile(url, MAX_BYTES, run);
    if (bytes && url !== null) {
      checkCompanion(entry.family, part, bytes, url);
      found.set(part, bytes);
    } else if (required)
      throw missingError(
        'voice-config-missing',
        `The settings of ${entry.name} could not be downloaded${url === null ? '' : ` from ${new URL(url).host}`}.`,
        'Check the connection to the internet and install it again: what was downloaded is kept.',
      );
  }
  return found;
}

/** Puts them beside the model. @param stem name of the model file without its ending */
export async function storeCompanions(
  folders: LibraryFolders,
  stem: string,
  companions: Companions,
): Promise<readonly InstalledCompanion[]> {
  return Promise.all(
    [...companions].map(async ([part, bytes]) => {
      const file = `${stem}.${part}`;
      await writeWhole(path.join(folders.files, file), (partial) => writeFile(partial, bytes));
      return { part, file, sha256: sha256Of(bytes) };
    }),
  );
}

/** What is wrong with the small files of an installed model, one sentence; null when nothing is. */
export async function companionDamage(
  folders: LibraryFolders,
  companions: readonly InstalledCompanion[],
): Promise<string | null> {
  for (const { file, sha256 } of companions) {
    const place = path.join(folders.files, file);
    const bytes = await smallFile(place);
    if (!bytes) return `The file ${place} is gone or cannot be read.`;
    if (sha256Of(bytes) !== sha256) return `The file ${place} was changed since it was installed.`;
  }
  return null;
}

export async function removeCompanions(
  folders: LibraryFolders,
  companions: readonly InstalledCompanion[],
): Promise<void> {
  for (const { file } of companions) await rm(path.join(folders.files, file), { force: true });
}

/** The licence that a voice's own card states; null where there is no card, or it states none. */
export function licenceOf(companions: Companions): string | null {
  const card = companions.get('card');
  return card ? licenceInCard(card.toString('utf8')) : null;
}
