import path from 'node:path';
import type { CatalogueEntry, ModelCard, ModelRole } from '../../../shared/contract/models.ts';
import { KotohogiError, missingError } from '../../../shared/errors.ts';
import { readCatalogue, readManifest } from '../models/catalogue.ts';
import {
  commandToGet,
  installedModel,
  libraryFolders,
  quarantine,
  readInstalled,
  type InstalledModel,
} from '../models/installed.ts';
import { companionDamage } from '../models/companions.ts';
import { withOwnFiles } from '../models/ownFiles.ts';
import { createSoundnessCheck } from '../models/soundness.ts';
import { checkContract } from './modelContract.ts';
import { loadSession, type OnnxSession } from './onnx.ts';
import { checkKokoroVoice } from './voiceFiles/kokoroVoice.ts';
import { readOnnxFile } from './onnxFile/index.ts';

export type { ModelCard } from '../../../shared/contract/models.ts';

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

/** Loads models by id, each at most once. What is installed while the program runs is there at the next call. */
export interface ModelStore {
  /**
   * @throws KotohogiError kind `missing`: `model-missing`, `model-damaged`, `model-not-installed`, `model-contract`,
   *   `model-unloadable`
   */
  open(id: string): Promise<OpenModel>;
  /** The checked file, for whoever loads it itself. @throws like {@link open} */
  file(id: string): Promise<ModelFile>;
  /**
   * The model that plays a role.
   * @param choice an id, or `auto` for the best that is installed and sound
   * @param onPassedOver told, in one plain sentence each, which better ones `auto` could not take
   * @throws KotohogiError kind `missing` when the chosen model is not installed, or does not play this role; when all
   *   that could are damaged
   */
  choose(role: ModelRole, choice: string, onPassedOver?: (sentence: string) => void): Promise<ModelCard>;
  /** Everything that can be opened: the embedded models and the installed ones. */
  cards(): Promise<readonly ModelCard[]>;
  /** Releases every loaded model. */
  close(): Promise<void>;
}

export interface ModelStoreOptions {
  /** The person's folder (`EngineFolders.home`), with the models they installed; without it there are only the embedded ones. */
  readonly home?: string;
  /** Loads a checked file; by default on the processor. */
  readonly openSession?: (file: ModelFile) => Promise<OnnxSession>;
}

/** A model that is there, and what is needed to judge it. */
interface Candidate extends ModelFile {
  readonly rank: number;
  /** null for an embedded model. */
  readonly record: InstalledModel | null;
  /** How to get it again; part of a hint. */
  readonly again: string;
}

/** What a damaged or missing file is refused with. */
const DAMAGED: ReadonlySet<string> = new Set(['model-damaged', 'model-missing']);

const passedOver = (modelId: string): string =>
  `The model "${modelId}" is damaged and out of use: the next best did its work.`;

/**
 * Before a model is first used, its whole file is hashed and its tensors are compared with the contract of its family:
 * no file that fails is ever loaded.
 * @param modelsFolder absolute path of `models/` of the installation
 */
export function createModelStore(modelsFolder: string, options: ModelStoreOptions = {}): ModelStore {
  const { home, openSession = ({ path: file }: ModelFile) => loadSession(file) } = options;
  const folders = home === undefined ? null : libraryFolders(home);
  const embeddedCheck = createSoundnessCheck(null);
  const installedCheck = createSoundnessCheck(
    folders && path.join(path.dirname(folders.record), 'hashed.json'),
  );
  /** Files whose tensors were compared, by hash and family. */
  const keptContracts = new Set<string>();
  const opened = new Map<string, Promise<OpenModel>>();
  let listed: Promise<readonly [readonly ModelCard[], readonly CatalogueEntry[]]> | undefined;

  /** The embedded models first, then the installed ones, damaged ones included. */
  async function candidates(): Promise<readonly Candidate[]> {
    // What an installation lists does not change while the program runs; what is installed does.
    listed ??= Promise.all([readManifest(modelsFolder), folders ? readCatalogue(modelsFolder) : []]);
    listed.catch(() => (listed = undefined));
    const [cards, entries] = await listed;
    const embedded = cards.map((card) => ({
      card,
      path: path.join(modelsFolder, card.file),
      rank: 0,
      record: null,
      again: '"npm run setup"',
    }));
    if (!folders) return embedded;
    const records = await readInstalled(folders);
    const known = withOwnFiles(entries, records);
    const installed = records.flatMap((record) => {
      const entry = known.find(({ id }) => id === record.id);
      const again = commandToGet(record.id, (entry?.urls.length ?? 0) > 0);
      return entry ? [{ ...installedModel(folders, entry, record), record, again }] : [];
    });
    return [...embedded, ...installed];
  }

  async function takeOutOfUse(record: InstalledModel | null, damage: string): Promise<void> {
    // Where nothing can be written, the next look finds the same damage.
    if (record && folders) await quarantine(folders, record, damage).catch(() => undefined);
  }

  async function checkBytes({ card, path: file, record, again }: Candidate): Promise<void> {
    const soundness = await (record ? installedCheck : embeddedCheck).check(file, card.sha256);
    if (soundness.state === 'sound') {
      const damage = record && folders ? await companionDamage(folders, record.companions ?? []) : null;
      if (damage === null) return;
      await takeOutOfUse(record, damage);
      throw missingError('model-damaged', damage, `It was taken out of use. Install it again: ${again}.`);
    }
    if (soundness.state === 'missing') {
      const damage = `The model file ${file} (${card.id}) is missing.`;
      await takeOutOfUse(record, damage);
      throw missingError(
        'model-missing',
        damage,
        record ? `Install it again: ${again}.` : `Run ${again}; it makes the embedded models.`,
      );
    }
    const damage = `The model file ${file} (${card.id}) is damaged: its SHA-256 is ${soundness.sha256}, expected ${card.sha256}.`;
    await takeOutOfUse(record, damage);
    throw missingError(
      'model-damaged',
      damage,
      record
        ? `It was taken out of use. Install it again: ${again}.`
        : `Delete the file and run ${again}; it makes the embedded models again.`,
    );
  }

  async function checkTensors({ card, path: file }: Candidate): Promise<void> {
    const { family } = card;
    const key = `${family} ${card.sha256}`;
    if (keptContracts.has(key)) return;
    try {
      if (family === 'kokoro-voice') await checkKokoroVoice(file, file);
      else checkContract(family, await readOnnxFile(file), file);
    } catch (thrown) {
      // The file is not what somebody has just given: it is one that this installation lacks in a usable form.
      if (!(thrown instanceof KotohogiError)) throw thrown;
      throw missingError(thrown.code, thrown.message, thrown.hint, thrown);
    }
    keptContracts.add(key);
  }

  async function check(id: string): Promise<ModelFile> {
    const candidate = (await candidates()).find(({ card }) => card.id === id);
    if (!candidate) throw notInstalled(id);
    const { card, path: file } = candidate;
    refuseDamaged(candidate);
    await checkBytes(candidate);
    await checkTensors(candidate);
    return { card, path: file };
  }

  /** Reads an installed model before it is chosen, so that a damaged one gives way to the next best. */
  async function isSound(candidate: Candidate): Promise<boolean> {
    if (!candidate.record) return true;
    if (candidate.record.damage !== null) return false;
    try {
      await checkBytes(candidate);
      return true;
    } catch (thrown) {
      if (thrown instanceof KotohogiError && DAMAGED.has(thrown.code)) return false;
      throw thrown;
    }
  }

  return {
    cards: async () => (await candidates()).filter(({ record }) => !record?.damage).map(({ card }) => card),
    file: check,
    async choose(role, choice, onPassedOver = () => undefined) {
      if (choice !== 'auto') {
        const chosen = (await candidates()).find(({ card }) => card.id === choice);
        if (chosen?.card.role === role) return chosen.card;
        throw notInstalled(choice, role);
      }
      const playing = (await candidates())
        .filter(({ card }) => card.role === role)
        .sort((a, b) => b.rank - a.rank);
      for (const candidate of playing) {
        if (await isSound(candidate)) return candidate.card;
        onPassedOver(passedOver(candidate.card.id));
      }
      // Read again: what was found damaged just now is written down there.
      (await candidates()).filter(({ card }) => card.role === role).forEach(refuseDamaged);
      throw notInstalled(choice, role);
    },
    async open(id) {
      const file = await check(id);
      const key = `${id} ${file.card.sha256}`;
      let model = opened.get(key);
      if (!model) {
        model = openSession(file).then(
          (session) => ({ ...file, session }),
          async (thrown: unknown) => {
            // A file may go, or change, between the look at its bytes and the loading of them: then that is what is said.
            await check(id);
            throw thrown;
          },
        );
        opened.set(key, model);
        model.catch(() => opened.delete(key));
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

/** @throws KotohogiError `model-damaged` for what was taken out of use */
function refuseDamaged({ card: { id }, record, again }: Candidate): void {
  if (record?.damage)
    throw missingError(
      'model-damaged',
      `The model ${id} is damaged and out of use. ${record.damage}`,
      `Install it again: ${again}.`,
    );
}

function notInstalled(choice: string, role?: ModelRole): KotohogiError {
  const what = choice === 'auto' ? 'No model is installed' : `The model "${choice}" is not installed`;
  const wanted =
    choice === 'auto' ? ` that can play the role "${role}"` : `, or does not play the role "${role}"`;
  return missingError(
    'model-not-installed',
    role === undefined ? `${what}.` : `${what}${wanted}.`,
    '"kotohogi models list" shows what there is, "kotohogi models install" gets it.',
  );
}

/** A view of a store that remembers which models are opened through it: what one render has used. */
export function recordingStore(store: ModelStore): RecordingModelStore {
  const cards = new Map<string, ModelCard>();
  const remember = <File extends ModelFile>(file: File): File => {
    cards.set(file.card.id, file.card);
    return file;
  };
  return {
    cards: () => store.cards(),
    choose: (...wish) => store.choose(...wish),
    file: async (id) => remember(await store.file(id)),
    open: async (id) => remember(await store.open(id)),
    close: () => store.close(),
    used: () => Promise.resolve([...cards.values()]),
  };
}
