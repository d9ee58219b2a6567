import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerAvatar, type Avatar } from '../../electron/engine/avatar/index.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createContentCache, type ContentCache } from '../../electron/engine/runtime/contentCache/index.ts';
import { createModelStore } from '../../electron/engine/runtime/modelStore.ts';
import { decodePhoto, type Photo } from '../../electron/engine/stages/media/index.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';

/** Every bit of a matte, as a hash: comparing millions of numbers one by one takes seconds. */
const matteBytes = ({ matte }: Avatar): string[] =>
  [matte?.alpha.data, matte?.foreground.data].map((data) =>
    createHash('sha256')
      .update(data ? new Uint8Array(data.buffer) : 'none')
      .digest('hex'),
  );

const HIT = { person: 'hit', face: 'hit', matte: 'hit' };
const MISS = { person: 'miss', face: 'miss', matte: 'miss' };

describe.skipIf(missingForRenders !== null)('a registered photo', () => {
  const folders = resolveFolders();
  const models = createModelStore(folders.models);
  const room: EngineContext = {
    folders,
    ffmpegPath: '',
    models,
    log: { info: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    progress: silentProgress,
  };
  let folder = '';
  let png = '';
  let photo: Photo;
  let cache: ContentCache;
  let first: Avatar;

  const openCache = (): ContentCache =>
    createContentCache({ folder: path.join(folder, 'cache'), memoryBytes: 64e6, diskBytes: 256e6 });
  const register = (one: Photo, where: ContentCache): Promise<Avatar> =>
    registerAvatar(one, { personModel: 'auto', matteModel: 'auto' }, where, (_stage, work) => work(room));

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-avatar-'));
    png = path.join(folder, 'photo.png');
    await sharp(SAMPLE_PHOTO).resize(480).png().toFile(png);
    photo = await decodePhoto(png, room);
    cache = openCache();
    first = await register(photo, cache);
  });
  afterAll(async () => {
    await models.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is worked out the first time', () => {
    expect(first.caches).toEqual(MISS);
    expect(first.faces.faces).toHaveLength(1);
    expect(first.persons?.persons.length).toBeGreaterThanOrEqual(1);
    expect(first.matte?.coverage).toBeGreaterThan(0.1);
    expect(first.models.map(({ role }) => role)).toEqual([
      'person',
      'face-detector',
      'face-landmarks',
      'matte',
    ]);
    expect(first.warnings).toEqual([]);
  });

  it('is the same photo under another name, and after a restart: the same to the last bit', async () => {
    const copy = path.join(folder, 'another name.jpeg');
    copyFileSync(png, copy);
    const renamed = await decodePhoto(copy, room);
    for (const [where, shelf] of [
      ['memory', cache],
      ['disk', openCache()],
    ] as const) {
      const fromMs = performance.now();
      const again = await register(renamed, shelf);
      console.log(`registered from ${where} in ${(performance.now() - fromMs).toFixed(1)} ms`);
      expect(again.caches).toEqual(HIT);
      expect(again.persons).toEqual(first.persons);
      expect(again.faces).toEqual(first.faces);
      expect(again.models).toEqual(first.models);
      expect(matteBytes(again)).toEqual(matteBytes(first));
    }
  });

  it('is another photo when one pixel has changed', async () => {
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    data[3 * (info.width * 7 + 5)] ^= 1;
    const changed = path.join(folder, 'changed.png');
    const { width, height } = info;
    await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toFile(changed);
    expect((await register(await decodePhoto(changed, room), cache)).caches).toEqual(MISS);
  });

  it('is worked out again where its record was damaged, to the same result', async () => {
    const records = path.join(folder, 'cache');
    for (const name of readdirSync(records)) {
      const bytes = readFileSync(path.join(records, name));
      bytes[bytes.length - 1] ^= 0x10;
      writeFileSync(path.join(records, name), bytes);
    }
    const again = await register(photo, openCache());
    expect(again.caches).toEqual(MISS);
    expect(matteBytes(again)).toEqual(matteBytes(first));
    expect((await register(photo, openCache())).caches).toEqual(HIT);
  });
});
