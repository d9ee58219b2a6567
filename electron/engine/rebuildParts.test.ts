import { expect, it } from 'vitest';
import { rebuildingParts } from './rebuildParts.ts';
import { planSegments, type SegmentStore } from './stages/encode/index.ts';

const KEYS = ['a', 'b', 'c'];
const SEGMENTS = KEYS.map((key, i) => ({ from: 10 * i, to: 10 * i + 10, key }));

/** Parts in memory; `robber` is called before each read with the number of reads so far. */
function storeOf(robber: (parts: Map<string, Buffer>, reads: number) => void) {
  const parts = new Map<string, Buffer>(KEYS.map((key) => [key, Buffer.from(key)]));
  let reads = 0;
  const store: SegmentStore = {
    read(key) {
      robber(parts, reads++);
      return Promise.resolve(parts.get(key) ?? null);
    },
    write(key, bytes) {
      parts.set(key, bytes);
      return Promise.resolve();
    },
  };
  return store;
}

/** Makes the film out of kept parts, and what is not kept anew. @returns the film, and the parts made for it */
async function make(segments: SegmentStore): Promise<{ film: string; made: string[] }> {
  const made: string[] = [];
  let film = '';
  for (const { key, known } of await planSegments(SEGMENTS, segments, 0)) {
    if (known) film += (await known()).toString();
    else {
      made.push(key ?? '');
      film += key ?? '';
    }
  }
  return { film, made };
}

const remarks = (): {
  readonly lines: string[];
  readonly log: { info(): void; warn(line: string): void };
} => {
  const lines: string[] = [];
  return { lines, log: { info: () => undefined, warn: (line) => void lines.push(line) } };
};

it('makes only the part that went away in the middle', async () => {
  const { lines, log } = remarks();
  // Three reads plan the film; the second part goes before it is read for good.
  const segments = storeOf((parts, reads) => reads === 4 && parts.delete('b'));
  const result = await rebuildingParts({ segments, log }, (context) => make(context.segments));
  expect(result).toEqual({ film: 'abc', made: ['b'] });
  expect(lines).toHaveLength(1);
});

it('relies on nothing in the end, however often parts go away', async () => {
  const { lines, log } = remarks();
  const segments = storeOf((parts, reads) => {
    for (const key of KEYS) parts.set(key, Buffer.from(key));
    if (reads % 4 === 3) parts.clear();
  });
  const result = await rebuildingParts({ segments, log }, (context) => make(context.segments));
  expect(result).toEqual({ film: 'abc', made: KEYS });
  expect(lines).toHaveLength(2);
});

it('lets every other failure through at once', async () => {
  const { lines, log } = remarks();
  let attempts = 0;
  const failing = rebuildingParts({ segments: storeOf(() => undefined), log }, () => {
    attempts++;
    return Promise.reject(new RangeError('no more paint'));
  });
  await expect(failing).rejects.toThrow('no more paint');
  expect([attempts, lines]).toEqual([1, []]);
});
