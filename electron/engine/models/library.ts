/** The person's own models: installing, importing, checking and removing them. */
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CatalogueEntry, ModelView } from '../../../shared/contract/models.ts';
import { missingError, usageError } from '../../../shared/errors.ts';
import { checkBytes, checkSize, checkTensors, type AdmittedFile } from './admission.ts';
import { readCatalogue, readManifest } from './catalogue.ts';
import {
  companionDamage,
  companionsBeside,
  licenceOf,
  removeCompanions,
  storeCompanions,
} from './companions.ts';
import { copyWithDigest } from './copyWithDigest.ts';
import { DEFAULT_PATIENCE, removePart } from './download.ts';
import { fetchModel } from './fetchModel.ts';
import { diskError } from './diskErrors.ts';
import { digestFile } from './fileDigest.ts';
import { withLock } from './fileLock.ts';
import {
  changeInstalled,
  commandToGet,
  installedPath,
  libraryFolders,
  quarantine,
  quarantinePath,
  readInstalled,
  type InstalledModel,
} from './installed.ts';
import { replaceFile } from '../runtime/writeWhole.ts';
import { listViews, partFile, type Known } from './modelViews.ts';
import { entryOfOwn, nameOfOwn, withOwnFiles } from './ownFiles.ts';
import { progressReport } from './progressReport.ts';
import type { CreateModelLibrary, InstallRun } from './types.ts';

/** Part of the hash that tells versions of a model apart in file names. */
const HASH_IN_NAME = 16;

function unknownModel(id: string): Error {
  return usageError(
    'model-unknown',
    `There is no model "${id}".`,
    '"kotohogi models list" shows the models and their names.',
  );
}

function checkAccepted({ notice, name }: CatalogueEntry, accepted: boolean): void {
  if (notice === null || accepted) return;
  throw missingError(
    'model-licence',
    `${name} is installed only after its licence was read and accepted. ${notice.en}`,
    'Read the notice; if you agree, install it again and accept it (on the command line: --accept-licence).',
  );
}

/** See {@link ModelLibrary}. */
export const createModelLibrary: CreateModelLibrary = ({
  home,
  modelsFolder,
  patience = DEFAULT_PATIENCE,
}) => {
  const folders = libraryFolders(home);

  async function known(): Promise<Known> {
    const [cards, entries, installed] = await Promise.all([
      readManifest(modelsFolder),
      readCatalogue(modelsFolder),
      readInstalled(folders),
    ]);
    return { modelsFolder, folders, cards, entries: withOwnFiles(entries, installed), installed };
  }

  const list = async (): Promise<readonly ModelView[]> => listViews(await known());

  async function viewOf(id: string): Promise<ModelView> {
    const view = (await list()).find((one) => one.id === id);
    if (!view) throw unknownModel(id);
    return view;
  }

  async function entryOf(id: string): Promise<CatalogueEntry> {
    const { cards, entries } = await known();
    const entry = entries.find((one) => one.id === id);
    if (entry) return entry;
    if (cards.some((card) => card.id === id))
      throw usageError(
        'model-embedded',
        `The model "${id}" is part of the studio: it is neither installed nor removed by hand.`,
        'If it is damaged, run "npm run setup" or install Kotohogi Studio again.',
      );
    throw unknownModel(id);
  }

  const recordOf = async (id: string): Promise<InstalledModel | undefined> =>
    (await readInstalled(folders)).find((record) => record.id === id);

  /** A good file that is not the published one has a place of its own. */
  async function ownFileHint(entry: CatalogueEntry): Promise<string | null> {
    const { entries } = await known();
    const own = entries.find(({ family, urls }) => family === entry.family && urls.length === 0);
    return own
      ? `Download or copy it again. If it is another export, import it under "${own.id}" (${own.name}).`
      : null;
  }

  /** One installation of a model at a time, on the whole machine. */
  async function alone<Result>(entry: CatalogueEntry, action: () => Promise<Result>): Promise<Result> {
    const lock = path.join(folders.downloads, `${entry.id}.lock`);
    const locked = await withLock(lock, 0, action).catch((thrown: unknown) => {
      throw diskError(thrown, lock);
    });
    if (locked) return locked.done;
    throw missingError(
      'model-busy',
      `${entry.name} is being installed at this moment, by another window or command.`,
      'Wait until that has finished, or stop it, and try again.',
    );
  }

  /** Moves a file to its place and writes it down; an older version of the model goes. */
  async function takeOver(
    entry: CatalogueEntry,
    file: AdmittedFile,
    own?: InstalledModel['own'],
  ): Promise<void> {
    const { sha256, bytes } = file.digest;
    const now = new Date().toISOString();
    const stem = `${entry.id}-${sha256.slice(0, HASH_IN_NAME)}`;
    const licence = licenceOf(file.companions);
    await mkdir(folders.files, { recursive: true });
    const companions = await storeCompanions(folders, stem, file.companions);
    const record: InstalledModel = {
      id: entry.id,
      file: `${stem}${path.extname(entry.fileName)}`,
      bytes,
      sha256,
      pinnedHere: file.pinnedHere,
      source: file.source,
      installedAt: now,
      acceptedAt: entry.notice === null ? null : now,
      inputs: { ...file.tensors.inputs },
      outputs: { ...file.tensors.outputs },
      damage: null,
      ...(companions.length > 0 ? { companions: [...companions] } : {}),
      ...(licence === null ? {} : { licence }),
      ...(own ? { own } : {}),
    };
    await changeInstalled(folders, async (models) => {
      await replaceFile(file.path, installedPath(folders, record));
      for (const old of models) if (old.id === entry.id && old.file !== record.file) await removeFiles(old);
      return [...models.filter(({ id }) => id !== entry.id), record];
    });
    await rm(quarantinePath(folders, entry.id), { force: true });
  }

  async function removeFiles(record: InstalledModel): Promise<void> {
    await removeFile(installedPath(folders, record));
    await removeCompanions(folders, record.companions ?? []);
  }

  /** Hashes the file of a record. @returns null when it is as it was, else what is wrong with it */
  async function damageOf(record: InstalledModel, run: InstallRun): Promise<string | null> {
    const file = installedPath(folders, record);
    const report = progressReport(record.id, run);
    const digest = await digestFile(file, {
      signal: run.signal,
      onBytes: (bytes) => report('verify', bytes, record.bytes),
    }).catch((thrown: unknown) => {
      if (thrown instanceof Error && 'code' in thrown) return null;
      throw thrown;
    });
    if (!digest) return `The file ${file} is gone or cannot be read.`;
    if (digest.sha256 === record.sha256) return companionDamage(folders, record.companions ?? []);
    return `The SHA-256 of ${file} is ${digest.sha256}, expected ${record.sha256}.`;
  }

  /** Whether a model is installed and undamaged; a damaged file goes into quarantine. */
  async function isSound(record: InstalledModel, run: InstallRun): Promise<boolean> {
    if (record.damage !== null) return false;
    const damage = await damageOf(record, run);
    if (damage !== null) await quarantine(folders, record, damage);
    return damage === null;
  }

  /** Copies a file of the person's own to its place. */
  async function importEntry(
    entry: CatalogueEntry,
    source: string,
    run: InstallRun,
    own: InstalledModel['own'],
  ): Promise<ModelView> {
    const { id, sha256, bytes, name } = entry;
    const published = {
      sha256,
      bytes,
      crc32: null,
      what: `${name} as published`,
      hint: await ownFileHint(entry),
    };
    // Before a large file is copied in vain.
    await checkTensors(entry, source, source);
    const companions = await companionsBeside(entry, source);
    checkSize(published, (await stat(source)).size, source);
    await alone(entry, async () => {
      await mkdir(folders.downloads, { recursive: true });
      const copy = path.join(folders.downloads, `${id}.import`);
      const report = progressReport(own?.entry ?? id, run);
      try {
        const digest = await copyWithDigest(source, copy, run.signal, (done, total) =>
          report('copy', done, total),
        );
        checkBytes(published, digest, source);
        const tensors = await checkTensors(entry, copy, source);
        const pinnedHere = sha256 === null;
        await takeOver(entry, { path: copy, digest, tensors, source: 'file', pinnedHere, companions }, own);
        await removePart(partFile(folders, id));
      } finally {
        await rm(copy, { force: true });
      }
    });
    return viewOf(id);
  }

  return {
    list,

    async install(id, accepted, run) {
      const entry = await entryOf(id);
      checkAccepted(entry, accepted);
      if (entry.urls.length === 0)
        throw missingError(
          'model-import-only',
          `${entry.name} cannot be downloaded from here: it is only ever your own file.`,
          `Import it: "kotohogi models import ${id} --file ${entry.fileName}".`,
        );
      await alone(entry, async () => {
        const record = await recordOf(id);
        if (record && (await isSound(record, run))) return;
        const part = partFile(folders, id);
        const file = await fetchModel(entry, record ?? null, part, {
          folders,
          patience,
          signal: run.signal,
          report: progressReport(id, run),
        });
        await takeOver(entry, file);
        await removePart(part);
      });
      return viewOf(id);
    },

    async import(id, file, accepted, run) {
      const listed = await entryOf(id);
      checkAccepted(listed, accepted);
      const source = path.resolve(file);
      const name = listed.many ? nameOfOwn(listed, source) : null;
      const entry = name ? entryOfOwn(listed, { id: name.id, own: { entry: id, name: name.name } }) : listed;
      const earlier = listed.many ? undefined : (await recordOf(id))?.own;
      return importEntry(entry, source, run, name ? { entry: id, name: name.name } : earlier);
    },

    async verify(id, run) {
      const { cards } = await known();
      const card = cards.find((one) => one.id === id);
      if (card) {
        const report = progressReport(id, run);
        const digest = await digestFile(path.join(modelsFolder, card.file), {
          signal: run.signal,
          onBytes: (bytes) => report('verify', bytes, card.bytes),
        }).catch((thrown: unknown) => {
          if (thrown instanceof Error && 'code' in thrown) return null;
          throw thrown;
        });
        const view = await viewOf(id);
        return digest?.sha256 === card.sha256 ? view : { ...view, state: 'damaged' };
      }
      const entry = await entryOf(id);
      const record = await recordOf(id);
      if (!record)
        throw missingError(
          'model-not-installed',
          `${entry.name} is not installed.`,
          `Install it first: ${commandToGet(id, entry.urls.length > 0)}.`,
        );
      await isSound(record, run);
      return viewOf(id);
    },

    async remove(id) {
      const entry = await entryOf(id);
      const before = await viewOf(id);
      const isOwn = (await recordOf(id))?.own !== undefined;
      await alone(entry, async () => {
        await changeInstalled(folders, async (models) => {
          for (const old of models) if (old.id === id) await removeFiles(old);
          return models.filter((model) => model.id !== id);
        });
        await removePart(partFile(folders, id));
        await rm(quarantinePath(folders, id), { force: true });
      });
      // A file that became a model of its own is gone altogether.
      return isOwn ? { ...before, state: 'available', inUse: false, installedAt: null } : viewOf(id);
    },
  };
};

/** Windows keeps a file that a session still uses; it is then left behind, without a record of it. */
async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true }).catch(() => undefined);
}
