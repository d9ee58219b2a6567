import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workerUrl } from '../runtime/workerUrl.ts';
import { POSE_LENGTH } from '../stages/lipsync/engines/builtin/draw/pose.ts';
import { buildRig } from '../stages/lipsync/engines/builtin/draw/rig.ts';
import type { FrameFeed } from './frameFeed.ts';
import { identifyFrames } from './identifyFrames.ts';
import type { DrawingScene } from './startDrawing.ts';
import { createYuv } from './yuv.ts';

const isBuilt = existsSync(workerUrl('pixelWorker'));
if (!isBuilt) console.warn('Skipped: what draws is not built ("npm run build").');

const FRAMES = 5;
const landmarks = Float32Array.from({ length: 468 * 3 }, (_, i) => 100 + ((i * 37) % 61));

function scene(change: Partial<DrawingScene> = {}): DrawingScene {
  const still = createYuv(8, 8);
  const poses = new Float32Array(new SharedArrayBuffer(FRAMES * POSE_LENGTH * 4));
  poses.forEach((_, i) => (poses[i] = i / 7));
  return {
    base: { kind: 'still', still, layers: { person: still, personAlpha: null, background: null } },
    mouth: {
      kind: 'warp',
      animation: { rig: buildRig(landmarks), poses, frames: FRAMES, idleMotion: true, photoScale: 1 },
    },
    titles: null,
    frames: FRAMES,
    baseFeed: null,
    patchFeed: null,
    captionFeed: null,
    ...change,
  };
}

const namesOf = async (one: DrawingScene): Promise<(string | null)[]> => {
  const { identify } = await identifyFrames(one);
  return Array.from({ length: FRAMES }, (_, i) => identify(i));
};

const feed = (identify?: (frameIndex: number) => string | null): FrameFeed => ({
  buffer: new SharedArrayBuffer(8),
  take: () => Promise.resolve(0),
  release: () => undefined,
  close: () => Promise.resolve(),
  ...(identify ? { identify } : {}),
});

describe.skipIf(!isBuilt)('the name of a frame', () => {
  it('is the same for the same scene, and another for every pose', async () => {
    const names = await namesOf(scene());
    expect(new Set(names).size).toBe(FRAMES);
    expect(await namesOf(scene())).toEqual(names);
    expect(names[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it('depends on its own pose alone, whatever the video is like elsewhere', async () => {
    const names = await namesOf(scene());
    const edited = scene();
    if (edited.mouth.kind === 'warp') edited.mouth.animation.poses[2 * POSE_LENGTH] += 0.001;
    const after = await namesOf(edited);
    expect(after.map((name, i) => name === names[i])).toEqual([true, true, false, true, true]);
    expect((await namesOf(scene({ frames: 3 })))[1]).toBe(names[1]);
  });

  it('depends on every pixel and every measure of the scene, known here or not', async () => {
    const [name] = await namesOf(scene());
    const repainted = scene();
    if (repainted.base.kind === 'still') repainted.base.still.v[3] = 77;
    expect((await namesOf(repainted))[0]).not.toBe(name);
    const { mouth } = scene();
    if (mouth.kind !== 'warp') throw new Error('Another scene.');
    const moved: DrawingScene['mouth'] = { ...mouth, animation: { ...mouth.animation, photoScale: 2 } };
    expect((await namesOf(scene({ mouth: moved })))[0]).not.toBe(name);
    const extended = { ...scene(), glitter: { amount: 3 } };
    expect((await namesOf(extended))[0]).not.toBe(name);
  });

  it('counts what feeds make of it; a feed that cannot tell leaves frames without names', async () => {
    const plain = await namesOf(scene());
    const fed = await namesOf(scene({ captionFeed: feed((i) => (i < 2 ? 'hello' : 'none')) }));
    expect(fed.every((name, i) => name !== plain[i])).toBe(true);
    const other = await namesOf(scene({ captionFeed: feed((i) => (i < 2 ? 'hallo' : 'none')) }));
    expect(other.map((name, i) => name === fed[i])).toEqual([false, false, true, true, true]);
    expect(await namesOf(scene({ captionFeed: feed() }))).toEqual(Array(FRAMES).fill(null));
  });
});
