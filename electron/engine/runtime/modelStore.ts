import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { modelCardSchema, type ModelCard, type ModelRole } from '../../../shared/contract/models.ts';
import { missingError } from '../../../shared/errors.ts';
import { loadSession, type OnnxSession } from './onnx.ts';

export type { ModelCard } from '../../../shared/contract/models.ts';

export const manifestSchema = z.object({ schemaVersion: z.literal(1), models: z.array(modelCardSchema) });

/** A model file whose bytes were checked. */
export interface ModelFile {
  readonly card: ModelCard;
  /** Absolute. */
  readonly path: string;
}

/** A model that is loaded and whose bytes were checked. */
export interface OpenModel extends ModelFile {
  readonly session: OnnxSession;
}

export interface RecordingModelStore extends ModelStore {
  /** The cards of the models opened so far, in order of first use. */
  used(): Promise<readonly ModelCard[]>;
}

/** Loads models by id, each at most once. */
export interface ModelStore {
  /** @throws KotohogiError kind `missing` when the file is absent, damaged or unknown */
  open(id: string): Promise<OpenModel>;
  /** The checked file, for whoever loads it itself. @throws like {@link open} */
  file(id: string): Promise<ModelFile>;
  /**
   * The model that plays a role.
   * @param choice an id, or `auto` for the best that is installed
   * @throws KotohogiError kind `missing` when the chosen model is not installed, or does not play this role
   */
  choose(role: ModelRole, choice: string): Promise<ModelCard>;
  /** Everything that can be opened: the embedded models and the installed ones. */
  cards(): Promise<readonly ModelCard[]>;
  /** Releases every loaded model. */
  close(): Promise<void>;
}

/** @param modelsFolder absolute path of `models/` */
export function createModelStore(modelsFolder: string): ModelStore {
  const opened = new Map<string, Promise<OpenModel>>();
  let manifest: Promise<readonly ModelCard[]> | undefined;

  const cards = (): Promise<readonly ModelCard[]> => {
    manifest ??= readFile(path.join(modelsFolder, 'manifest.json'), 'utf8').then(
      (text) => manifestSchema.parse(JSON.parse(text)).models,
    );
    return manifest;
  };

  async function check(id: string): Promise<ModelFile> {
    const card = (await cards()).find((candidate) => candidate.id === id);
    if (!card) throw new Error(`No model "${id}" in the manifest.`);
    const file = path.join(modelsFolder, card.file);
    const bytes = await readFile(file).catch((cause: unknown) => {
      throw missingError(
        'model-missing',
        `The model file ${file} (${card.id}) is missing.`,
        'Run "npm run setup"; it makes the embedded models.',
        cause,
      );
    });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== card.sha256)
      throw missingError(
        'model-damaged',
        `The model file ${file} (${card.id}) is damaged: its SHA-256 is ${sha256}, expected ${card.sha256}.`,
        'Delete the file and run "npm run setup"; it makes the embedded models again.',
      );
    return { card, path: file };
  }

  async function load(id: string): Promise<OpenModel> {
    const file = await check(id);
    return { ...file, session: await loadSession(file.path) };
  }

  return {
    cards,
    file: check,
    async choose(role, choice) {
      const playing = (await cards()).filter((card) => card.role === role);
      const card = choice === 'auto' ? playing[0] : playing.find(({ id }) => id === choice);
      if (!card)
        throw missingError(
          'model-not-installed',
          `There is no installed model "${choice}" for the role ${role}.`,
          'See "kotohogi models list".',
        );
      return card;
    },
    open(id) {
      let model = opened.get(id);
      if (!model) {
        model = load(id);
        opened.set(id, model);
        model.catch(() => opened.delete(id));
      }
      return model;
    },
    async close() {
      const models = [...opened.values()];
      opened.clear();
      for (const model of models) await (await model).session.release();
    },
  };
}

/** A view of a store that remembers which models are opened through it: what one render has used. */
export function recordingStore(store: ModelStore): RecordingModelStore {
  const ids = new Set<string>();
  return {
    cards: () => store.cards(),
    choose: (role, choice) => store.choose(role, choice),
    file(id) {
      ids.add(id);
      return store.file(id);
    },
    open(id) {
      ids.add(id);
      return store.open(id);
    },
    close: () => store.close(),
    used: () => Promise.all([...ids].map(async (id) => (await store.file(id)).card)),
  };
}
