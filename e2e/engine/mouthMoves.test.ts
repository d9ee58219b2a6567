import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodePlanes, lumaDifference } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { prepareScene } from '../fixtures/scene.ts';
import { cutVoice, decodeSound, writeSound } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const RATE_HZ = 16_000;
const SIDE_PX = 256;
const FPS = 25;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe.skipIf(missingForRenders !== null)('the mouth', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    const cut = await cutVoice(place.materials, 'speech.wav', { startSec: 0.5, durationSec: 2 });
    const [speech] = await decodeSound(cut, 1);
    // One second of speech, one of digital silence, one of speech.
    const samples = new Float32Array(3 * RATE_HZ);
    samples.set(speech.subarray(0, RATE_HZ));
    samples.set(speech.subarray(RATE_HZ), 2 * RATE_HZ);
    voice = await writeSound(place.materials, 'voice.wav', RATE_HZ, samples);
  });
  afterAll(() => place.remove());

  /** Mean change of luma in the mouth's rectangle from each frame to the next; value i belongs to frame i. */
  async function changes(...more: string[]): Promise<number[]> {
    const size = { widthPx: SIDE_PX, heightPx: SIDE_PX };
    const { movingRects } = await prepareScene({ voicePath: voice, size, idleMotion: 0, blink: 0 });
    const out = path.join(place.out, 'mouth.mp4');
    const still = ['--idle-motion', '0', '--blink', '0'];
    expect(await place.here(...renderWords(voice, out, ...still, ...more))).toMatchObject({ code: 0 });
    const values: number[] = [];
    let earlier: Uint8ClampedArray | undefined;
    await decodePlanes(out, SIDE_PX, SIDE_PX, ({ y }) => {
      values.push(earlier ? lumaDifference(earlier, y, SIDE_PX, movingRects[0]) : 0);
      earlier = y.slice();
    });
    expect(values).toHaveLength(3 * FPS);
    return values;
  }

  it('moves while there is speech and rests while there is silence', async () => {
    const change = await changes();
    const inSpeech = mean([...change.slice(3, 22), ...change.slice(54, 72)]);
    // A part of the video may begin in the silence: its first picture, and no other, is coded as a whole.
    const [wholePicture = 0, ...inSilence] = change.slice(35, 45).toSorted((a, b) => b - a);
    console.log(
      `mean change a frame: ${inSpeech.toFixed(2)} in speech, ${mean(inSilence).toFixed(3)} in silence`,
    );
    expect(inSpeech).toBeGreaterThan(1.5);
    expect(wholePicture).toBeLessThan(inSpeech);
    expect(Math.max(...inSilence)).toBeLessThan(0.15);
    expect(inSpeech).toBeGreaterThan(20 * mean(inSilence));
  });

  it('stays shut where its strength is nothing', async () => {
    const change = await changes('--mouth-strength', '0');
    // A key frame comes every two seconds: its noise differs from that of the frames before it.
    const between = change.filter((_, frame) => frame % (2 * FPS) !== 0);
    expect(Math.max(...between)).toBeLessThan(0.15);
  });
});
