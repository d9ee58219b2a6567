/** Models as the list shows them. */
import type { CatalogueEntry, ModelCard, ModelState, ModelView } from '../../../shared/contract/models.ts';
import path from 'node:path';
import { partBytes } from './download.ts';
import { hasSize, installedPath, type InstalledModel, type LibraryFolders } from './installed.ts';

/** All that is known about models at one moment. */
export interface Known {
  readonly modelsFolder: string;
  readonly folders: LibraryFolders;
  readonly cards: readonly ModelCard[];
  readonly entries: readonly CatalogueEntry[];
  readonly installed: readonly InstalledModel[];
}

/** A view before it is known which one `auto` uses. */
interface Ranked {
  readonly view: Omit<ModelView, 'inUse'>;
  readonly rank: number;
}

export const partFile = (folders: LibraryFolders, id: string): string =>
  path.join(folders.downloads, `${id}.part`);

async function embeddedView(card: ModelCard, modelsFolder: string): Promise<Ranked> {
  const { id, role, family, name = id, maker, year, licence, bytes, sha256 } = card;
  const isThere = await hasSize(path.join(modelsFolder, card.file), bytes);
  const view: Ranked['view'] = {
    id,
    role,
    family,
    name,
    summary: null,
    maker,
    year,
    licence,
    licenceUrl: null,
    use: 'free',
    notice: null,
    state: isThere ? 'embedded' : 'damaged',
    downloadable: false,
    bytes,
    partialBytes: 0,
    sha256,
    pinnedHere: false,
    acceptedAt: null,
    installedAt: null,
  };
  return { view, rank: 0 };
}

async function stateOf(
  record: InstalledModel | undefined,
  partialBytes: number,
  folders: LibraryFolders,
): Promise<ModelState> {
  if (!record) return partialBytes > 0 ? 'partial' : 'available';
  const isThere = await hasSize(installedPath(folders, record), record.bytes);
  return record.damage === null && isThere ? 'installed' : 'damaged';
}

async function entryView(entry: CatalogueEntry, { installed, folders }: Known): Promise<Ranked> {
  const record = installed.find(({ id }) => id === entry.id);
  const partialBytes = await partBytes(partFile(folders, entry.id));
  const { id, role, family, name, summary, maker, year, licence, licenceUrl, use, notice, rank } = entry;
  const view: Ranked['view'] = {
    id,
    role,
    family,
    name,
    // A file of one's own is described by its name.
    summary: record?.own ? null : summary,
    maker,
    year,
    licence: record?.licence ?? licence,
    licenceUrl,
    use,
    notice,
    state: await stateOf(record, partialBytes, folders),
    downloadable: entry.urls.length > 0,
    bytes: record?.bytes ?? entry.bytes,
    partialBytes,
    sha256: record?.sha256 ?? entry.sha256,
    pinnedHere: record?.pinnedHere ?? false,
    acceptedAt: record?.acceptedAt ?? null,
    installedAt: record?.installedAt ?? null,
  };
  return { view, rank };
}

const canRun = ({ state }: Ranked['view']): boolean => state === 'embedded' || state === 'installed';

/** Everything known: embedded, installed, and what the catalogue offers; a file counts by its size, not by its hash. */
export async function listViews(known: Known): Promise<readonly ModelView[]> {
  const ranked = await Promise.all([
    ...known.cards.map((card) => embeddedView(card, known.modelsFolder)),
    ...known.entries.map((entry) => entryView(entry, known)),
  ]);
  const best = new Map<string, Ranked>();
  for (const one of ranked) {
    const rival = best.get(one.view.role);
    // Voices stand side by side.
    if (one.view.role === 'voice') continue;
    if (canRun(one.view) && (!rival || one.rank > rival.rank)) best.set(one.view.role, one);
  }
  return ranked.map((one) => ({ ...one.view, inUse: best.get(one.view.role) === one }));
}
