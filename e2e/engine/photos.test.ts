import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createYuv, rgbaToYuv, type YuvImage } from '../../electron/engine/frames/yuv.ts';
import { createRgba } from '../../electron/engine/runtime/image.ts';
import { renderReportSchema } from '../../shared/contract/render.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { copyOf, decodePlanes } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { correlation, cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const SIDE_PX = 192;
const PAPER = '#ffffff';

interface Variant {
  readonly what: string;
  readonly name: string;
  readonly make: (sample: Sharp) => Sharp;
  /** Whether the report must mention it. */
  readonly warning?: RegExp;
}

const VARIANTS: readonly Variant[] = [
  {
    what: 'turned by its EXIF orientation',
    name: 'turned.jpg',
    make: (sample) => sample.rotate(-90).withMetadata({ orientation: 6 }).jpeg(),
  },
  {
    what: 'CMYK',
    name: 'print.jpg',
    make: (sample) => sample.toColourspace('cmyk').jpeg({ quality: 95 }),
    warning: /CMYK/,
  },
  {
    what: '16 bits a channel',
    name: 'deep.png',
    make: (sample) => sample.toColourspace('rgb16').png(),
    warning: /16 to 8 bits/,
  },
  { what: 'grey', name: 'grey.png', make: (sample) => sample.greyscale().png() },
  {
    what: 'cut out, with alpha',
    name: 'cut-out.png',
    make: (sample) =>
      sample.composite([
        {
          input: Buffer.from('<svg width="512" height="512"><circle cx="256" cy="256" r="250"/></svg>'),
          blend: 'dest-in',
        },
      ]),
  },
  { what: 'WebP', name: 'photo.webp', make: (sample) => sample.webp({ quality: 95 }) },
  { what: 'AVIF', name: 'photo.avif', make: (sample) => sample.avif({ quality: 85, effort: 0 }) },
  { what: 'TIFF', name: 'photo.tif', make: (sample) => sample.tiff({ compression: 'lzw' }) },
  { what: 'GIF', name: 'photo.gif', make: (sample) => sample.gif() },
];

/** How the picture should stand in the frame: upright, transparent parts on paper. */
async function expectedFrame(variant: Variant, file: string): Promise<YuvImage> {
  const picture = createRgba(SIDE_PX, SIDE_PX);
  const upright = sharp(file).autoOrient().flatten({ background: PAPER }).toColourspace('srgb');
  picture.data.set(await upright.resize(SIDE_PX, SIDE_PX).ensureAlpha().raw({ depth: 'uchar' }).toBuffer());
  expect(picture.data.length, variant.what).toBe(SIDE_PX * SIDE_PX * 4);
  return rgbaToYuv(picture);
}

describe.skipIf(missingForRenders !== null)('photos of every kind', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 0.6 });
  });
  afterAll(() => place.remove());

  it.each(VARIANTS)('$what: $name', async (variant) => {
    const photo = path.join(place.materials, variant.name);
    await variant.make(sharp(SAMPLE_PHOTO)).toFile(photo);
    const out = path.join(place.out, `${variant.name}.mp4`);
    const small = ['--size', `${SIDE_PX}x${SIDE_PX}`, '--photo', photo, '--json'];
    const { code, stdout, stderr } = await place.here(...renderWords(voice, out, ...small));
    expect(code, stderr).toBe(0);
    const { frames, warnings } = renderReportSchema.parse(JSON.parse(stdout));
    expect(frames).toBe(15);
    if (variant.warning) expect(warnings.join('\n')).toMatch(variant.warning);
    else expect(warnings).toEqual([]);

    let first = createYuv(2, 2);
    await decodePlanes(out, SIDE_PX, SIDE_PX, (frame, frameIndex) => {
      if (frameIndex === 0) first = copyOf(frame);
    });
    const wanted = await expectedFrame(variant, photo);
    for (const plane of ['y', 'u', 'v'] as const) {
      const [seen, expected] = [Float32Array.from(first[plane]), Float32Array.from(wanted[plane])];
      // A grey picture has no colour that could agree.
      if (variant.what === 'grey' && plane !== 'y')
        expect(Math.max(...seen) - Math.min(...seen)).toBeLessThan(4);
      else expect(correlation(expected, seen), plane).toBeGreaterThan(plane === 'y' ? 0.99 : 0.97);
    }
  });

  it('of two people: the larger one speaks, or the one that is chosen', async () => {
    const group = path.join(place.materials, 'group.png');
    const [small, large] = await Promise.all(
      [300, 480].map((side) => sharp(SAMPLE_PHOTO).resize(side, side).png().toBuffer()),
    );
    await sharp({ create: { width: 800, height: 480, channels: 3, background: '#a0a0a0' } })
      .composite([
        { input: small, left: 0, top: 100 },
        { input: large, left: 320, top: 0 },
      ])
      .png()
      .toFile(group);

    const found = await place.here('photo', '--photo', group, '--json');
    const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
    const { faces } = z.object({ faces: z.array(z.object({ box })) }).parse(JSON.parse(found.stdout));
    expect(faces).toHaveLength(2);
    expect(faces[0].box[0]).toBeGreaterThan(320);
    expect(faces[1].box[0]).toBeLessThan(300);
    const widthRatio = faces[0].box[2] / faces[1].box[2];
    expect(Math.abs(widthRatio - 480 / 300)).toBeLessThan(0.1);

    const [widthPx, heightPx] = [800, 480];
    for (const [index, speaker] of faces.entries()) {
      const out = path.join(place.out, `face-${index}.mp4`);
      // All of the photo, so that places in it are places in the frame.
      const shown = ['--photo', group, '--size', `${widthPx}x${heightPx}`, '--crop', 'widest'];
      const words = [...shown, '--face', String(index), '--json'];
      const still = ['--idle-motion', '0', '--blink', '0'];
      const { code, stdout } = await place.here(...renderWords(voice, out, ...words, ...still));
      expect(code).toBe(0);
      const { warnings } = renderReportSchema.parse(JSON.parse(stdout));
      expect(warnings).toEqual([expect.stringContaining('2 faces')]);

      // What changes between the frames, and where: in the face that was chosen.
      const changed = new Float64Array(widthPx);
      let earlier: Uint8ClampedArray | undefined;
      await decodePlanes(out, widthPx, heightPx, ({ y }) => {
        if (earlier) for (let i = 0; i < y.length; i++) changed[i % widthPx] += Math.abs(y[i] - earlier[i]);
        earlier = y.slice();
      });
      const [left, , boxWidth] = speaker.box;
      const inside = changed.slice(Math.floor(left), Math.ceil(left + boxWidth)).reduce((a, b) => a + b, 0);
      const all = changed.reduce((a, b) => a + b, 0);
      expect(inside).toBeGreaterThan(5000);
      expect(inside / all).toBeGreaterThan(0.9);
    }
  });
});
