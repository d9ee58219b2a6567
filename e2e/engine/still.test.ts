import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { YuvImage } from '../../electron/engine/frames/yuv.ts';
import { copyOf, decodePlanes, psnrOutside } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { drawScene, prepareScene, type Scene } from '../fixtures/scene.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const SIZE = { widthPx: 360, heightPx: 360 };
/** The promise: what does not move stays within the encoder's noise. */
const MIN_PSNR_DB = 40;

describe.skipIf(missingForRenders !== null)('outside what moves', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 3 });
  });
  afterAll(() => place.remove());

  describe.each([
    { idleMotion: 0, blink: 0, movingShare: [0.03, 0.2] },
    { idleMotion: 0, blink: 2, movingShare: [0.03, 0.2] },
    { idleMotion: 1, blink: 1, movingShare: [0.3, 1] },
  ])('with idle motion $idleMotion and blink $blink', ({ idleMotion, blink, movingShare }) => {
    let scene: Scene;
    beforeAll(async () => {
      scene = await prepareScene({ voicePath: voice, size: SIZE, idleMotion, blink });
    });

    it('the drawn frames are the still, byte for byte', async () => {
      let frames = 0;
      let changed = 0;
      await drawScene(scene, 2, (frame) => {
        expect(psnrOutside(frame, scene.still, scene.movingRects)).toBe(Infinity);
        if (psnrOutside(frame, scene.still, []) < Infinity) changed++;
        frames++;
      });
      expect(frames).toBe(75);
      // The same comparison does see the face move.
      expect(changed).toBeGreaterThan(60);
    });

    it(`the decoded frames stay at ${MIN_PSNR_DB} dB or better against the still and the first frame`, async () => {
      const out = path.join(place.out, `still-${idleMotion}-${blink}.mp4`);
      const motion = ['--idle-motion', String(idleMotion), '--blink', String(blink)];
      const words = renderWords(voice, out, '--size', `${SIZE.widthPx}x${SIZE.heightPx}`, ...motion);
      expect(await place.here(...words)).toMatchObject({ code: 0 });

      let first: YuvImage | undefined;
      let worstToStill = Infinity;
      let worstToFirst = Infinity;
      const frames = await decodePlanes(out, SIZE.widthPx, SIZE.heightPx, (frame) => {
        first ??= copyOf(frame);
        worstToStill = Math.min(worstToStill, psnrOutside(frame, scene.still, scene.movingRects));
        worstToFirst = Math.min(worstToFirst, psnrOutside(frame, first, scene.movingRects));
      });
      console.log(
        `idle motion ${idleMotion}, blink ${blink}: worst frame ${worstToStill.toFixed(1)} dB to the still, ${worstToFirst.toFixed(1)} dB to the first frame`,
      );
      expect(frames).toBe(75);
      expect(worstToStill).toBeGreaterThanOrEqual(MIN_PSNR_DB);
      expect(worstToFirst).toBeGreaterThanOrEqual(MIN_PSNR_DB);
    });

    it('what moves is no more than it has to be', () => {
      const areas = scene.movingRects.map(({ left, right, top, bottom }) => (right - left) * (bottom - top));
      const share = areas.reduce((sum, area) => sum + area, 0) / (SIZE.widthPx * SIZE.heightPx);
      console.log(`idle motion ${idleMotion}: ${(share * 100).toFixed(1)} % of the frame can move`);
      expect(share).toBeGreaterThan(movingShare[0]);
      expect(share).toBeLessThanOrEqual(movingShare[1]);
    });
  });
});
