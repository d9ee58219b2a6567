import path from 'node:path';
import { expect, it } from 'vitest';
import { RENDER_DEFAULTS, renderRequestSchema } from '../../../shared/contract/render.ts';
import { KotohogiError } from '../../../shared/errors.ts';
import { parseBackground } from './pictureOptions.ts';
import { parseSize, renderRequestFrom } from './renderRequest.ts';

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

it('refuses an output that is not an MP4', () => {
  expect(() => renderRequestFrom({ ...FILES, out: 'o.avi' })).toThrow(/o\.avi/);
});
