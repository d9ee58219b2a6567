import { describe, expect, it } from 'vitest';
import { recogniseColumns } from '../../shared/batch/columns.ts';
import type { Batch, BatchRowView } from '../../shared/contract/batch.ts';
import { inputError } from '../../shared/errors.ts';
import { en } from '../text/en.ts';
import { ja } from '../text/ja.ts';
import {
  batchOrderOf,
  FIRST_WISHES,
  headingOf,
  isShown,
  progressOf,
  rowAt,
  templateOf,
  wishesOf,
  withNews,
  type OpenList,
} from './batch.ts';
import { reviewTable, toCsv } from './batchTable.ts';
import { DEFAULT_EXPORT } from './exports.ts';
import { EMPTY_PROJECT, type ProjectDocument } from './projectDocument.ts';

const row = (line: number, change: Partial<BatchRowView> = {}): BatchRowView => ({
  ...{ line, name: `G${line}`, videoName: `G${line}.mp4`, text: null, state: 'waiting', fraction: null },
  ...{ wasThere: false, outUrl: null, durationSec: null, confidence: null, warnings: [], error: null },
  ...{ problems: [], parts: null, mark: null },
  ...change,
});
const batch = (rows: readonly BatchRowView[], id = 'a'): Batch => ({
  ...{ id, state: 'running', outFolder: '~/Videos', etaSec: null },
  rows: [...rows],
});
const headings = ['お名前', '席'];
const open: OpenList = {
  media: { token: 'f'.repeat(32), purpose: 'list', name: 'guests.csv', bytes: 1, url: '' },
  content: {
    ...{ encoding: 'utf-8', separator: ',', outFolder: '~/Videos/guests' },
    headings,
    rows: [{ line: 2, cells: ['花子', '7'] }],
  },
  mapping: recogniseColumns(headings),
};
const spoken: ProjectDocument = {
  ...EMPTY_PROJECT,
  occasion: { templateId: 'birthday', name: 'Anna' },
  spoken: { text: 'Happy birthday, Anna!', language: 'en', speakerId: 'espeak:en', speed: 1.1 },
  titles: [
    {
      ...{ id: 't', text: 'For Anna', startSec: 0, endSec: 2 },
      position: 'top',
      style: 'gold',
      sizePercent: 8,
    },
  ],
};

describe('a project as a template', () => {
  it('asks for a name where it has one', () => {
    expect(templateOf(spoken).titles[0].text).toBe('For {name}');
    expect(wishesOf(spoken, 'ja')).toMatchObject({
      text: 'Happy birthday, {name}!',
      language: 'en',
      speaker: 'espeak:en',
      speed: 1.1,
    });
    expect(wishesOf(EMPTY_PROJECT, 'ja')).toEqual({ ...FIRST_WISHES, language: 'ja' });
  });

  it('is an order with or without a photo and a voice, but not without a chosen picture', () => {
    const settings = {
      ...DEFAULT_EXPORT,
      ...{ shortSidePx: 720, fps: 30, mark: 'ja', tellsOrigin: true },
    } as const;
    const order = batchOrderOf(spoken, settings, open, FIRST_WISHES);
    expect(order).toMatchObject({
      list: 'f'.repeat(32),
      mapping: { name: 0 },
      template: {
        ...{ photo: null, voice: null, size: { widthPx: 720, heightPx: 720 }, fps: 30 },
        ...{ mark: 'ja', tellsOrigin: true, consents: [] },
      },
    });
    const lacking = { ...spoken, background: { ...spoken.background, kind: 'picture' as const } };
    expect(batchOrderOf(lacking, settings, open, FIRST_WISHES)).toBeNull();
  });
});

it('a row is filled in by what its columns stand for', () => {
  expect(rowAt(open, 2)?.roles.name).toBe('花子');
  expect(rowAt(open, 9)).toBeNull();
  expect([headingOf(open, 'name'), headingOf(open, 'photo'), headingOf(open, null)]).toEqual([
    'お名前',
    'photo',
    null,
  ]);
});

it('news change only the rows that they name; another batch takes the place of all', () => {
  const known = batch([row(2), row(3)]);
  const news = { ...batch([row(3, { state: 'done' })]), state: 'ended' as const };
  expect(withNews(known, news)).toMatchObject({ state: 'ended', rows: [row(2), row(3, { state: 'done' })] });
  expect(withNews(known, batch([row(5)], 'b')).rows).toEqual([row(5)]);
});

it('progress counts what is done and what has begun; what cannot be made is not waited for', () => {
  const rows = [
    row(2, { state: 'done', mark: 'redo' }),
    row(3, { state: 'running', fraction: 0.5 }),
    row(4, { state: 'failed' }),
    row(5, { state: 'refused' }),
  ];
  expect(progressOf(rows)).toEqual({ done: 1, total: 4, trouble: 2, again: 2, fraction: 0.5 });
  expect(progressOf([]).fraction).toBe(0);
  expect(rows.filter((one) => isShown(one, 'redo')).map(({ line }) => line)).toEqual([2]);
  expect(isShown(row(2, { confidence: 0.4 }), 'remarks')).toBe(true);
  expect(isShown(row(2, { confidence: 0.9 }), 'remarks')).toBe(false);
});

describe('the table of a review', () => {
  it('says what was not computed, and why there is no video, in the language of the person', () => {
    const rows = [
      row(2, { state: 'done', durationSec: 2, parts: { total: 3, known: 1 }, mark: 'fine' }),
      row(3, {
        state: 'failed',
        error: inputError('file-empty', 'a.wav is empty.', 'Choose another.').toReport(),
      }),
    ];
    const lines = reviewTable(rows, en).split('\r\n');
    expect(lines[1]).toBe('2,G2,G2.mp4,Made,2.00,Confidence not computed,1 of 3 parts reused,Fine,');
    expect(lines[2]).toContain('a.wav is empty. Choose another.');
    expect(reviewTable(rows, ja)).toContain('空のファイルです');
  });

  it('keeps cells cells: nothing becomes a formula, quotes and line breaks stay', () => {
    expect(toCsv([['=1+1', 'a,"b"', 'c\nd', '']])).toBe(`'=1+1,"a,""b""","c\nd",\r\n`);
  });
});
