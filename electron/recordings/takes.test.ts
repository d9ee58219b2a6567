import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTake } from './takeFile.ts';
import { TakeShelf } from './takeShelf.ts';

const RATE_HZ = 48_000;
const AT_MS = new Date(2026, 10, 25, 14, 3, 21).getTime();
let folder = '';
let shelf: TakeShelf;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-takes-'));
  shelf = new TakeShelf(folder, () => AT_MS);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const quarter = (level: number): Float32Array =>
  Float32Array.from({ length: RATE_HZ / 4 }, (_, i) => (i % 2 ? level : -level));

async function record(levels: readonly number[]): Promise<string> {
  const id = await shelf.begin(RATE_HZ);
  // Not waited for: pieces arrive faster than a slow disk writes, and keep their order.
  await Promise.all(levels.map((level) => shelf.append(id, quarter(level))));
  return id;
}

describe('takes', () => {
  it('have every sample in order, at 24 bits', async () => {
    const take = await shelf.finish(await record([0.1, 0.5, 0.25]));
    expect(take).toMatchObject({ durationSec: 0.75, sampleRateHz: RATE_HZ, peak: 0.5, recordedAtMs: AT_MS });
    expect(path.basename(take.path)).toBe('Take 2026-11-25 14.03.21.wav');
    const bytes = await readFile(take.path);
    expect(bytes.length).toBe(44 + 3 * 0.75 * RATE_HZ);
    expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
    for (const [i, level] of [0.1, 0.5, 0.25].entries())
      expect(bytes.readIntLE(44 + 3 * ((i * RATE_HZ) / 4 + 1), 3)).toBe(Math.round(level * 2 ** 23));
    expect(await readdir(folder)).toEqual(['Take 2026-11-25 14.03.21.wav']);
    expect(take.peaks.length).toBe(75);
    expect(take.peaks[30]).toBe(0.5);
  });

  it('are whole at any moment: what a crash leaves is found again', async () => {
    const id = await record([0.3, 0.2]);
    const other = new TakeShelf(path.join(folder, 'other'));
    await other.discard(await other.begin(RATE_HZ));
    // As if the power had failed now.
    await copyFile(path.join(folder, `${id}.part`), path.join(folder, 'other', 'lost.part'));
    const [found, ...more] = await other.recover();
    expect(more).toEqual([]);
    expect(found).toMatchObject({ durationSec: 0.5, sampleRateHz: RATE_HZ });
    expect(found.peak).toBeCloseTo(0.3, 6);
    expect(await readTake(found.path)).toMatchObject({ durationSec: 0.5 });
    expect(await other.recover()).toEqual([]);
    // The one that is being made is nobody's loss.
    expect(await shelf.recover()).toEqual([]);
    expect((await shelf.finish(id)).durationSec).toBe(0.5);
  });

  it('of one second do not overwrite each other, and slips are refused', async () => {
    await shelf.finish(await record([0.1]));
    expect(path.basename((await shelf.finish(await record([0.2]))).path)).toBe(
      'Take 2026-11-25 14.03.21 (2).wav',
    );
    await expect(shelf.finish(await shelf.begin(RATE_HZ))).rejects.toMatchObject({
      code: 'recording-too-short',
    });
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('that are discarded or removed leave nothing; other files are left alone', async () => {
    const id = await record([0.1]);
    await shelf.discard(id);
    await expect(shelf.append(id, quarter(0.1))).rejects.toMatchObject({ code: 'recording-over' });
    const { path: file } = await shelf.finish(await record([0.1]));
    await shelf.remove(path.join(os.tmpdir(), 'not-ours.wav'));
    await shelf.remove(file);
    expect(await readdir(folder)).toEqual([]);
  });

  it('say when they cannot be written', async () => {
    const nowhere = new TakeShelf(path.join(await writeAFile(), 'below-a-file'));
    await expect(nowhere.begin(RATE_HZ)).rejects.toMatchObject({
      kind: 'missing',
      code: 'recording-unwritable',
    });
  });
});

async function writeAFile(): Promise<string> {
  return (await shelf.finish(await record([0.1]))).path;
}
