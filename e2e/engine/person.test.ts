/** Persons in a photo, from the file to the picture of what was found and to the frame that is rendered. */
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeVideo } from '../fixtures/decodeVideo.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const CAT = path.join(import.meta.dirname, '..', 'fixtures', 'pictures', 'cat.jpg');

type Box = readonly [x: number, y: number, width: number, height: number];
const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const reportSchema = z.object({
  schemaVersion: z.literal(1),
  width: z.number().int(),
  height: z.number().int(),
  persons: z.array(z.object({ box: boxSchema, score: z.number(), face: z.number().int().nullable() })),
  faces: z.array(z.object({ box: boxSchema })),
  matte: z.object({ coverage: z.number() }),
  models: z.array(z.object({ id: z.string(), role: z.string() })),
});
type Report = z.infer<typeof reportSchema>;

/** The person in the sample (512 x 512), read off the photo by eye. */
const SEEN: Box = [8, 16, 358, 496];

function overlap(a: Box, b: Box): number {
  const width = Math.min(a[0] + a[2], b[0] + b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[1] + a[3], b[1] + b[3]) - Math.max(a[1], b[1]);
  const shared = Math.max(0, width) * Math.max(0, height);
  return shared / (a[2] * a[3] + b[2] * b[3] - shared);
}

/** Just the person of the sample, at this height, in a picture of one colour. */
async function pasted(
  file: string,
  size: { width: number; height: number },
  people: readonly { left: number; top: number; heightPx: number }[],
): Promise<void> {
  const inputs = await Promise.all(
    people.map(async ({ left, top, heightPx }) => ({
      input: await sharp(SAMPLE_PHOTO)
        .extract({ left: SEEN[0], top: SEEN[1], width: SEEN[2], height: SEEN[3] })
        .resize({ height: heightPx })
        .png()
        .toBuffer(),
      left,
      top,
    })),
  );
  await sharp({ create: { ...size, channels: 3, background: '#a8b4bc' } })
    .composite(inputs)
    .png()
    .toFile(file);
}

describe.skipIf(missingForRenders !== null)('persons', () => {
  let place: Workplace;
  let voice = '';
  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'voice.wav', { startSec: 0.5, durationSec: 0.3 });
  });
  afterAll(() => place.remove());

  async function describePhoto(file: string, ...more: string[]): Promise<Report> {
    const { code, stdout, stderr } = await place.here('photo', '--photo', file, '--json', ...more);
    expect(code, stderr).toBe(0);
    return reportSchema.parse(JSON.parse(stdout));
  }

  it('are where the eye and the matte see them, and the overlay draws them there', async () => {
    const matteFile = path.join(place.out, 'matte.png');
    const overlayFile = path.join(place.out, 'overlay.png');
    const report = await describePhoto(SAMPLE_PHOTO, '--matte', matteFile, '--overlay', overlayFile);
    expect(report.persons).toHaveLength(1);
    expect(report.models.map(({ role }) => role)).toContain('person');
    const [{ box, face }] = report.persons;
    expect(face).toBe(0);
    expect(overlap(box, SEEN)).toBeGreaterThan(0.92);

    // The matte also holds the helmet beside her; its left and upper edges are hers.
    const matte = await sharp(matteFile).extractChannel(0).raw().toBuffer();
    const isPerson = (x: number, y: number): boolean => matte[y * 512 + x] > 127;
    const all = Array.from({ length: 512 }, (_, index) => index);
    const matteTop = all.findIndex((y) => all.some((x) => isPerson(x, y)));
    const matteLeft = all.findIndex((x) => all.some((y) => isPerson(x, y)));
    expect(Math.abs(box[1] - matteTop)).toBeLessThan(10);
    expect(Math.abs(box[0] - matteLeft)).toBeLessThan(15);

    const overlay = await sharp(overlayFile).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([overlay.info.width, overlay.info.height]).toEqual([512, 512]);
    const photo = await sharp(SAMPLE_PHOTO).removeAlpha().raw().toBuffer();
    /** How far the overlay's colour is from the photo's. */
    const change = (x: number, y: number): number => {
      const at = (Math.round(y) * 512 + Math.round(x)) * 3;
      return Math.max(...[0, 1, 2].map((c) => Math.abs(overlay.data[at + c] - photo[at + c])));
    };
    const [x, y, width, height] = box;
    const [faceX, faceY, faceWidth, faceHeight] = report.faces[0].box;
    for (const [name, atX, atY] of [
      ['upper edge of the person', x + width * 0.9, y + 1],
      ['left edge of the person', x + 1, y + height / 2],
      ['lower edge of the face', faceX + faceWidth / 4, faceY + faceHeight],
      ['right edge of the face', faceX + faceWidth, faceY + faceHeight / 4],
    ] as const)
      expect(change(atX, atY), name).toBeGreaterThan(30);
    expect(change(450, 200), 'where nothing was found').toBe(0);
    // The edge of the matte, along one row through the helmet.
    const edge = all.slice(1).find((column) => isPerson(column - 1, 440) && !isPerson(column, 440)) ?? 0;
    expect(change(edge - 1, 440), 'edge of the matte').toBeGreaterThan(30);
  });

  it('are found in a photo that its EXIF orientation turns', async () => {
    const turned = path.join(place.materials, 'turned.jpg');
    await sharp(SAMPLE_PHOTO).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toFile(turned);
    const { persons } = await describePhoto(turned);
    expect(persons).toHaveLength(1);
    expect(overlap(persons[0].box, SEEN)).toBeGreaterThan(0.92);
  });

  it('are not found where there are none, and that is no error', async () => {
    const { persons, faces, matte } = await describePhoto(CAT);
    expect([persons, faces, matte.coverage]).toEqual([[], [], 0]);
  });

  it('can be chosen by their number, and a wrong one is refused by name', async () => {
    const couple = path.join(place.materials, 'couple.png');
    await pasted(couple, { width: 900, height: 600 }, [
      { left: 30, top: 240, heightPx: 360 },
      { left: 420, top: 40, heightPx: 560 },
    ]);
    const { persons, faces } = await describePhoto(couple);
    expect(persons.map(({ face }) => face)).toEqual([0, 1]);
    expect(faces).toHaveLength(2);
    const render = (person: number): string[] =>
      renderWords(voice, path.join(place.out, 'person.mp4'), '--photo', couple, '--person', String(person));
    const { code, stderr } = await place.here(...render(2));
    expect(code).toBe(3);
    expect(stderr).toContain('shows 2 persons, so there is no person number 2');

    // The square around the smaller one holds them, and little of the other.
    expect(await place.here(...render(1))).toMatchObject({ code: 0 });
    const frame = path.join(place.materials, 'person-1.png');
    await firstFrame(path.join(place.out, 'person.mp4'), 256, 256, frame);
    const shown = await describePhoto(frame);
    expect(shown.faces[0].box[0] + shown.faces[0].box[2] / 2).toBeGreaterThan(256 * 0.25);
    expect(shown.faces[0].box[0] + shown.faces[0].box[2] / 2).toBeLessThan(256 * 0.75);
  });

  async function firstFrame(video: string, widthPx: number, heightPx: number, file: string): Promise<void> {
    await decodeVideo(video, widthPx, heightPx, async ({ data }, frameIndex) => {
      if (frameIndex === 0)
        await sharp(data, { raw: { width: widthPx, height: heightPx, channels: 4 } })
          .png()
          .toFile(file);
    });
  }

  it.each([
    { name: 'a tall story', widthPx: 270, heightPx: 480 },
    { name: 'a square', widthPx: 360, heightPx: 360 },
    { name: 'a wide film', widthPx: 480, heightPx: 270 },
  ])('who are small come closer in $name, with room above the hair', async ({ widthPx, heightPx }) => {
    const far = path.join(place.materials, 'far.png');
    const person = { left: 1300, top: 700, heightPx: 700 };
    await pasted(far, { width: 2400, height: 1600 }, [person]);
    const size = `${widthPx}x${heightPx}`;
    const faceIn = async (crop: 'auto' | 'widest'): Promise<Box> => {
      const out = path.join(place.out, `${crop}-${size}.mp4`);
      const words = ['--photo', far, '--size', size, '--crop', crop];
      expect(await place.here(...renderWords(voice, out, ...words))).toMatchObject({ code: 0 });
      const frame = path.join(place.materials, `${crop}-${size}.png`);
      await firstFrame(out, widthPx, heightPx, frame);
      const { faces } = await describePhoto(frame);
      expect(faces).toHaveLength(1);
      return faces[0].box;
    };
    const [x, y, width, height] = await faceIn('auto');
    expect(height / heightPx).toBeGreaterThan(0.15);
    expect(height / heightPx).toBeLessThan(0.33);
    expect(Math.abs(x + width / 2 - widthPx / 2)).toBeLessThan(widthPx * 0.03);
    // Her hair reaches half a face's height above its box.
    expect(y - height * 0.5).toBeGreaterThan(0);
    expect(y + height * 0.33).toBeLessThan(heightPx * 0.45);
    expect(height).toBeGreaterThan((await faceIn('widest'))[3] * 1.3);
  });
});
