import path from 'node:path';
import { expect, it } from 'vitest';
import { compareRequestFrom, parsePresets } from './compare.ts';

const WORDS = { photo: 'a.jpg', voice: 'b.wav', out: 'made', presets: 'calm, wedding' };

it('takes one to four different presets, in the order given', () => {
  expect(parsePresets('calm, wedding')).toEqual(['calm', 'wedding']);
  for (const text of ['singing', '', 'calm,calm', 'calm,formal,wedding,birthday,neutral'])
    expect(() => parsePresets(text), text).toThrow(expect.objectContaining({ kind: 'usage' }));
});

it('makes small videos by default, and takes everything else as a render does', () => {
  const request = compareRequestFrom({ ...WORDS, fps: '30', lang: 'ja', background: 'blur' });
  expect(request).toMatchObject({
    photoPath: path.resolve('a.jpg'),
    voicePath: path.resolve('b.wav'),
    outFolder: path.resolve('made'),
    voices: [
      { id: 'calm', name: { en: 'Calm' }, edit: { language: 'ja', preset: { id: 'calm', amount: 1 } } },
      { id: 'wedding', edit: { preset: { id: 'wedding' } } },
    ],
    size: { widthPx: 540, heightPx: 540 },
    fps: 30,
    language: 'ja',
    background: { kind: 'blur' },
  });
  expect(compareRequestFrom({ ...WORDS, size: '720x1280' }).size).toEqual({ widthPx: 720, heightPx: 1280 });
});

it('names what is missing as its own verb', () => {
  for (const name of ['photo', 'voice', 'out', 'presets'])
    expect(() => compareRequestFrom({ ...WORDS, [name]: undefined }), name).toThrow(
      expect.objectContaining({ message: `"kotohogi compare" needs --${name}.` }),
    );
});
