import { describe, expect, it } from 'vitest';
import { createGray, createRgba, type RgbaImage } from '../runtime/image.ts';
import { seededRandom } from '../runtime/random.ts';
import type { Matte } from '../stages/matte/types.ts';
import { layMatte, storedMatteCodec, storeMatte } from './storedMatte.ts';

const WIDTH = 300;
const HEIGHT = 200;

function noisyPhoto(seed: number): RgbaImage {
  const random = seededRandom(seed);
  const photo = createRgba(WIDTH, HEIGHT);
  for (let i = 0; i < photo.data.length; i++) photo.data[i] = i % 4 === 3 ? 255 : random() * 256;
  return photo;
}

/** A disc with a soft rim of 12 pixels; colours of its own wherever it is not fully opaque. */
function discMatte(photo: RgbaImage): Matte {
  const alpha = createGray(WIDTH, HEIGHT);
  const foreground = createRgba(WIDTH, HEIGHT);
  foreground.data.set(photo.data);
  let sum = 0;
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const distance = Math.hypot((i % WIDTH) - 150, Math.floor(i / WIDTH) - 100);
    alpha.data[i] = Math.min(1, Math.max(0, (72 - distance) / 12));
    sum += alpha.data[i];
    if (alpha.data[i] < 1) foreground.data.set([200, 10, i % 256], i * 4);
    foreground.data[i * 4 + 3] = Math.round(alpha.data[i] * 255);
  }
  return { alpha, foreground, coverage: sum / (WIDTH * HEIGHT), model: 'selfie', warnings: [] };
}

const throughBytes = (matte: Matte, photo: RgbaImage): Matte =>
  layMatte(storedMatteCodec.decode(Buffer.concat(storedMatteCodec.encode(storeMatte(matte, photo)))), photo);

describe('a stored matte', () => {
  const photo = noisyPhoto(3);
  const matte = discMatte(photo);
  const back = throughBytes(matte, photo);

  it('has the opacity that frames are composed with: to half of 1/255', () => {
    let worst = 0;
    for (let i = 0; i < back.alpha.data.length; i++)
      worst = Math.max(worst, Math.abs(back.alpha.data[i] - matte.alpha.data[i]));
    expect(worst).toBeLessThanOrEqual(0.5 / 255 + 1e-7);
    expect(back.coverage).toBe(matte.coverage);
    expect(back.model).toBe('selfie');
  });

  it('has every colour that can show: within the person, in its rim and a little beyond', () => {
    let compared = 0;
    for (let i = 0; i < WIDTH * HEIGHT; i++) {
      const distance = Math.hypot((i % WIDTH) - 150, Math.floor(i / WIDTH) - 100);
      if (distance > 72 + 3) continue;
      expect(back.foreground.data.subarray(i * 4, i * 4 + 4)).toEqual(
        matte.foreground.data.subarray(i * 4, i * 4 + 4),
      );
      compared++;
    }
    expect(compared).toBeGreaterThan(17_000);
    // Far away nothing of the person is kept.
    expect(back.foreground.data.subarray(0, 4)).toEqual(
      Uint8ClampedArray.of(...photo.data.subarray(0, 3), 0),
    );
  });

  it('stays as it is when it is stored again', () => {
    const again = throughBytes(back, photo);
    expect(again.alpha.data).toEqual(back.alpha.data);
    expect(again.foreground.data).toEqual(back.foreground.data);
  });

  it('takes bytes only where the photo does not say it', () => {
    const stored = storeMatte(matte, photo);
    const rimPixels = Math.PI * (76 ** 2 - 60 ** 2);
    expect(stored.alpha.length).toBeGreaterThan(rimPixels * 0.85);
    expect(stored.alpha.length).toBeLessThan(rimPixels * 1.1);
    expect(stored.colours.length).toBe(stored.alpha.length * 3);
    expect(stored.runs.length).toBeLessThan(HEIGHT * 16);
  });

  it('of nobody and of a photo full of somebody takes a few bytes', () => {
    const nobody = { model: null, warnings: [] };
    const none: Matte = { alpha: createGray(WIDTH, HEIGHT), foreground: photo, coverage: 0, ...nobody };
    const full: Matte = { ...none, alpha: createGray(WIDTH, HEIGHT), coverage: 1 };
    full.alpha.data.fill(1);
    for (const extreme of [none, full]) {
      expect(storedMatteCodec.sizeOf(storeMatte(extreme, photo))).toBeLessThan(50);
      expect(throughBytes(extreme, photo).alpha.data).toEqual(extreme.alpha.data);
    }
  });

  it('whose runs do not fit is refused', () => {
    const bytes = Buffer.concat(storedMatteCodec.encode(storeMatte(matte, photo)));
    const wider = Buffer.from(bytes);
    wider.writeUInt32LE(WIDTH + 1, 0);
    // A matte that was drawn differently than asked is used, but not kept.
    expect(storedMatteCodec.isLasting?.({ ...storeMatte(matte, photo), warnings: ['Slower.'] })).toBe(false);
    for (const wrong of [wider, bytes.subarray(0, -1), bytes.subarray(0, 10)])
      expect(() => storedMatteCodec.decode(wrong)).toThrow();
  });
});
