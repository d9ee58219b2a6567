import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { YuvImage } from '../../electron/engine/frames/yuv.ts';
import { createCaptionFeed } from '../../electron/engine/stages/compose/captions/captionFeed.ts';
import { drawCaption } from '../../electron/engine/stages/compose/captions/drawCaption.ts';
import { findEspeak } from '../../electron/engine/stages/voice/sources/espeak/program.ts';
import { readSubtitles } from '../../shared/captions/subtitleFile.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { drawScene, prepareScene, type Scene } from '../fixtures/scene.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const SIZE = { widthPx: 360, heightPx: 360 };
const CAPTIONS = [
  { startSec: 0.2, endSec: 0.6, text: 'お誕生日おめでとう 🎉' },
  { startSec: 0.8, endSec: 1, text: 'تولدت مبارک' },
];

describe.skipIf(missingForRenders !== null)('captions', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 1.2 });
  });
  afterAll(() => place.remove());

  /** Luma of every frame. */
  async function lumas(scene: Scene, workers: number, withCaptions: boolean): Promise<Uint8Array[]> {
    const frames: Uint8Array[] = [];
    const keep = ({ y }: YuvImage): void => void frames.push(Uint8Array.from(y));
    await drawScene(scene, workers, keep, withCaptions ? createCaptionFeed(CAPTIONS, 25, SIZE) : null);
    return frames;
  }

  it('cover their own rectangle in their own frames, and leave nothing behind', async () => {
    const scene = await prepareScene({ voicePath: voice, size: SIZE, background: { kind: 'none' } });
    const bare = await lumas(scene, 2, false);
    const captioned = await lumas(scene, 2, true);
    const byOne = await lumas(scene, 1, true);
    expect(byOne.every((luma, i) => Buffer.compare(luma, captioned[i]) === 0)).toBe(true);
    const pictures = await Promise.all(CAPTIONS.map(({ text }) => drawCaption(text, SIZE)));
    for (const [i, luma] of captioned.entries()) {
      const shown = CAPTIONS.findIndex(({ startSec, endSec }) => i / 25 >= startSec && i / 25 < endSec);
      const rect = pictures.at(shown);
      let outside = 0;
      let inside = 0;
      for (let at = 0; at < luma.length; at++) {
        if (luma[at] === bare[i][at]) continue;
        const [x, y] = [at % SIZE.widthPx, Math.floor(at / SIZE.widthPx)];
        const isInside =
          shown >= 0 &&
          rect !== undefined &&
          x >= rect.left &&
          x < rect.left + rect.width &&
          y >= rect.top &&
          y < rect.top + rect.height;
        if (isInside) inside++;
        else outside++;
      }
      expect(outside, `frame ${i}`).toBe(0);
      if (shown < 0) expect(inside).toBe(0);
      else expect(inside / ((rect?.width ?? 0) * (rect?.height ?? 0))).toBeGreaterThan(0.8);
    }
  });

  it.skipIf(findEspeak() === null)('say what is read aloud, in the picture and in a file', async () => {
    const out = path.join(place.out, 'said.mp4');
    const subtitles = path.join(place.out, 'said.vtt');
    const text = 'Thank you, dear Anna. We love you!';
    const { code } = await place.here(
      ...['render', '--photo', SAMPLE_PHOTO, '--text', text, '--captions', 'auto', '--preset', 'new-year'],
      ...['--subtitles', subtitles, '--size', '256x256', '--out', out],
    );
    expect(code).toBe(0);
    const { captions } = readSubtitles(await readFile(subtitles, 'utf8'));
    expect(captions.map(({ text }) => text)).toEqual(['Thank you, dear Anna.', 'We love you!']);
  });

  it.each([
    [['--captions', 'auto'], 2, '--text'],
    [['--captions', 'missing.srt'], 3, 'missing.srt'],
  ])('are refused by name: %j', async (words, code, named) => {
    const result = await place.here(...renderWords(voice, path.join(place.out, 'no.mp4'), ...words));
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(named);
  });
});
