/** What the installation lists: the models it ships with, and those that may be installed. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  catalogueEntrySchema,
  modelCardSchema,
  type CatalogueEntry,
  type ModelCard,
} from '../../../shared/contract/models.ts';

export const manifestSchema = z.object({ schemaVersion: z.literal(1), models: z.array(modelCardSchema) });
export const catalogueSchema = z.object({
  schemaVersion: z.literal(1),
  entries: z.array(catalogueEntrySchema),
});

/** @param modelsFolder absolute path of `models/` of the installation */
export async function readManifest(modelsFolder: string): Promise<readonly ModelCard[]> {
  const text = await readFile(path.join(modelsFolder, 'manifest.json'), 'utf8');
  return manifestSchema.parse(JSON.parse(text)).models;
}

/** @param modelsFolder absolute path of `models/` of the installation */
export async function readCatalogue(modelsFolder: string): Promise<readonly CatalogueEntry[]> {
  const text = await readFile(path.join(modelsFolder, 'catalogue.json'), 'utf8');
  return catalogueSchema.parse(JSON.parse(text)).entries;
}
