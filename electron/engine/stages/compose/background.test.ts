import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGray, createRgba } from '../../runtime/image.ts';
import { makeBackground } from './background.ts';

const size = { widthPx: 32, heightPx: 16 };
const photo = createRgba(32, 16);
const alpha = createGray(32, 16);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-background-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('makeBackground', () => {
  it('gives the photo itself for "none"', async () => {
    expect(await makeBackground({ kind: 'none' }, photo, alpha, size)).toBe(photo);
  });

  it('fills the frame with a colour', async () => {
    const { width, height, data } = await makeBackground(
      { kind: 'color', color: '#12aBf0' },
      photo,
      alpha,
      size,
    );
    expect([width, height]).toEqual([32, 16]);
    for (let i = 0; i < data.length; i += 4)
      expect(Array.from(data.subarray(i, i + 4))).toEqual([0x12, 0xab, 0xf0, 255]);
  });

  it('goes from one colour to another as CSS does, without stripes', async () => {
    const wide = { widthPx: 400, heightPx: 200 };
    const gradientAt = async (angleDeg: number): Promise<(x: number, y: number) => number[]> => {
      const { data } = await makeBackground(
        { kind: 'gradient', from: '#202020', to: '#2a60e0', angleDeg },
        createRgba(400, 200),
        createGray(400, 200),
        wide,
      );
      return (x, y) => Array.from(data.subarray((y * 400 + x) * 4, (y * 400 + x) * 4 + 3));
    };
    const near = (found: number[], wanted: number[]): void =>
      wanted.forEach((value, c) => expect(Math.abs(found[c] - value)).toBeLessThanOrEqual(2));
    const down = await gradientAt(180);
    near(down(10, 0), [0x20, 0x20, 0x20]);
    near(down(390, 199), [0x2a, 0x60, 0xe0]);
    near(down(200, 100), [0x25, 0x40, 0x80]);
    // At 45 degrees the corners have the colours given: lower left and upper right.
    const rising = await gradientAt(45);
    near(rising(0, 199), [0x20, 0x20, 0x20]);
    near(rising(399, 0), [0x2a, 0x60, 0xe0]);
    near(rising(0, 0), [0x23, 0x35, 0x60]);
    // A row of one value would be a stripe: red grows by 10 steps over 200 rows.
    const reds = new Set(Array.from({ length: 400 }, (_, x) => down(x, 110)[0]));
    expect(reds.size).toBeGreaterThan(1);
  });

  it('fills the frame with the middle of a picture, turned as its EXIF says', async () => {
    // 100 x 200 as stored, shown as 200 x 100: red left, blue right. Cover keeps the full height and width 2:1.
    const file = path.join(folder, 'turned.png');
    const stored = Buffer.alloc(100 * 200 * 3);
    for (let y = 0; y < 200; y++)
      for (let x = 0; x < 100; x++) stored.set(y < 100 ? [0, 0, 255] : [255, 0, 0], (y * 100 + x) * 3);
    await sharp(stored, { raw: { width: 100, height: 200, channels: 3 } })
      .withMetadata({ orientation: 6 })
      .png()
      .toFile(file);
    const { data } = await makeBackground({ kind: 'picture', path: file }, photo, alpha, size);
    expect(Array.from(data.subarray((8 * 32 + 4) * 4, (8 * 32 + 5) * 4))).toEqual([255, 0, 0, 255]);
    expect(Array.from(data.subarray((8 * 32 + 28) * 4, (8 * 32 + 29) * 4))).toEqual([0, 0, 255, 255]);
  });

  it('lays a transparent picture on white', async () => {
    const file = path.join(folder, 'glass.png');
    await sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
      .png()
      .toFile(file);
    const { data } = await makeBackground({ kind: 'picture', path: file }, photo, alpha, size);
    expect(Array.from(data.subarray(0, 4))).toEqual([255, 255, 255, 255]);
  });

  it.each(['absent.jpg', 'broken.jpg'])('names a picture that cannot be read: %s', async (name) => {
    await writeFile(path.join(folder, 'broken.jpg'), 'not a picture');
    const file = path.join(folder, name);
    await expect(makeBackground({ kind: 'picture', path: file }, photo, alpha, size)).rejects.toMatchObject({
      kind: 'input',
      code: 'background-unreadable',
      message: `The background picture "${file}" cannot be read.`,
    });
  });
});
