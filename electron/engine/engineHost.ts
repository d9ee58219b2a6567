/** What calls of the engine share: loaded networks and the cache, kept as long as the process lives. */
import path from 'node:path';
import type { InferenceSettings } from '../../shared/contract/inference.ts';
import type { EngineContext, EngineFolders, Log } from './context.ts';
import { createContentCache, type ContentCache } from './runtime/contentCache/index.ts';
import { createSessionOpener } from './runtime/inference/sessionOpener.ts';
import type { InferenceOptions } from './runtime/inference/types.ts';
import { createSegmentStore, type SegmentStore } from './stages/encode/index.ts';
import { createModelStore, type ModelStore } from './runtime/modelStore.ts';

/** Everything about a few dozen photos at common sizes; least recently used go first. */
const CACHE_MEMORY_BYTES = 192 * 2 ** 20;
const CACHE_DISK_BYTES = 4 * 2 ** 30;
/** Coded parts of videos: several hours of them. */
const SEGMENT_DISK_BYTES = 4 * 2 ** 30;

type Inference = Pick<InferenceOptions, 'home' | 'settings' | 'loaderModule'>;

/** What a call of the engine is given besides its request. */
export interface EngineContextOfCall extends Omit<EngineContext, 'progress'> {
  readonly cache: ContentCache;
  /** Coded parts of videos. */
  readonly segments: SegmentStore;
  /** Where and how networks run that are opened for one video only. */
  readonly inference: Inference;
  /** What did not run where it should have, one plain sentence each. */
  fallbacks(): readonly string[];
}

export interface HostOptions {
  readonly folders: EngineFolders;
  readonly ffmpegPath: string;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly settings: InferenceSettings;
  readonly loaderModule?: string;
}

interface Networks {
  readonly models: ModelStore;
  readonly fallbacks: () => readonly string[];
}

/** By what decides where networks run: sessions are safe to reuse, and loading them costs more than a photo. */
const networks = new Map<string, Networks>();
const caches = new Map<string, ContentCache>();
const segmentStores = new Map<string, SegmentStore>();
/** A network opened for one call serves the next one too: that call's cancel is not its end. */
const WHILE_RUNNING = new AbortController().signal;

function networksFor(modelsFolder: string, inference: Inference): Networks {
  const key = JSON.stringify([modelsFolder, inference]);
  let known = networks.get(key);
  if (!known) {
    const { home } = inference;
    const opener = createSessionOpener({ ...inference, signal: WHILE_RUNNING });
    known = {
      models: createModelStore(modelsFolder, { home, openSession: (file) => opener.open(file) }),
      fallbacks: () => opener.fallbacks(),
    };
    networks.set(key, known);
  }
  return known;
}

function cacheIn(folder: string): ContentCache {
  let cache = caches.get(folder);
  if (!cache) {
    cache = createContentCache({ folder, memoryBytes: CACHE_MEMORY_BYTES, diskBytes: CACHE_DISK_BYTES });
    caches.set(folder, cache);
  }
  return cache;
}

function segmentsIn(folder: string): SegmentStore {
  let store = segmentStores.get(folder);
  if (!store) {
    store = createSegmentStore(folder, SEGMENT_DISK_BYTES);
    segmentStores.set(folder, store);
  }
  return store;
}

/** The context of one call. */
export function contextOfCall(options: HostOptions): EngineContextOfCall {
  const { folders, ffmpegPath, log, signal, settings, loaderModule } = options;
  const inference: Inference = {
    home: folders.home,
    settings,
    ...(loaderModule === undefined ? {} : { loaderModule }),
  };
  const { models, fallbacks } = networksFor(folders.models, inference);
  const passedOver = new Set<string>();
  return {
    folders,
    ffmpegPath,
    models: {
      ...models,
      choose: (role, choice) => models.choose(role, choice, (sentence) => passedOver.add(sentence)),
    },
    log,
    signal,
    cache: cacheIn(path.join(folders.cache, 'results')),
    segments: segmentsIn(path.join(folders.cache, 'segments')),
    inference,
    fallbacks: () => [...passedOver, ...fallbacks()],
  };
}
