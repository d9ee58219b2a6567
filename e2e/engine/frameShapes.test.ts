import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeVideo } from '../fixtures/decodeVideo.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { probeVideo } from '../fixtures/videoFile.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const facesSchema = z.object({
  faces: z.array(z.object({ box: z.tuple([z.number(), z.number(), z.number(), z.number()]) })),
});

/** Small ones of the shapes that people publish in. */
const SHAPES = [
  { name: 'a tall story', widthPx: 270, heightPx: 480 },
  { name: 'a wide film', widthPx: 480, heightPx: 270 },
  { name: 'a portrait post', widthPx: 288, heightPx: 360 },
];

describe.skipIf(missingForRenders !== null)('the shape of the frame', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 0.8 });
  });
  afterAll(() => place.remove());

  it.each(SHAPES)('of $name holds the whole face', async ({ widthPx, heightPx }) => {
    const size = `${widthPx}x${heightPx}`;
    const out = path.join(place.out, `${size}.mp4`);
    expect(await place.here(...renderWords(voice, out, '--size', size))).toMatchObject({ code: 0 });
    expect((await probeVideo(out)).video).toMatchObject({ width: widthPx, height: heightPx });

    const seen = path.join(place.materials, `${size}.png`);
    await decodeVideo(out, widthPx, heightPx, async ({ data }, frameIndex) => {
      if (frameIndex === 0)
        await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 4 } })
          .png()
          .toFile(seen);
    });
    const { code, stdout } = await place.here('photo', '--photo', seen, '--json');
    expect(code).toBe(0);
    const { faces } = facesSchema.parse(JSON.parse(stdout));
    expect(faces).toHaveLength(1);
    const [x, y, boxWidth, boxHeight] = faces[0].box;
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThan(0);
    expect(x + boxWidth).toBeLessThan(widthPx);
    expect(y + boxHeight).toBeLessThan(heightPx);
    // Near the middle across, and a little above it where there is room.
    expect(Math.abs(x + boxWidth / 2 - widthPx / 2)).toBeLessThan(widthPx * 0.1);
    expect(y + boxHeight / 2).toBeLessThan(heightPx * 0.55);
  });
});
