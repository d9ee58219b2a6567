import { describe, expect, it } from 'vitest';
import type { MediaRef } from '../../shared/contract/media.ts';
import { captionsWishOf, exportOrderOf, sizeOf } from './exportOrder.ts';
import { DEFAULT_EXPORT, formOf, SHORT_SIDES, type ExportSettings } from './exports.ts';
import { EMPTY_PROJECT, SHAPES, type ProjectDocument } from './projectDocument.ts';

const media = (purpose: MediaRef['purpose'], name: string): MediaRef => ({
  token: purpose.length.toString(16).padStart(32, '0'),
  purpose,
  name,
  bytes: 1,
  url: '',
});
const project: ProjectDocument = {
  ...EMPTY_PROJECT,
  photo: media('photo', 'anna.jpg'),
  voice: media('voice', 'hello.wav'),
  captions: { items: [{ startSec: 0, endSec: 1, text: 'Hi' }], burnIn: true },
};
const orderOf = (settings: Partial<ExportSettings>, document = project) =>
  exportOrderOf(document, { ...DEFAULT_EXPORT, ...settings }, 10);

describe('sizeOf', () => {
  it('keeps shapes and even sides at every size', () => {
    for (const shape of SHAPES)
      for (const shortSide of SHORT_SIDES) {
        const { widthPx, heightPx } = sizeOf(shape, shortSide);
        expect(Math.min(widthPx, heightPx)).toBe(shortSide);
        expect([widthPx % 2, heightPx % 2]).toEqual([0, 0]);
        expect(Math.max(widthPx, heightPx)).toBeLessThanOrEqual(4096);
      }
    expect(sizeOf('16:9', 720)).toEqual({ widthPx: 1280, heightPx: 720 });
  });
});

describe('exportOrderOf', () => {
  it('is a video as it always was, unless something else is chosen', () => {
    expect(orderOf({})).toMatchObject({
      size: { widthPx: 1080, heightPx: 1080 },
      fps: 25,
      form: { kind: 'video' },
      ending: '.mp4',
      encoding: { quality: 'standard', encoder: 'auto' },
      captions: [{ text: 'Hi' }],
      subtitles: null,
      suggestedName: 'anna - hello',
    });
    expect(exportOrderOf(EMPTY_PROJECT, DEFAULT_EXPORT, 0)).toBeNull();
  });

  it('puts captions where they are wished', () => {
    expect(orderOf({ captions: 'none' })).toMatchObject({ captions: null, subtitles: null });
    expect(orderOf({ captions: 'file' })).toMatchObject({ captions: null, subtitles: [{ text: 'Hi' }] });
    expect(orderOf({ captions: 'file', kind: 'sticker' })).toMatchObject({ captions: null, subtitles: null });
    expect(orderOf({ captions: 'none', kind: 'captions' })).toMatchObject({ captions: [{ text: 'Hi' }] });
    const kept = { ...project, captions: { ...project.captions, burnIn: false } };
    expect(captionsWishOf(kept, null)).toBe('none');
    expect(captionsWishOf(kept, 'burned')).toBe('burned');
  });

  it('takes the name that was typed', () => {
    expect(orderOf({ name: '  For Anna ' })?.suggestedName).toBe('For Anna');
  });

  it('carries the music', () => {
    const music = {
      media: media('music', 'song.mp3'),
      gainDb: -9,
      duckDb: -12,
      fadeInSec: 1,
      fadeOutSec: 2,
      startSec: 0,
      loop: true,
    };
    expect(orderOf({}, { ...project, music })?.music).toEqual({ ...music, media: music.media.token });
    expect(orderOf({})?.music).toBeNull();
  });
});

describe('formOf', () => {
  it('begins nothing after the end of the voice', () => {
    expect(formOf({ ...DEFAULT_EXPORT, kind: 'still', atSec: 99 }, 4)).toEqual({ kind: 'still', atSec: 4 });
    const sticker = { ...DEFAULT_EXPORT.sticker, startSec: 99, sidePx: 9999, lengthSec: 60 };
    expect(formOf({ ...DEFAULT_EXPORT, kind: 'sticker', sticker }, 4)).toMatchObject({
      startSec: 4,
      sidePx: 512,
      lengthSec: 15,
    });
  });
});
