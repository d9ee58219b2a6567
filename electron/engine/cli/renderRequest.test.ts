import path from 'node:path';
import { expect, it } from 'vitest';
import { RENDER_DEFAULTS, renderRequestSchema } from '../../../shared/contract/render.ts';
import { KotohogiError } from '../../../shared/errors.ts';
import { parseBackground } from './pictureOptions.ts';
import { parseWords } from './options.ts';
import { parseSize, RENDER_OPTIONS, renderRequestFrom } from './renderRequest.ts';

const FILES = { photo: 'p.jpg', voice: 'v.wav', out: 'o.mp4' };

it('makes a complete request of three files', () => {
  const request = renderRequestFrom(FILES);
  expect(renderRequestSchema.parse(request)).toEqual({
    ...RENDER_DEFAULTS,
    photoPath: path.resolve('p.jpg'),
    voicePath: path.resolve('v.wav'),
    outPath: path.resolve('o.mp4'),
  });
});

it('carries every option over', () => {
  const request = renderRequestFrom({
    ...FILES,
    background: 'color:#f4E9d8',
    size: '1920x1080',
    fps: '30',
    lipsync: 'builtin',
    device: 'cpu',
    face: '2',
    'mouth-strength': '1.2',
    blink: '0',
    'idle-motion': '0.5',
    seed: '7',
    preset: 'new-year',
    lang: 'ja',
  });
  expect(renderRequestSchema.parse(request)).toMatchObject({
    background: { kind: 'color', color: '#f4E9d8' },
    size: { widthPx: 1920, heightPx: 1080 },
    fps: 30,
    lipsync: 'builtin',
    device: 'cpu',
    faceIndex: 2,
    mouthStrength: 1.2,
    blink: 0,
    idleMotion: 0.5,
    seed: 7,
    preset: 'new-year',
    language: 'ja',
  });
});

it('takes a picture as background by its path', () => {
  expect(parseBackground('blur')).toEqual({ kind: 'blur' });
  expect(parseBackground('sky.png')).toEqual({ kind: 'picture', path: path.resolve('sky.png') });
  expect(() => parseBackground('color:red')).toThrow(KotohogiError);
});

it('refuses sizes that no encoder of ours can make', () => {
  expect(parseSize('720x1280')).toEqual({ widthPx: 720, heightPx: 1280 });
  for (const size of ['1080', '1081x1080', '126x128', '4098x1080', '-2x2', '1080X1080', '1080x1080x3'])
    expect(() => parseSize(size), size).toThrow(KotohogiError);
});

it('tells by the ending of the output what is made', () => {
  const formOf = (out: string) => renderRequestFrom({ ...FILES, out }).form;
  expect(formOf('o.MP4')).toEqual({ kind: 'video' });
  expect(formOf('o.jpg')).toEqual({ kind: 'still', atSec: 1 });
  expect(formOf('o.vtt')).toEqual({ kind: 'captions' });
  expect(renderRequestFrom({ ...FILES, out: 'o.webp', 'cut-out': true, length: '2' }).form).toEqual({
    kind: 'sticker',
    isCutOut: true,
    sidePx: 480,
    fps: 12,
    startSec: 0,
    lengthSec: 2,
  });
  expect(() => renderRequestFrom({ ...FILES, out: 'o.avi' })).toThrow(/o\.avi/);
  expect(() => renderRequestFrom({ ...FILES, out: 'o.gif', 'sticker-size': '2000' })).toThrow(/2000/);
});

it('needs a photo for pictures alone', () => {
  expect(renderRequestFrom({ voice: 'v.wav', out: 'o.m4a' }).form).toEqual({ kind: 'sound' });
  expect(() => renderRequestFrom({ voice: 'v.wav', out: 'o.png' })).toThrow(/--photo/);
});

it('takes music with what is said of it', () => {
  expect(renderRequestFrom(FILES).music).toBeNull();
  const { values } = parseWords(
    'render',
    ['--music', 'm.mp3', '--music-gain', '-3', '--duck=-20', '--music-once', '--encoder', 'auto'],
    RENDER_OPTIONS,
    0,
  );
  const request = renderRequestFrom({ ...FILES, ...values });
  expect(renderRequestSchema.parse(request)).toMatchObject({
    music: { path: path.resolve('m.mp3'), gainDb: -3, duckDb: -20, fadeInSec: 1, loop: false },
    encoding: { quality: 'standard', encoder: 'auto' },
  });
  expect(() => renderRequestFrom({ ...FILES, music: 'm.mp3', duck: '3' })).toThrow(/--duck 3/);
});
