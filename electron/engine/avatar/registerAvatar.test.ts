import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { silentProgress } from '../progress.ts';
import { createContentCache } from '../runtime/contentCache/index.ts';
import { fakeModelStore, type FakeNetwork } from '../runtime/fakeModels.ts';
import { createRgba } from '../runtime/image.ts';
import type { EngineContext } from '../context.ts';
import type { Photo } from '../stages/media/types.ts';
import { registerAvatar } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-avatar-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Networks that see nobody, and count how often they are asked. */
function blindNetworks(asked: { times: number }, matteSha256 = '22'): EngineContext {
  const grid = (cells: number, channels: number) => ({
    dims: [1, cells, channels],
    data: new Float32Array(cells * channels).fill(-50),
  });
  const detector: FakeNetwork = {
    run: () => {
      asked.times++;
      return {
        'Identity:0': grid(512, 1),
        'Identity_1:0': grid(384, 1),
        'Identity_2:0': grid(512, 16),
        'Identity_3:0': grid(384, 16),
      };
    },
    card: { role: 'face-detector', sha256: '11' },
  };
  const unused = (role: 'face-landmarks' | 'matte', sha256: string): FakeNetwork => ({
    run: () => {
      throw new Error('Nobody is there.');
    },
    card: { role, sha256 },
  });
  return {
    folders: { home: '', cache: folder, models: '' },
    ffmpegPath: '',
    models: fakeModelStore({
      'blazeface-back': detector,
      facemesh: unused('face-landmarks', '33'),
      selfie: unused('matte', matteSha256),
    }),
    log: { info: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    progress: silentProgress,
  };
}

const photoOf = (sha256: string): Photo => {
  const image = createRgba(64, 64);
  image.data.fill(255);
  return { path: 'photo.png', sha256, image, hasAlpha: false, warnings: [] };
};

const cacheIn = (): ReturnType<typeof createContentCache> =>
  createContentCache({ folder, memoryBytes: 1e6, diskBytes: 1e6 });

it('works a photo out once, in memory and across restarts', async () => {
  const asked = { times: 0 };
  const room = blindNetworks(asked);
  const wishes = { personModel: null, matteModel: 'auto' };
  const cache = cacheIn();
  const first = await registerAvatar(photoOf('aa'), wishes, cache, (_stage, work) => work(room));
  expect(first.caches).toEqual({ face: 'miss', matte: 'miss' });
  const looks = asked.times;
  expect(looks).toBeGreaterThan(0);
  for (const shelf of [cache, cacheIn()]) {
    const again = await registerAvatar(photoOf('aa'), wishes, shelf, (_stage, work) => work(room));
    expect(again).toEqual({ ...first, caches: { face: 'hit', matte: 'hit' } });
  }
  expect(asked.times).toBe(looks);
  // Nobody is cut out where nobody is, so no network for that is named.
  expect(first.models.map(({ id }) => id)).toEqual(['blazeface-back', 'facemesh']);
});

it('works out again only what depends on what has changed', async () => {
  const asked = { times: 0 };
  const cache = cacheIn();
  const register = (photo: Photo, room: EngineContext) =>
    registerAvatar(photo, { personModel: null, matteModel: 'auto' }, cache, (_stage, work) => work(room));
  await register(photoOf('aa'), blindNetworks(asked));
  expect((await register(photoOf('ab'), blindNetworks(asked))).caches).toEqual({
    face: 'miss',
    matte: 'miss',
  });
  expect((await register(photoOf('aa'), blindNetworks(asked, '44'))).caches).toEqual({
    face: 'hit',
    matte: 'miss',
  });
});

it('asks no room for what is not wanted', async () => {
  const stages: string[] = [];
  const { matte, caches } = await registerAvatar(
    photoOf('aa'),
    { personModel: null, matteModel: null },
    cacheIn(),
    (stage, work) => {
      stages.push(stage);
      return work(blindNetworks({ times: 0 }));
    },
  );
  expect(matte).toBeNull();
  expect(caches).toEqual({ face: 'miss' });
  expect(stages).toEqual(['face']);
});

it('says what could not be kept, once, and goes on', async () => {
  const cache = createContentCache({ folder: path.join(folder, '\0'), memoryBytes: 1e6, diskBytes: 1e6 });
  const { warnings, faces } = await registerAvatar(
    photoOf('aa'),
    { personModel: null, matteModel: 'auto' },
    cache,
    (_stage, work) => work(blindNetworks({ times: 0 })),
  );
  expect(faces.faces).toEqual([]);
  expect(warnings).toHaveLength(1);
});
