/** A person who was moved: everything that is drawn on them moves with them, whoever draws it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closedFormNetwork, EXPORTS } from '../../scripts/models/wav2lipNetworks.mjs';
import { movingFace } from '../fixtures/loopVideo.ts';
import { copyOf, decodePlanes } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';
import type { YuvImage } from '../../electron/engine/frames/yuv.ts';

const SIDE_PX = 256;
/** A way of moving, and where a pixel goes by it. Neither makes a part of the person reach beyond the photo. */
const MOVES = {
  down: { words: ['--placement', '1,0,0.125'], of: (x: number, y: number) => [x, y + 32] },
  closer: {
    words: ['--placement', '1.25,0,0'],
    of: (x: number, y: number) => [1.25 * x - 32, 1.25 * y - 32],
  },
} as const;
const STILL = ['--idle-motion', '0', '--blink', '0'];
const GREEN = ['--background', 'color:#308050'];

/** Mean difference of luma between where the person was and where they are. */
function differenceOf(
  plain: YuvImage,
  moved: YuvImage,
  goesTo: (x: number, y: number) => readonly number[],
): number {
  let sum = 0;
  let count = 0;
  for (let y = 0; y < SIDE_PX; y++)
    for (let x = 0; x < SIDE_PX; x++) {
      const [toX, toY] = goesTo(x, y);
      if (!Number.isInteger(toX) || !Number.isInteger(toY)) continue;
      if (Math.min(toX, toY) < 0 || Math.max(toX, toY) >= SIDE_PX) continue;
      sum += Math.abs(plain.y[y * SIDE_PX + x] - moved.y[toY * SIDE_PX + toX]);
      count++;
    }
  return sum / count;
}

describe.skipIf(missingForRenders !== null)('a person who was moved', () => {
  let place: Workplace;
  let voice = '';
  let loop = '';

  const frames = async (name: string, photo: string | null, ...more: string[]): Promise<YuvImage[]> => {
    const out = path.join(place.out, `${name}.mp4`);
    const words = renderWords(voice, out, ...STILL, ...GREEN, ...more).map((word, i, all) =>
      photo !== null && all[i - 1] === '--photo' ? photo : word,
    );
    expect(await place.here(...words)).toMatchObject({ code: 0 });
    const decoded: YuvImage[] = [];
    await decodePlanes(out, SIDE_PX, SIDE_PX, (frame) => void decoded.push(copyOf(frame)));
    expect(decoded).toHaveLength(25);
    return decoded;
  };

  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 1 });
    ({ file: loop } = await movingFace(place.materials, 'loop.mp4', { sizePx: SIDE_PX, durationSec: 1 }));
    const network = path.join(place.materials, 'wav2lip.onnx');
    writeFileSync(network, closedFormNetwork(EXPORTS.faceFusion));
    const imported = await place.here('models', 'import', 'wav2lip', '--file', network, '--accept-licence');
    expect(imported).toMatchObject({ code: 0 });
  });
  afterAll(() => place.remove());

  it.each([
    ['built-in lip-sync on a photo', false, ['--lipsync', 'builtin'], 'down', 0.5],
    ['network on a photo', false, ['--lipsync', 'wav2lip', '--lipsync-model', 'wav2lip'], 'down', 0.5],
    ['built-in lip-sync on a loop', true, ['--lipsync', 'builtin'], 'closer', 4],
    ['network on a loop', true, ['--lipsync', 'wav2lip', '--lipsync-model', 'wav2lip'], 'closer', 4],
  ] as const)('is the same person elsewhere: %s', async (name, isLoop, engine, move, most) => {
    const source = isLoop ? loop : null;
    const { words, of } = MOVES[move];
    const plain = await frames(`${name}, plain`, source, ...engine);
    const moved = await frames(`${name}, moved`, source, ...engine, ...words);
    const differences = plain.map((frame, i) => differenceOf(frame, moved[i], of));
    const inPlace = differenceOf(plain[0], moved[0], (x, y) => [x, y]);
    console.log(`${name}: ${Math.max(...differences).toFixed(2)} levels; in place ${inPlace.toFixed(1)}`);
    expect(Math.max(...differences)).toBeLessThan(most);
    expect(inPlace).toBeGreaterThan(3 * most);
  });

  it('shows another part of a photo that keeps its background', async () => {
    const keep = ['--background', 'none', '--lipsync', 'builtin'];
    const near = await frames('near', null, ...keep, '--placement', '1.6,0,0.1');
    const plain = await frames('whole', null, ...keep);
    expect(differenceOf(plain[0], near[0], (x, y) => [x, y])).toBeGreaterThan(8);
    // There is no edge of the photo in the frame: no row is black or repeats its neighbour.
    for (const frame of near)
      for (const y of [0, SIDE_PX - 2]) {
        const row = frame.y.subarray(y * SIDE_PX, (y + 1) * SIDE_PX);
        expect(Math.max(...row)).toBeGreaterThan(40);
      }
  });
});
