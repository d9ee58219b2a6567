/** Values in memory up to a byte budget; the least recently used goes first. */
export interface MemoryShelf {
  get(key: string): unknown;
  /** A value larger than the whole budget is not kept. */
  put(key: string, value: unknown, bytes: number): void;
}

export function createMemoryShelf(budgetBytes: number): MemoryShelf {
  /** In order of last use: a Map remembers the order in which keys were put in. */
  const entries = new Map<string, { readonly value: unknown; readonly bytes: number }>();
  let heldBytes = 0;
  const drop = (key: string): void => {
    heldBytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    put(key, value, bytes) {
      drop(key);
      if (bytes > budgetBytes) return;
      for (const oldest of entries.keys()) {
        if (heldBytes + bytes <= budgetBytes) break;
        drop(oldest);
      }
      entries.set(key, { value, bytes });
      heldBytes += bytes;
    },
  };
}
