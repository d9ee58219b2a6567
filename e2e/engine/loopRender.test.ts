/** Whole renders of a video loop by the command line: built-in lip-sync, a network, another background. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rgbToYuv } from '../../electron/engine/frames/yuv.ts';
import { pingPong } from '../../electron/engine/frames/pingPong.ts';
import { movingFace, type LoopMotion } from '../fixtures/loopVideo.ts';
import { decodePlanes } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { closedFormNetwork, EXPORTS } from '../../scripts/models/wav2lipNetworks.mjs';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const SIDE_PX = 256;
/** Three seconds of speech over two seconds of loop: it turns once. */
const FRAMES = 75;
const PICTURES = 50;

interface Report {
  readonly lipsync: string;
  readonly frames: number;
  readonly stages: readonly { readonly name: string; readonly cache: string }[];
  readonly models: readonly { readonly role: string }[];
  readonly warnings: readonly string[];
}

describe.skipIf(missingForRenders !== null)('a render of a video loop', () => {
  let place: Workplace;
  let loop = '';
  let motion: LoopMotion;
  let voice = '';

  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'speech.wav', { startSec: 0.5, durationSec: 3 });
    ({ file: loop, motion } = await movingFace(place.materials, 'loop.mp4', {
      sizePx: SIDE_PX,
      durationSec: 2,
    }));
  });
  afterAll(() => place.remove());

  const render = async (name: string, ...more: string[]): Promise<{ file: string; report: Report }> => {
    const file = path.join(place.out, `${name}.mp4`);
    const report = path.join(place.out, `${name}.json`);
    const words = renderWords(voice, file, '--report', report, ...more).map((word, i, all) =>
      all[i - 1] === '--photo' ? loop : word,
    );
    expect(await place.here(...words)).toMatchObject({ code: 0 });
    return { file, report: JSON.parse(readFileSync(report, 'utf8')) as Report };
  };
  const cacheOf = ({ stages }: Report, stage: string): string | undefined =>
    stages.find(({ name }) => name === stage)?.cache;

  /** Where a point of the first picture is in the picture of a frame. */
  const carried = (frame: number, x: number, y: number): readonly [number, number] => {
    const picture = pingPong(frame, PICTURES);
    const [px, py] = motion.toPhoto(0, x, y);
    // The motion is known from the picture to the photo: the way back is found by steps that shrink quickly.
    let [qx, qy] = [x, y];
    for (let step = 0; step < 8; step++) {
      const [rx, ry] = motion.toPhoto(picture, qx, qy);
      qx += ((px - rx) * SIDE_PX) / 1000;
      qy += ((py - ry) * SIDE_PX) / 1000;
    }
    return [qx, qy];
  };

  it('has a frame for every moment of the speech, turns without a seam, and knows the loop the next time', async () => {
    const first = await render('first');
    expect(first.report).toMatchObject({ frames: FRAMES, lipsync: 'builtin', warnings: [] });
    expect(cacheOf(first.report, 'face')).toBe('miss');
    const forehead: number[] = [];
    // A spot on the forehead moves with the head: followed, its brightness stays.
    const frames = await decodePlanes(first.file, SIDE_PX, SIDE_PX, ({ y }, frame) => {
      const [cx, cy] = carried(frame, 0.43 * SIDE_PX, 0.12 * SIDE_PX).map(Math.round);
      forehead.push(y[cy * SIDE_PX + cx]);
    });
    expect(frames).toBe(FRAMES);
    const mean = forehead.reduce((sum, value) => sum + value, 0) / FRAMES;
    expect(Math.max(...forehead.map((value) => Math.abs(value - mean)))).toBeLessThan(25);
    expect(cacheOf((await render('second')).report, 'face')).toBe('hit');
  });

  it('takes mouths that a network draws, where the face is in each picture', async () => {
    const network = path.join(place.materials, 'wav2lip.onnx');
    writeFileSync(network, closedFormNetwork(EXPORTS.faceFusion));
    const imported = await place.here('models', 'import', 'wav2lip', '--file', network, '--accept-licence');
    expect(imported).toMatchObject({ code: 0 });
    const plain = path.join(place.out, 'first.mp4');
    const { file, report } = await render('network', '--lipsync', 'wav2lip', '--lipsync-model', 'wav2lip');
    expect(report).toMatchObject({ frames: FRAMES, lipsync: 'wav2lip' });
    expect(report.models.map(({ role }) => role)).toContain('lipsync');

    const other: Uint8ClampedArray[] = [];
    await decodePlanes(plain, SIDE_PX, SIDE_PX, ({ u }) => other.push(u.slice()));
    let [atFace, elsewhere] = [0, 0];
    await decodePlanes(file, SIDE_PX, SIDE_PX, ({ u }, frame) => {
      // The network's mouths are coloured by the sound; how far each spot is from the face is known.
      const [fx, fy] = carried(frame, 0.4 * SIDE_PX, 0.22 * SIDE_PX);
      u.forEach((value, i) => {
        const distance = Math.hypot((i % 128) * 2 - fx, Math.floor(i / 128) * 2 - fy);
        const change = Math.abs(value - other[frame][i]);
        if (distance < 0.2 * SIDE_PX) atFace += change;
        else if (distance > 0.4 * SIDE_PX) elsewhere = Math.max(elsewhere, change);
      });
    });
    console.log(
      `a network's mouths change ${(atFace / FRAMES).toFixed(0)} levels at the face, ${elsewhere} at most elsewhere`,
    );
    expect(atFace / FRAMES).toBeGreaterThan(500);
    expect(elsewhere).toBeLessThan(25);
  });

  it('stands before another background', async () => {
    const { file, report } = await render('blue', '--background', 'color:#2060c0');
    expect(report.frames).toBe(FRAMES);
    expect(cacheOf(report, 'matte')).toBe('miss');
    const blue = rgbToYuv(0x20, 0x60, 0xc0);
    await decodePlanes(file, SIDE_PX, SIDE_PX, ({ y }) => {
      expect(Math.abs(y[30 * SIDE_PX + 236] - blue.y)).toBeLessThan(6);
    });
  });
});
