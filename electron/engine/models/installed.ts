/** The record of what a person has installed: `installed.json` in their models folder. */
import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { companionPartSchema, type CatalogueEntry, type ModelCard } from '../../../shared/contract/models.ts';
import { missingError } from '../../../shared/errors.ts';
import { withLock } from './fileLock.ts';
import { replaceFile } from '../runtime/writeWhole.ts';
import { readJson, writeJson } from '../runtime/jsonFile.ts';

/** Writing the record takes milliseconds. */
const RECORD_PATIENCE_MS = 15_000;

/** Name in `files/`. */
const fileNameSchema = z.string().regex(/^[\w.-]+$/);

const installedCompanionSchema = z.object({
  part: companionPartSchema,
  file: fileNameSchema,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type InstalledCompanion = z.infer<typeof installedCompanionSchema>;

const installedModelSchema = z.object({
  id: z.string(),
  file: fileNameSchema,
  bytes: z.number().int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** No source states the hash: it is that of the file when it was first installed. */
  pinnedHere: z.boolean(),
  /** The address it came from, or `file`. */
  source: z.string(),
  installedAt: z.string(),
  /** When the notice was accepted; null where there is none. */
  acceptedAt: z.string().nullable(),
  inputs: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
  /** What was found wrong with the file, which is then in quarantine; null when all is well. */
  damage: z.string().nullable(),
  /** Small files that belong to it. */
  companions: z.array(installedCompanionSchema).optional(),
  /** As the model's own papers state it. */
  licence: z.string().optional(),
  /** Of a file that became a model of its own: the entry under which it was imported, and the file's name. */
  own: z.object({ entry: z.string(), name: z.string() }).optional(),
});
export type InstalledModel = z.infer<typeof installedModelSchema>;

const recordSchema = z.object({ schemaVersion: z.literal(1), models: z.array(installedModelSchema) });

/** Where the parts of a person's models folder are. All absolute. */
export interface LibraryFolders {
  readonly record: string;
  readonly files: string;
  readonly downloads: string;
  readonly quarantine: string;
}

/** @param home `EngineFolders.home` */
export function libraryFolders(home: string): LibraryFolders {
  const models = path.join(home, 'models');
  return {
    record: path.join(models, 'installed.json'),
    files: path.join(models, 'files'),
    downloads: path.join(models, 'downloads'),
    quarantine: path.join(models, 'quarantine'),
  };
}

export async function readInstalled(folders: LibraryFolders): Promise<readonly InstalledModel[]> {
  return (await readJson(folders.record, recordSchema))?.models ?? [];
}

/** Whether there is a record that cannot be read: damaged, changed by hand, or of a newer studio. */
export async function isRecordUnreadable({ record }: LibraryFolders): Promise<boolean> {
  return existsSync(record) && (await readJson(record, recordSchema)) === null;
}

/** Where an unreadable record is kept when a new one is begun. */
export const recordAside = ({ record }: LibraryFolders): string => `${record}.unreadable`;

/**
 * Changes the record while nobody else does.
 * @throws KotohogiError `model-busy` when another process holds it for too long
 */
export async function changeInstalled(
  folders: LibraryFolders,
  change: (models: readonly InstalledModel[]) => Promise<readonly InstalledModel[]>,
): Promise<void> {
  const locked = await withLock(`${folders.record}.lock`, RECORD_PATIENCE_MS, async () => {
    const models = await change(await readInstalled(folders));
    if (await isRecordUnreadable(folders)) await replaceFile(folders.record, recordAside(folders));
    await writeJson(folders.record, { schemaVersion: 1, models });
  });
  if (!locked)
    throw missingError(
      'model-busy',
      'The list of installed models is held by another Kotohogi Studio.',
      'Wait until it has finished, or close it, and try again.',
    );
}

/** A model that can be run: where it is, and how it ranks within its role. */
export interface RunnableModel {
  readonly card: ModelCard;
  /** Absolute. */
  readonly path: string;
  readonly rank: number;
  /** What was found wrong with it; null when nothing is known to be. */
  readonly damage: string | null;
}

export const installedPath = (folders: LibraryFolders, { file }: InstalledModel): string =>
  path.join(folders.files, file);

/** The card of an installed model, made from its catalogue entry and what was recorded. */
export function installedModel(
  folders: LibraryFolders,
  entry: CatalogueEntry,
  record: InstalledModel,
): RunnableModel {
  const file = installedPath(folders, record);
  const { id, role, family, name, maker, year, use, rank } = entry;
  const { bytes, sha256, source, inputs, outputs } = record;
  const licence = record.licence ?? entry.licence;
  const companions = Object.fromEntries(
    (record.companions ?? []).map((companion) => [companion.part, path.join(folders.files, companion.file)]),
  );
  return {
    card: {
      ...{ id, role, family, name, file, bytes, sha256, maker, year, licence, use, source, inputs, outputs },
      ...(record.companions ? { companions } : {}),
    },
    path: file,
    rank,
    damage: record.damage,
  };
}

/** The command that brings a model, or brings it again. */
export const commandToGet = (id: string, isDownloadable: boolean): string =>
  isDownloadable ? `"kotohogi models install ${id}"` : `"kotohogi models import ${id} --file F.onnx"`;

/** Whether a file is there with its size: what can be known without reading it. */
export async function hasSize(file: string, bytes: number): Promise<boolean> {
  const about = await stat(file).catch(() => null);
  return about !== null && about.isFile() && about.size === bytes;
}

/**
 * Takes a damaged file out of use. It is kept, one per model, so that what happened can be looked into.
 * @param damage what is wrong with it, one sentence
 */
export async function quarantine(
  folders: LibraryFolders,
  record: InstalledModel,
  damage: string,
): Promise<void> {
  await changeInstalled(folders, async (models) => {
    await moveToQuarantine(folders, record.id, installedPath(folders, record));
    return models.map((model) =>
      model.id === record.id && model.sha256 === record.sha256 ? { ...model, damage } : model,
    );
  });
}

/** Where the damaged file of a model is kept. */
export const quarantinePath = (folders: LibraryFolders, id: string): string =>
  path.join(folders.quarantine, `${id}.damaged`);

/** Moves a file out of use; one that is not there is left at that. */
export async function moveToQuarantine(folders: LibraryFolders, id: string, file: string): Promise<void> {
  await mkdir(folders.quarantine, { recursive: true });
  await replaceFile(file, quarantinePath(folders, id)).catch(() => rm(file, { force: true }));
}
