import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadReadings, readingsAsCsv, saveReadings, withCsv } from './readingsStore.ts';

const READINGS = [
  { word: 'Siobhan', reading: 'Shivawn', language: 'en' },
  { word: 'O"Neil, Ann', reading: 'oh neal', language: 'en' },
  { word: '寿', reading: 'ことほぎ', language: 'ja' },
];
let home = '';
beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-readings-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

describe('readings', () => {
  it('are kept, and none are there at first or after damage', async () => {
    expect(await loadReadings(home)).toEqual([]);
    await saveReadings(home, READINGS);
    expect(await loadReadings(home)).toEqual(READINGS);
    await writeFile(path.join(home, 'readings.json'), '[{"word":1}]');
    expect(await loadReadings(home)).toEqual([]);
  });

  it('come back from their table as they were', () => {
    expect(withCsv([], readingsAsCsv(READINGS), 'a.csv')).toEqual({
      readings: READINGS,
      taken: 3,
      badLines: [],
    });
  });

  it('of a table replace the same word, and lines that are none are named', () => {
    const text = 'word,reading,language\nSIOBHAN,Chevonne,EN\nonly one cell\n寿,ことほぎ,ja\n\nTom,Tomm,en\n';
    expect(withCsv(READINGS, text, 'a.csv')).toEqual({
      readings: [
        { word: 'SIOBHAN', reading: 'Chevonne', language: 'en' },
        READINGS[1],
        READINGS[2],
        { word: 'Tom', reading: 'Tomm', language: 'en' },
      ],
      taken: 2,
      badLines: [3],
    });
  });

  it('are refused where there are none', () => {
    for (const text of ['', 'just words\nmore words\n', '"open'])
      expect(() => withCsv([], text, 'a.csv')).toThrow(expect.objectContaining({ code: 'readings-csv' }));
  });
});
