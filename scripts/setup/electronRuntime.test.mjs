import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packAsar } from './asar.mjs';
import { restoreStockFuses } from './fuses.mjs';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-electron-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('packAsar', () => {
  it('makes an archive that the reference reader understands', async () => {
    const asar = await import('@electron/asar');
    const file = path.join(folder, 'app.asar');
    await writeFile(file, packAsar({ 'package.json': '{"main":"main.cjs"}', 'main.cjs': 'const 挨拶 = 1;' }));
    expect(asar.listPackage(file, { isPack: false }).sort()).toEqual(['/main.cjs', '/package.json']);
    expect(asar.extractFile(file, 'package.json').toString('utf8')).toBe('{"main":"main.cjs"}');
    expect(asar.extractFile(file, 'main.cjs').toString('utf8')).toBe('const 挨拶 = 1;');
  });
});

describe('restoreStockFuses', () => {
  const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  /** @param {string} wire @param {number} paddingBytes */
  async function programWith(wire, paddingBytes) {
    const file = path.join(folder, 'electron');
    await writeFile(
      file,
      Buffer.concat([
        Buffer.alloc(paddingBytes, 7),
        Buffer.from(SENTINEL),
        Buffer.from([1, wire.length]),
        Buffer.from(wire),
        Buffer.alloc(64, 9),
      ]),
    );
    return file;
  }

  it('sets every fuse to its stock value and leaves removed ones and all other bytes alone', async () => {
    const file = await programWith('0011r110', 1000);
    await restoreStockFuses(file);
    const bytes = await readFile(file);
    expect(bytes.subarray(1034, 1042).toString('latin1')).toBe('1011r001');
    expect(bytes.subarray(0, 1000).every((byte) => byte === 7)).toBe(true);
    expect(bytes.subarray(1042).every((byte) => byte === 9)).toBe(true);
  });

  it('finds the wire where it lies across the border of two pieces', async () => {
    const border = 1 << 24;
    const file = await programWith('00000000', border - 5);
    await restoreStockFuses(file);
    const bytes = await readFile(file);
    expect(bytes.subarray(border - 5 + 34, border - 5 + 42).toString('latin1')).toBe('10110001');
  });

  it('refuses a program without a wire', async () => {
    const file = path.join(folder, 'other');
    await writeFile(file, Buffer.alloc(100));
    await expect(restoreStockFuses(file)).rejects.toThrow('no fuse wire');
  });
});
