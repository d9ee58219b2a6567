import { describe, expect, it } from 'vitest';
import type { Speaker } from '../contract/spoken.ts';
import { bySource, languagesOf, speakerNow, speakersOf } from './speakerGroups.ts';

const speaker = (id: string, name: string, language: string, more: Partial<Speaker> = {}): Speaker => ({
  id,
  source: 'espeak',
  name,
  style: null,
  language,
  quality: 'synthetic',
  credit: null,
  licence: '',
  hasPortrait: false,
  ...more,
});
const vox = (id: string, name: string, style: string): Speaker =>
  speaker(id, name, 'ja', { source: 'voicevox', style, quality: 'natural' });
const ALL = [
  speaker('espeak:af', 'Afrikaans', 'af'),
  speaker('espeak:en-gb', 'English (Great Britain)', 'en-GB'),
  speaker('espeak:en-us', 'English (America)', 'en-US'),
  speaker('espeak:fa', 'Persian', 'fa'),
  speaker('espeak:ja', 'Japanese', 'ja'),
  vox('voicevox:1', 'ずんだもん', 'ノーマル'),
  vox('voicevox:2', 'ずんだもん', 'あまあま'),
];

describe('speakers', () => {
  it('are offered by language, one’s own first', () => {
    expect(languagesOf(ALL, 'en').map(({ name }) => name)).toEqual([
      'English',
      'Japanese',
      'Persian',
      'Afrikaans',
    ]);
    expect(languagesOf(ALL, 'ja').map(({ name }) => name)).toEqual([
      '日本語',
      '英語',
      'ペルシア語',
      'アフリカーンス語',
    ]);
  });

  it('are one each, natural ones first, with their styles', () => {
    const japanese = speakersOf(ALL, 'ja');
    expect(japanese.map(({ name, styles }) => [name, styles.length])).toEqual([
      ['ずんだもん', 2],
      ['Japanese', 1],
    ]);
    expect(speakersOf(ALL, 'en').map(({ styles }) => styles[0].id)).toEqual(['espeak:en-us', 'espeak:en-gb']);
    expect(speakersOf(ALL, 'de')).toEqual([]);
  });

  it('are grouped by where they come from, the one that reads first', () => {
    const all = [...ALL, speaker('piper:fa', 'Amir', 'fa-IR', { source: 'piper', quality: 'natural' })];
    const persian = speakersOf(all, 'fa');
    expect(bySource(persian).map(({ source, choices }) => [source, choices.map(({ name }) => name)])).toEqual(
      [
        ['piper', ['Amir']],
        ['espeak', ['Persian']],
      ],
    );
    expect(speakerNow(all, 'fa', null)?.id).toBe('piper:fa');
    expect(speakerNow(all, 'fa', 'espeak:fa')?.id).toBe('espeak:fa');
    // A voice of another language is none of this one.
    expect(speakerNow(all, 'fa', 'espeak:ja')?.id).toBe('piper:fa');
    expect(speakerNow(all, 'de', null)).toBeUndefined();
  });
});
