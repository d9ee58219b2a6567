import { createHash } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { drawScene, prepareScene, type Scene } from '../fixtures/scene.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { frameChecksums } from '../fixtures/videoFile.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

/** One checksum per drawn frame. */
async function drawnChecksums(scene: Scene, workers: number): Promise<string[]> {
  const sums: string[] = [];
  await drawScene(scene, workers, ({ y, u, v }, frameIndex) => {
    expect(frameIndex).toBe(sums.length);
    sums.push(createHash('sha256').update(y).update(u).update(v).digest('hex'));
  });
  return sums;
}

describe.skipIf(missingForRenders !== null)('the same request', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 2 });
  });
  afterAll(() => place.remove());

  it('gives the same pictures every time, and others for another seed', async () => {
    const seeds = ['1', '1', '2'];
    const videos: string[][] = [];
    for (const [index, seed] of seeds.entries()) {
      const out = path.join(place.out, `video-${index}.mp4`);
      expect(await place.run(...renderWords(voice, out, '--seed', seed))).toMatchObject({ code: 0 });
      videos.push(await frameChecksums(out));
    }
    expect(videos[0]).toHaveLength(50);
    expect(videos[1]).toEqual(videos[0]);
    expect(videos[2]).not.toEqual(videos[0]);
  });

  it('is drawn byte for byte alike by one, two and three workers', async () => {
    const scene = await prepareScene({
      voicePath: voice,
      size: { widthPx: 360, heightPx: 360 },
      background: { kind: 'blur' },
      blink: 2,
    });
    const byOne = await drawnChecksums(scene, 1);
    expect(byOne).toHaveLength(50);
    expect(new Set(byOne).size).toBeGreaterThan(40);
    expect(await drawnChecksums(scene, 2)).toEqual(byOne);
    expect(await drawnChecksums(scene, 3)).toEqual(byOne);
  });
});
