import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KotohogiError } from '../../../../shared/errors.ts';
import { decodePhoto } from './index.ts';
import type { Photo } from './types.ts';

const context = { signal: new AbortController().signal };
const [WIDTH, HEIGHT] = [96, 72];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kotohogi-photo-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Four flat quarters: red, green / blue, grey. Flat areas survive lossy formats and show orientation. */
const QUARTERS = [
  [220, 40, 30],
  [30, 180, 60],
  [40, 60, 200],
  [128, 128, 128],
] as const;

function quarters(): Sharp {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const quarter = QUARTERS[(y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1)];
      pixels.set(quarter, (y * WIDTH + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
}

async function decodeBytes(name: string, bytes: Uint8Array): Promise<Photo> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return await decodePhoto(file, context);
}

/** Pixel at a place given as shares of width and height. */
function pixelAt({ image }: Photo, x: number, y: number): number[] {
  const at = (Math.floor(y * image.height) * image.width + Math.floor(x * image.width)) * 4;
  return [...image.data.subarray(at, at + 4)];
}

function expectColours(photo: Photo, tolerance: number, order: readonly number[] = [0, 1, 2, 3]): void {
  const places = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ];
  places.forEach(([x, y], i) => {
    const pixel = pixelAt(photo, x, y);
    QUARTERS[order[i]].forEach((value, c) =>
      expect(Math.abs(pixel[c] - value)).toBeLessThanOrEqual(tolerance),
    );
    expect(pixel[3]).toBe(255);
  });
}

describe('decodePhoto', () => {
  it.each<[string, (picture: Sharp) => Sharp, number]>([
    ['JPEG', (picture) => picture.jpeg({ quality: 95 }), 4],
    ['progressive JPEG', (picture) => picture.jpeg({ quality: 95, progressive: true }), 4],
    ['PNG', (picture) => picture.png(), 0],
    ['palette PNG', (picture) => picture.png({ palette: true }), 3],
    ['WebP', (picture) => picture.webp({ lossless: true }), 0],
    ['AVIF', (picture) => picture.avif({ lossless: true }), 1],
    ['TIFF', (picture) => picture.tiff({ compression: 'lzw' }), 0],
    ['GIF', (picture) => picture.gif(), 3],
  ])('reads %s, whatever the file is called', async (name, encode, tolerance) => {
    const photo = await decodeBytes(`${name}.wrong-name`, await encode(quarters()).toBuffer());
    expect([photo.image.width, photo.image.height]).toEqual([WIDTH, HEIGHT]);
    expect(photo.image.data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(photo.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(photo.hasAlpha).toBe(false);
    expect(photo.warnings).toEqual([]);
    expectColours(photo, tolerance);
  });

  // Where the quarters of the stored picture land once the orientation of EXIF 2.32, 4.6.4 is applied.
  it.each<[number, number[]]>([
    [1, [0, 1, 2, 3]],
    [2, [1, 0, 3, 2]],
    [3, [3, 2, 1, 0]],
    [4, [2, 3, 0, 1]],
    [5, [0, 2, 1, 3]],
    [6, [2, 0, 3, 1]],
    [7, [3, 1, 2, 0]],
    [8, [1, 3, 0, 2]],
  ])('turns EXIF orientation %i upright', async (orientation, order) => {
    const bytes = await quarters().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
    const photo = await decodeBytes(`orientation-${orientation}.jpg`, bytes);
    const isTurned = orientation >= 5;
    expect([photo.image.width, photo.image.height]).toEqual(isTurned ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT]);
    expectColours(photo, 4, order);
  });

  it.each<[string, () => Sharp, number, RegExp | null]>([
    ['Display P3', () => quarters().withIccProfile('p3').png(), 2, null],
    ['16-bit', () => quarters().toColourspace('rgb16').png(), 1, /16 to 8 bits/],
    ['16-bit P3', () => quarters().toColourspace('rgb16').withIccProfile('p3').png(), 2, /16 to 8 bits/],
    [
      '16-bit TIFF P3',
      () => quarters().toColourspace('rgb16').withIccProfile('p3').tiff({ compression: 'none' }),
      2,
      /16/,
    ],
  ])('converts %s to 8-bit sRGB', async (name, encode, tolerance, warning) => {
    const photo = await decodeBytes(name, await encode().toBuffer());
    expectColours(photo, tolerance);
    if (warning) expect(photo.warnings.join()).toMatch(warning);
    else expect(photo.warnings).toEqual([]);
  });

  it('really uses the embedded profile: the stored P3 values differ from sRGB', async () => {
    const bytes = await quarters().withIccProfile('p3').png().toBuffer();
    const stored = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer();
    expect(Math.abs(stored[0] - QUARTERS[0][0])).toBeGreaterThan(8);
  });

  it('converts CMYK and says so', async () => {
    const bytes = await quarters().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    const photo = await decodeBytes('cmyk.jpg', bytes);
    // Print cannot hold these colours: hue and order of brightness must survive, not the numbers.
    const [red, green, blue] = [
      pixelAt(photo, 0.25, 0.25),
      pixelAt(photo, 0.75, 0.25),
      pixelAt(photo, 0.25, 0.75),
    ];
    expect(red[0] - Math.max(red[1], red[2])).toBeGreaterThan(100);
    expect(green[1] - Math.max(green[0], green[2])).toBeGreaterThan(50);
    expect(blue[2] - Math.max(blue[0], blue[1])).toBeGreaterThan(50);
    pixelAt(photo, 0.75, 0.75).forEach((v, c) =>
      expect(Math.abs(v - (c === 3 ? 255 : 128))).toBeLessThanOrEqual(16),
    );
    expect(photo.warnings.join()).toContain('CMYK');
  });

  it('spreads grey over three channels and keeps alpha straight', async () => {
    const pixels = Buffer.alloc(WIDTH * HEIGHT * 2);
    for (let i = 0; i < pixels.length; i += 2) pixels.set([200, 64], i);
    const picture = sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 2 } });
    const photo = await decodeBytes('grey-alpha.png', await picture.toColourspace('b-w').png().toBuffer());
    expect(pixelAt(photo, 0.5, 0.5)).toEqual([200, 200, 200, 64]);
    expect(photo.hasAlpha).toBe(true);
  });

  it.each(['gif', 'webp'] as const)('takes the first frame of an animated %s and says so', async (format) => {
    const frames = [
      [255, 0, 0],
      [0, 0, 255],
    ].map(([r, g, b]) => ({
      create: { width: 80, height: 80, channels: 3 as const, background: { r, g, b } },
    }));
    const pages = await Promise.all(frames.map((frame) => sharp(frame).png().toBuffer()));
    const bytes = await sharp(pages, { join: { animated: true } })
      .toFormat(format)
      .toBuffer();
    const photo = await decodeBytes(`moving.${format}`, bytes);
    expect([photo.image.width, photo.image.height]).toEqual([80, 80]);
    expect(pixelAt(photo, 0.5, 0.5)[0]).toBeGreaterThan(240);
    expect(photo.warnings.join()).toContain('2 pictures; the first one is used');
  });

  it('reads a JPEG that carries other data behind its end', async () => {
    const bytes = await quarters().jpeg({ quality: 95 }).toBuffer();
    const photo = await decodeBytes('trailer.jpg', Buffer.concat([bytes, Buffer.alloc(5_000, 0x5a)]));
    expectColours(photo, 4);
  });

  it('takes a JPEG whose header has the usual slip of some cameras, and says so', async () => {
    const bytes = await quarters().jpeg({ quality: 95 }).toBuffer();
    const scanAt = bytes.indexOf(Buffer.of(0xff, 0xda));
    // The last but one byte of the scan header is the end of the spectrum: 63 in a sequential picture.
    bytes[scanAt + bytes.readUInt16BE(scanAt + 2)] = 0;
    const photo = await decodeBytes('slip.jpg', bytes);
    expectColours(photo, 4);
    expect(photo.warnings.join()).toContain('small faults that do not show');
  });

  it('takes the smallest size that is allowed', async () => {
    const bytes = await quarters().resize(64, 64, { fit: 'fill' }).png().toBuffer();
    expect((await decodeBytes('smallest.png', bytes)).image.width).toBe(64);
  });

  it('stops when cancelled', async () => {
    const file = path.join(folder, 'cancel.png');
    await writeFile(file, await quarters().png().toBuffer());
    await expect(decodePhoto(file, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });
});

describe('decodePhoto refuses', () => {
  const cut = (bytes: Buffer, share: number): Buffer => bytes.subarray(0, Math.floor(bytes.length * share));
  const patched = (bytes: Buffer): Buffer => {
    const damaged = Buffer.from(bytes);
    const middle = Math.floor(bytes.length / 2);
    for (let i = middle; i < middle + 20; i++) damaged[i] ^= 0x5a;
    return damaged;
  };
  /** A picture that does not compress to nothing, so that a cut falls into its pixels. */
  const grain = (): Sharp => {
    let state = 1;
    const pixels = Buffer.alloc(200 * 150 * 3).map(() => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state >>> 24) & 0xfc;
    });
    return sharp(pixels, { raw: { width: 200, height: 150, channels: 3 } });
  };
  const flat = (width: number, height: number): Sharp =>
    sharp({ create: { width, height, channels: 3, background: 'red' } });

  it.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['empty.jpg', 'photo-empty', () => Buffer.alloc(0)],
    ['text.jpg', 'photo-unsupported', () => Buffer.from('Happy birthday!')],
    [
      'drawing.svg',
      'photo-unsupported',
      () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="99"/>'),
    ],
    ['phone.heic', 'photo-unsupported', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['cut.jpg', 'photo-truncated', async () => cut(await grain().jpeg().toBuffer(), 0.5)],
    ['cut-late.jpg', 'photo-truncated', async () => cut(await grain().jpeg().toBuffer(), 0.95)],
    ['cut.png', 'photo-truncated', async () => cut(await grain().png().toBuffer(), 0.6)],
    ['cut.webp', 'photo-truncated', async () => cut(await grain().webp().toBuffer(), 0.6)],
    ['cut.avif', 'photo-truncated', async () => cut(await grain().avif().toBuffer(), 0.6)],
    [
      'cut.tiff',
      'photo-truncated',
      async () => cut(await grain().tiff({ compression: 'lzw' }).toBuffer(), 0.6),
    ],
    ['cut.gif', 'photo-truncated', async () => cut(await grain().gif().toBuffer(), 0.6)],
    ['bad.png', 'photo-corrupt', async () => patched(await grain().png().toBuffer())],
    ['bad.tiff', 'photo-corrupt', async () => patched(await grain().tiff({ compression: 'lzw' }).toBuffer())],
    ['small.png', 'photo-too-small', async () => await flat(63, 300).png().toBuffer()],
    [
      'large.png',
      'photo-too-large',
      async () => await flat(10_001, 10_000).png({ compressionLevel: 9 }).toBuffer(),
    ],
    [
      'float.tiff',
      'photo-hdr',
      async () => await quarters().toColourspace('scrgb').tiff({ compression: 'none' }).toBuffer(),
    ],
  ])('%s: %s', async (name, code, make) => {
    const error: unknown = await decodeBytes(name, await make()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KotohogiError);
    expect(error).toMatchObject({ kind: 'input', code });
    expect((error as KotohogiError).message).toContain(path.join(folder, name));
    expect((error as KotohogiError).hint).toMatch(/^[A-Z].*\.$/);
  });

  it('a folder, a file that is not there, and one that cannot be opened', async () => {
    await mkdir(path.join(folder, 'album'));
    const folderError = { kind: 'input', code: 'photo-is-folder' };
    await expect(decodePhoto(path.join(folder, 'album'), context)).rejects.toMatchObject(folderError);
    const loop = path.join(folder, 'loop.jpg');
    await symlink(loop, loop);
    const loopError = {
      kind: 'input',
      code: 'photo-unreadable',
      message: expect.stringContaining(loop) as string,
    };
    await expect(decodePhoto(loop, context)).rejects.toMatchObject(loopError);
    const goneError = { kind: 'input', code: 'photo-not-found' };
    await expect(decodePhoto(path.join(folder, 'gone.jpg'), context)).rejects.toMatchObject(goneError);
  });
});
