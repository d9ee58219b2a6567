/** Results kept by what they were made from; see {@link ContentCache}. */
import { cancelledError, throwIfCancelled } from '../../../../shared/errors.ts';
import { createDiskShelf } from './diskShelf.ts';
import { createMemoryShelf } from './memoryShelf.ts';
import type { CachedValue, ContentCache, RecordCodec } from './types.ts';

export { jsonCodec } from './jsonCodec.ts';
export { keyOf, type KeyPart } from './keyOf.ts';
export type { CachedValue, ContentCache, RecordCodec } from './types.ts';

export interface ContentCacheOptions {
  /** Where records lie; made when the first one is written. */
  readonly folder: string;
  readonly memoryBytes: number;
  readonly diskBytes: number;
}

const KEY = /^[0-9a-f]{64}$/;

/** Waits for a promise that never fails, but not longer than until the signal is aborted. */
async function untilAborted<Result>(
  promise: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return await promise;
  throwIfCancelled(signal);
  return await new Promise((resolve, reject) => {
    const stop = (): void => reject(cancelledError());
    signal.addEventListener('abort', stop, { once: true });
    void promise.then((result) => {
      signal.removeEventListener('abort', stop);
      resolve(result);
    });
  });
}

export function createContentCache(options: ContentCacheOptions): ContentCache {
  const memory = createMemoryShelf(options.memoryBytes);
  const disk = createDiskShelf(options.folder, options.diskBytes);
  /** Never fails: null when whoever makes or reads the value has failed. */
  const inWork = new Map<string, Promise<{ readonly value: unknown } | null>>();

  async function readDisk<Value>(key: string, codec: RecordCodec<Value>): Promise<Value | undefined> {
    const payload = await disk.read(key, codec.layout);
    if (!payload) return undefined;
    try {
      return codec.decode(payload);
    } catch {
      await disk.drop(key);
      return undefined;
    }
  }

  /** @returns a sentence when the record could not be written */
  async function writeDisk(
    key: string,
    layout: string,
    payload: readonly Uint8Array[],
  ): Promise<readonly string[]> {
    const warnings: string[] = [];
    try {
      await disk.write(key, layout, payload);
    } catch (thrown) {
      const why = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
      warnings.push(
        `What was found out could not be kept in "${options.folder}" (${why}); next time it is worked out again.`,
      );
    }
    return warnings;
  }

  return {
    async get<Value>(
      key: string,
      codec: RecordCodec<Value>,
      make: () => Promise<Value>,
      signal?: AbortSignal,
    ) {
      if (!KEY.test(key)) throw new Error(`"${key}" is not a cache key.`);
      const slot = `${codec.layout} ${key}`;
      for (;;) {
        const held = memory.get(slot);
        // The layout is part of the slot's name, so what lies there came from a codec of this type.
        if (held !== undefined) return { value: held as Value, cache: 'hit', warnings: [] };
        const others = inWork.get(slot);
        if (!others) break;
        const shared = await untilAborted(others, signal);
        if (shared) return { value: shared.value as Value, cache: 'hit', warnings: [] };
      }

      const work = async (): Promise<CachedValue<Value>> => {
        const kept = await readDisk(key, codec);
        if (kept !== undefined) {
          memory.put(slot, kept, codec.sizeOf(kept));
          return { value: kept, cache: 'hit', warnings: [] };
        }
        const payload = codec.encode(await make());
        const value = codec.decode(Buffer.concat(payload));
        if (codec.isLasting && !codec.isLasting(value)) return { value, cache: 'miss', warnings: [] };
        memory.put(slot, value, codec.sizeOf(value));
        return { value, cache: 'miss', warnings: await writeDisk(key, codec.layout, payload) };
      };
      const result = work();
      inWork.set(
        slot,
        result.catch(() => null),
      );
      try {
        return await result;
      } finally {
        inWork.delete(slot);
      }
    },
  };
}
