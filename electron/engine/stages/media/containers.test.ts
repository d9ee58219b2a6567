import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAccepted, isCutOff, isHdr, sniffPicture } from './pictureFormat.ts';
import { declaredFlacFrames, missingBytes } from './truncation.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kotohogi-containers-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const text = (value: string): Buffer => Buffer.from(value, 'latin1');
function u32(value: number, isLittleEndian = false): Buffer {
  const bytes = Buffer.alloc(4);
  if (isLittleEndian) bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}
const box = (type: string, body: number, claimed = body + 8): Buffer =>
  Buffer.concat([u32(claimed), text(type), Buffer.alloc(body)]);
const wav = (dataSize: number, dataBytes: number): Buffer =>
  Buffer.concat([
    text('RIFF'),
    u32((36 + dataSize) % 2 ** 32, true),
    text('WAVEfmt '),
    u32(16, true),
    Buffer.alloc(16),
    text('data'),
    u32(dataSize, true),
    Buffer.alloc(dataBytes),
  ]);
const mkv = (sizeBytes: number[], body: number): Buffer =>
  Buffer.concat([
    u32(0x1a45dfa3),
    Buffer.of(0x82, 1, 2),
    u32(0x18538067),
    Buffer.from(sizeBytes),
    Buffer.alloc(body),
  ]);
/** An Ogg page: 27 bytes, one lace, its body. */
const oggPage = (lace: number, body: number): Buffer =>
  Buffer.concat([text('OggS'), Buffer.alloc(22), Buffer.of(1, lace), Buffer.alloc(body)]);
/** An MP3 behind an ID3 tag of 100 bytes, its Xing header counting `claimed` bytes of sound. */
const mp3 = (claimed: number, soundBytes: number): Buffer => {
  const frame = Buffer.alloc(soundBytes);
  Buffer.concat([Buffer.of(0xff, 0xfb, 0x90, 0x64), Buffer.alloc(32)]).copy(frame);
  Buffer.concat([text('Xing'), u32(3), u32(77), u32(claimed)]).copy(frame, 36);
  return Buffer.concat([text('ID3'), Buffer.of(4, 0, 0, 0, 0, 0, 100), Buffer.alloc(100), frame]);
};

describe('missingBytes', () => {
  it.each<[string, Buffer, number]>([
    ['a whole WAV', wav(800, 800), 0],
    ['a cut WAV', wav(800, 600), 200],
    ['a WAV written to a pipe', wav(0xffffffff, 600), 0],
    ['a WAV without its data chunk', wav(0, 0).subarray(0, 36), 1],
    ['a whole MP4', Buffer.concat([box('ftyp', 12), box('mdat', 500), box('moov', 90)]), 0],
    [
      'an MP4 cut in its sound',
      Buffer.concat([box('ftyp', 12), box('moov', 90), box('mdat', 300, 508)]),
      200,
    ],
    ['an MP4 that was never finished', Buffer.concat([box('ftyp', 12), box('mdat', 500)]), 1],
    [
      'an MP4 whose last box is open',
      Buffer.concat([box('ftyp', 12), box('moov', 90), box('mdat', 300, 0)]),
      0,
    ],
    ['a whole Ogg page', Buffer.concat([oggPage(50, 50), oggPage(40, 40)]), 0],
    ['a cut Ogg page', Buffer.concat([oggPage(50, 50), oggPage(40, 33)]), 7],
    ['an Ogg cut in a page header', Buffer.concat([oggPage(50, 50), oggPage(40, 40).subarray(0, 20)]), 7],
    ['a whole WebM', mkv([0x41, 0x00], 256), 0],
    ['a cut WebM', mkv([0x41, 0x00], 200), 56],
    ['a live WebM of unknown size', mkv([0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 200), 0],
    ['a whole MP3', mp3(900, 900), 0],
    ['a cut MP3', mp3(900, 700), 200],
    ['an unknown file', text('Happy birthday!'), 0],
  ])('of %s: %#', async (name, bytes, expected) => {
    const file = path.join(folder, name.replaceAll(' ', '-'));
    await writeFile(file, bytes);
    expect(await missingBytes(file, bytes.length)).toBe(expected);
  });
});

describe('declaredFlacFrames', () => {
  it('reads the 36-bit count, and nothing from other files', async () => {
    const head = Buffer.alloc(42);
    head.write('fLaC', 'latin1');
    head[21] = 0xf1;
    head.writeUInt32BE(5, 22);
    const file = path.join(folder, 'head.flac');
    await writeFile(file, head);
    expect(await declaredFlacFrames(file)).toBe(2 ** 32 + 5);
    await writeFile(file, head.fill(0, 21, 26));
    expect(await declaredFlacFrames(file)).toBeNull();
    await writeFile(file, 'RIFF');
    expect(await declaredFlacFrames(file)).toBeNull();
  });
});

describe('sniffPicture', () => {
  it.each<[string, string | null]>([
    ['\xff\xd8\xff\xe0', 'JPEG'],
    ['\x89PNG\r\n\x1a\n', 'PNG'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'WebP'],
    ['RIFF\0\0\0\0WAVEfmt ', null],
    ['GIF89a', 'GIF'],
    ['II*\0', 'TIFF'],
    ['MM\0*', 'TIFF'],
    ['\0\0\0\x20ftypavif', 'AVIF'],
    ['\0\0\0\x20ftypheic', 'HEIC'],
    ['\0\0\0\x20ftypisom', 'video'],
    ['%PDF-1.7', 'PDF'],
    ['<?xml version="1.0"?><svg', 'SVG'],
    ['', null],
  ])('tells %j apart', (head, format) => {
    const found = sniffPicture(text(head));
    expect(found).toBe(format);
    if (found !== null) expect(isAccepted(found)).toBe(/JPEG|PNG|WebP|GIF|TIFF|AVIF/.test(found));
  });
});

describe('isHdr', () => {
  const nclx = (transfer: number): Buffer =>
    Buffer.concat([text('....colrnclx'), Buffer.of(0, 9, 0, transfer, 0, 9)]);
  const cicp = (transfer: number): Buffer => Buffer.concat([text('....cICP'), Buffer.of(9, transfer, 0, 1)]);
  it('knows PQ and HLG, and nothing else', () => {
    expect([16, 18, 13, 1].map((transfer) => isHdr(nclx(transfer), 'AVIF'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([16, 18, 13, 1].map((transfer) => isHdr(cicp(transfer), 'PNG'))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isHdr(nclx(16), 'JPEG')).toBe(false);
    expect(isHdr(text('colrnclx'), 'AVIF')).toBe(false);
  });
});

describe('isCutOff', () => {
  it('asks the structure of the file', () => {
    expect(isCutOff(text('\x89PNG....IEND'), 'PNG')).toBe(false);
    expect(isCutOff(text('\x89PNG....IDAT'), 'PNG')).toBe(true);
    const webp = Buffer.concat([text('RIFF'), u32(12, true), text('WEBPVP8 ....')]);
    expect(isCutOff(webp, 'WebP')).toBe(false);
    expect(isCutOff(webp.subarray(0, 15), 'WebP')).toBe(true);
    const tiff = Buffer.concat([text('II*\0'), u32(20, true), Buffer.alloc(20)]);
    expect(isCutOff(tiff, 'TIFF')).toBe(false);
    expect(isCutOff(tiff.subarray(0, 18), 'TIFF')).toBe(true);
  });
});
