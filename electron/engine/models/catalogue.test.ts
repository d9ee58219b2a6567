import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCatalogue, readManifest } from './catalogue.ts';

const MODELS = path.dirname(fileURLToPath(new URL('../../../models/catalogue.json', import.meta.url)));
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

describe('the catalogue', async () => {
  const entries = await readCatalogue(MODELS);
  const cards = await readManifest(MODELS);

  it('names every model once', () => {
    const ids = [...cards, ...entries].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves no doubt which of two is better', () => {
    const ranks = entries.map(({ role, rank }) => `${role} ${rank}`);
    expect(new Set(ranks).size).toBe(ranks.length);
  });

  it.each(entries)(
    '$id comes from encrypted addresses, or from the person',
    ({ urls, crc32Url, fileName }) => {
      for (const url of [...urls, ...(crc32Url === null ? [] : [crc32Url])])
        expect(url).toMatch(/^https:\/\//);
      expect(fileName).toMatch(/^[\w.-]+\.(?:onnx|bin)$/);
    },
  );

  it.each(entries)('$id is not installed unread where its licence sets limits', ({ use, notice }) => {
    expect(notice === null).toBe(use === 'free');
  });

  it.each(entries)('$id is described in both languages', ({ summary, notice }) => {
    for (const words of [summary, ...(notice ? [notice] : [])]) {
      expect(words.ja).toMatch(JAPANESE);
      expect(words.en).not.toMatch(JAPANESE);
    }
  });

  it('downloads nothing whose licence reaches over to the program', () => {
    expect(entries.filter(({ use, urls }) => use === 'copyleft' && urls.length > 0)).toEqual([]);
  });

  it('has a place for a file of one’s own in every family it lists', () => {
    for (const { family } of entries)
      expect(entries.some((other) => other.family === family && other.urls.length === 0)).toBe(true);
  });
});
