import { describe, expect, it } from 'vitest';
import { NEUTRAL_EDIT } from '../../../shared/prosody/edits.ts';
import { RENDER_DEFAULTS, type RenderRequest } from '../../../shared/contract/render.ts';
import { planBatch, type BatchDefaults, type BatchPlan } from './planBatch.ts';
import { readRows } from './readRows.ts';

const request: RenderRequest = {
  ...RENDER_DEFAULTS,
  photoPath: '/all.jpg',
  voicePath: '/all.wav',
  outPath: '',
  faceIndex: 2,
  captions: [
    { text: 'Dear {name}', startSec: 0, endSec: 1, language: 'en' },
  ] as unknown as RenderRequest['captions'],
  titles: [{ text: 'For {name}', startSec: 0, endSec: 2, position: 'top', style: 'gold', sizePercent: 8 }],
  prosody: {
    ...NEUTRAL_EDIT,
    preset: { id: 'birthday', amount: 1 },
    pitchCurves: [{ mode: 'offset', points: [{ sec: 0, value: 1 }], span: null, microProsody: 1 }],
  },
};
const DEFAULTS: BatchDefaults = { request, text: '', language: 'en', speaker: null, captions: true };
const plan = (list: string, change: Partial<BatchDefaults> = {}): BatchPlan =>
  planBatch(readRows(list, 'x.csv'), { ...DEFAULTS, ...change }, { list: '/lists', out: '/videos' });

describe('a plan', () => {
  it('fills titles and captions in, and keeps of an edit what fits any voice', () => {
    const { videos } = plan('名前,声\n花子,\nBen,ben.wav\n');
    expect(videos.map(({ request: { titles, captions } }) => [titles[0].text, captions?.[0].text])).toEqual([
      ['For 花子', 'Dear 花子'],
      ['For Ben', undefined],
    ]);
    expect(videos.map(({ request: { prosody } }) => prosody?.pitchCurves.length)).toEqual([1, 0]);
    expect(videos[1].request.prosody?.preset?.id).toBe('birthday');
  });

  it('reads every kind of background', () => {
    const cells = [
      'none',
      '#112233',
      'color:#112233',
      'gradient:#000000-#ffffff@90',
      'scene:cherryBlossoms',
      'sky.png',
    ];
    const { videos, refused } = plan(
      `name,background\n${[...cells, 'scene:moon', 'gradient:red'].map((cell, i) => `G${i},${cell}`).join('\n')}\n`,
    );
    expect(videos.map(({ request: { background } }) => background)).toEqual([
      { kind: 'none' },
      { kind: 'color', color: '#112233' },
      { kind: 'color', color: '#112233' },
      { kind: 'gradient', from: '#000000', to: '#ffffff', angleDeg: 90 },
      { kind: 'scene', id: 'cherryBlossoms' },
      { kind: 'picture', path: '/lists/sky.png' },
    ]);
    expect(refused.map(({ problems }) => problems)).toEqual([
      [{ code: 'background-unknown', column: 'background', value: 'scene:moon', error: null }],
      [{ code: 'background-unknown', column: 'background', value: 'gradient:red', error: null }],
    ]);
  });

  it('chooses the face of the common photo only for the common photo', () => {
    const { videos } = plan('name,photo\nAnna,\nBen,ben.jpg\n');
    expect(videos.map(({ request: { faceIndex } }) => faceIndex)).toEqual([2, 0]);
  });

  it('names videos by a pattern', () => {
    const { videos } = plan('name,table\nAnna,7\nBen,8\n', { naming: '{row} {table}: {name}' });
    expect(videos.map(({ request: { outPath } }) => outPath)).toEqual([
      '/videos/2 7 Anna.mp4',
      '/videos/3 8 Ben.mp4',
    ]);
    expect(plan('name\nAnna\n', { naming: '{seat}' }).refused[0].problems).toEqual([
      { code: 'field-unknown', column: null, value: 'seat', error: null },
    ]);
  });

  it('asks for a language that there is', () => {
    expect(plan('name,text,lang\nAnna,Hi,not a language\n').refused[0].problems[0].code).toBe(
      'language-unknown',
    );
  });
});
