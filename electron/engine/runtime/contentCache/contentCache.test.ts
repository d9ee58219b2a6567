import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContentCache, jsonCodec, keyOf, type ContentCacheOptions } from './index.ts';

const words = jsonCodec<string>('words 1', (value) => value, String);
const key = keyOf({ photo: 'a' });
const other = keyOf({ photo: 'b' });

let home = '';
let folder = '';
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-cache-test-'));
  folder = path.join(home, 'cache');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (options: Partial<ContentCacheOptions> = {}) =>
  createContentCache({ folder, memoryBytes: 1e6, diskBytes: 1e6, ...options });
const never = (): Promise<string> => Promise.reject(new Error('It was made again.'));
const making =
  (value: string): (() => Promise<string>) =>
  () =>
    Promise.resolve(value);
const recordOf = (name: string): string => path.join(folder, `${name}.record`);

describe('keys', () => {
  it('do not depend on the order of names, but on every name, value and type', () => {
    expect(keyOf({ a: 1, b: [true, null] })).toBe(keyOf({ b: [true, null], a: 1 }));
    const keys = [
      keyOf({ a: 1 }),
      keyOf({ a: '1' }),
      keyOf({ b: 1 }),
      keyOf({ a: [1] }),
      keyOf({ a: { a: 1 } }),
      keyOf({ a: null }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('are never made from what is not a number', () => {
    expect(() => keyOf({ a: NaN })).toThrow('NaN');
  });
});

describe('a value', () => {
  it('is made once, then comes from memory, and from disk after a restart', async () => {
    const cache = open();
    expect(await cache.get(key, words, making('one'))).toEqual({
      value: 'one',
      cache: 'miss',
      warnings: [],
    });
    rmSync(recordOf(key));
    expect(await cache.get(key, words, never)).toEqual({ value: 'one', cache: 'hit', warnings: [] });

    await open().get(other, words, making('two'));
    expect(await open().get(other, words, never)).toEqual({ value: 'two', cache: 'hit', warnings: [] });
  });

  it('that was just made is the value that a record gives back', async () => {
    const rounding = jsonCodec<number>('rounded 1', (value) => Math.round(value), Number);
    expect((await open().get(key, rounding, () => Promise.resolve(1.4))).value).toBe(1);
  });

  it('that is only good enough for now is not kept', async () => {
    const cache = open();
    const passing = { ...words, isLasting: (value: string) => value !== 'poor' };
    expect((await cache.get(key, passing, making('poor'))).value).toBe('poor');
    expect(await cache.get(key, passing, making('good'))).toMatchObject({ value: 'good', cache: 'miss' });
    expect(await open().get(key, passing, never)).toMatchObject({ value: 'good', cache: 'hit' });
  });

  it('of another layout is not the same value', async () => {
    const cache = open();
    await cache.get(key, words, making('old'));
    const renewed = jsonCodec<string>('words 2', (value) => value, String);
    expect((await cache.get(key, renewed, making('new'))).value).toBe('new');
    expect((await open().get(key, renewed, never)).value).toBe('new');
  });

  it('asked for many times at once is made once', async () => {
    const cache = open({ memoryBytes: 0 });
    let made = 0;
    const slow = async (): Promise<string> => {
      made++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return 'slow';
    };
    const all = await Promise.all(Array.from({ length: 8 }, () => cache.get(key, words, slow)));
    expect(made).toBe(1);
    expect(all.map(({ value }) => value)).toEqual(Array(8).fill('slow'));
    expect(all.filter(({ cache: from }) => from === 'miss')).toHaveLength(1);
  });

  it('is made by the next who waits when the first one fails', async () => {
    const cache = open();
    const first = cache.get(key, words, never);
    const second = cache.get(key, words, making('second'));
    await expect(first).rejects.toThrow('made again');
    expect(await second).toMatchObject({ value: 'second', cache: 'miss' });
  });

  it('is not waited for after cancel, and is still made for the others', async () => {
    const cache = open();
    const stop = new AbortController();
    let finish: (value: string) => void = () => undefined;
    const slow = new Promise<string>((resolve) => (finish = resolve));
    const maker = cache.get(key, words, () => slow);
    const waiting = cache.get(key, words, never, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    finish('done');
    expect((await maker).value).toBe('done');
  });
});

describe('a record', () => {
  const bytes = () => readFileSync(recordOf(key));

  it('with any byte changed, cut off or grown is dropped and made anew', async () => {
    await open().get(key, words, making('true'));
    const good = bytes();
    const damaged = Array.from(good, (byte, index) => {
      const copy = Buffer.from(good);
      copy[index] = byte ^ 1;
      return copy;
    });
    damaged.push(good.subarray(0, good.length - 1), Buffer.concat([good, Buffer.of(0)]), Buffer.alloc(0));
    for (const record of damaged) {
      writeFileSync(recordOf(key), record);
      expect(await open().get(key, words, making('again'))).toMatchObject({ value: 'again', cache: 'miss' });
      expect(await open().get(key, words, never)).toMatchObject({ value: 'again', cache: 'hit' });
    }
    expect(damaged.length).toBe(good.length + 3);
  });

  it('is whole at any moment while several write it and others make room', async () => {
    const long = 'x'.repeat(50_000);
    const tight = { memoryBytes: 0, diskBytes: 120_000 };
    const keys = ['a', 'b', 'c', 'd'].map((photo) => keyOf({ photo }));
    const writers = Array.from({ length: 6 }, (_, writer) =>
      (async () => {
        for (let round = 0; round < 12; round++) {
          const name = keys[(writer + round) % keys.length];
          const { value, warnings } = await open(tight).get(name, words, making(name + long));
          expect(value.slice(0, 64)).toBe(name);
          expect(warnings).toEqual([]);
        }
      })(),
    );
    await Promise.all(writers);
    const left = readdirSync(folder);
    expect(left.every((name) => name.endsWith('.record'))).toBe(true);
    expect(left.length).toBeLessThanOrEqual(2);
  });

  it('under the name of another one is not taken for it', async () => {
    await open().get(key, words, making('mine'));
    writeFileSync(recordOf(other), bytes());
    expect((await open().get(other, words, making('theirs'))).value).toBe('theirs');
  });

  it('that its codec refuses is made anew', async () => {
    const picky = jsonCodec<string>(
      'words 1',
      (value) => value,
      (plain) => {
        if (plain !== 'good') throw new Error('Not a good one.');
        return plain;
      },
    );
    await open().get(key, words, making('bad'));
    expect(await open().get(key, picky, making('good'))).toMatchObject({ value: 'good', cache: 'miss' });
  });

  it('that cannot be written is a warning, and the value is good', async () => {
    writeFileSync(folder, 'a file where the folder should be');
    const { value, warnings } = await open().get(key, words, making('kept in memory'));
    expect(value).toBe('kept in memory');
    expect(warnings).toEqual([expect.stringContaining(folder)]);
    expect(readdirSync(home)).toEqual(['cache']);
  });
});

describe('the budgets', () => {
  const long = (letter: string): string => letter.repeat(1000);

  it('let the least recently used go first, in memory', async () => {
    const cache = open({ memoryBytes: 2500, diskBytes: 0 });
    const keys = ['a', 'b', 'c'].map((photo) => keyOf({ photo }));
    await cache.get(keys[0], words, making(long('a')));
    await cache.get(keys[1], words, making(long('b')));
    await cache.get(keys[0], words, never);
    await cache.get(keys[2], words, making(long('c')));
    expect((await cache.get(keys[0], words, never)).value).toBe(long('a'));
    expect((await cache.get(keys[1], words, making('gone'))).value).toBe('gone');
  });

  it('let the least recently used go first, on disk, and count reading as use', async () => {
    const options = { memoryBytes: 0, diskBytes: 2500 };
    const keys = ['a', 'b', 'c'].map((photo) => keyOf({ photo }));
    await open(options).get(keys[0], words, making(long('a')));
    await open(options).get(keys[1], words, making(long('b')));
    const dayAgo = Date.now() / 1000 - 86_400;
    utimesSync(recordOf(keys[0]), dayAgo, dayAgo);
    utimesSync(recordOf(keys[1]), dayAgo + 60, dayAgo + 60);
    await open(options).get(keys[0], words, never);
    await open(options).get(keys[2], words, making(long('c')));
    expect(readdirSync(folder).sort()).toEqual([keys[0], keys[2]].map((name) => `${name}.record`).sort());
  });

  it('do not let in what is larger than all of them', async () => {
    const cache = open({ memoryBytes: 100, diskBytes: 100 });
    await cache.get(key, words, making(long('a')));
    expect((await cache.get(key, words, making('again'))).value).toBe('again');
  });

  it('clear away what a process left unfinished long ago', async () => {
    mkdirSync(folder);
    for (const [name, ageSec] of [
      ['old', 7200],
      ['new', 1],
    ] as const) {
      writeFileSync(path.join(folder, `${name}.partial`), 'half');
      const then = Date.now() / 1000 - ageSec;
      utimesSync(path.join(folder, `${name}.partial`), then, then);
    }
    await open().get(key, words, making('one'));
    expect(readdirSync(folder).sort()).toEqual([`${key}.record`, 'new.partial']);
  });
});
