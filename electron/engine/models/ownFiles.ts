/** Entries under which any number of files can be imported: each becomes a model of its own, named after the file. */
import path from 'node:path';
import type { CatalogueEntry } from '../../../shared/contract/models.ts';
import type { InstalledModel } from './installed.ts';

/** Names of models are part of file names. */
const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');

const ID_MAX_CHARS = 64;

/** What a file is called as a model of its own; entries for one file keep their name. */
export function nameOfOwn(
  entry: CatalogueEntry,
  file: string,
): { readonly id: string; readonly name: string } {
  const { name: stem } = path.parse(file);
  const own = slug(stem) || 'voice';
  const prefix = entry.id.replace(/-own$/, '');
  return {
    id: `${prefix}-${own.startsWith(`${prefix}-`) ? own.slice(prefix.length + 1) : own}`.slice(
      0,
      ID_MAX_CHARS,
    ),
    name: stem,
  };
}

/** The entry of a file that was imported under one of many files. */
export const entryOfOwn = (
  entry: CatalogueEntry,
  { id, own }: Pick<InstalledModel, 'id' | 'own'>,
): CatalogueEntry => ({
  ...entry,
  id,
  name: own?.name ?? entry.name,
  many: undefined,
  sha256: null,
  bytes: null,
});

/** The catalogue, and behind each entry for many files the ones that were imported there. */
export const withOwnFiles = (
  entries: readonly CatalogueEntry[],
  installed: readonly InstalledModel[],
): readonly CatalogueEntry[] =>
  entries.flatMap((entry) => [
    entry,
    ...installed.filter(({ own }) => own?.entry === entry.id).map((record) => entryOfOwn(entry, record)),
  ]);
