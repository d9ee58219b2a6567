/** The documents tell the truth: commands run, options exist, links and files lead somewhere. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, callOf, documents, linksOf, pathsOf, wordsOf } from '../fixtures/documents.ts';
import { SAMPLE_PHOTO, shortVoice } from '../fixtures/materials.ts';
import { createWorkplace, type Workplace } from '../fixtures/workplace.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const blocks = documents().flatMap(blocksOf);
let place: Workplace;

beforeAll(() => {
  place = createWorkplace();
  copyFileSync(SAMPLE_PHOTO, path.join(place.materials, 'photo.jpg'));
  copyFileSync(shortVoice(place.materials, 1.2), path.join(place.materials, 'voice.wav'));
  writeFileSync(path.join(place.materials, 'guests.csv'), 'name\nMari\nKen\n');
});
afterAll(() => {
  place.remove();
});

it('every link leads to a file', () => {
  const broken = documents().flatMap((file) =>
    linksOf(file)
      .filter((target) => !existsSync(path.join(ROOT, target)))
      .map((target) => `${file}: ${target}`),
  );
  expect(broken).toEqual([]);
});

it('every file that is named is there', () => {
  const missing = documents().flatMap((file) =>
    pathsOf(file)
      .filter((named) => !existsSync(path.join(ROOT, named)))
      .map((named) => `${file}: ${named}`),
  );
  expect(missing).toEqual([]);
});

it('every npm script that is named exists', () => {
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const unknown = blocks.flatMap(({ file, lines }) =>
    lines.flatMap((line) => {
      const [program, verb = '', name = ''] = wordsOf(line);
      if (program !== 'npm') return [];
      const script = verb === 'run' ? name : verb;
      return ['ci', 'install'].includes(script) || script in scripts ? [] : [`${file}: ${line}`];
    }),
  );
  expect(unknown).toEqual([]);
});

it('every option that is named is in the help of its verb', async () => {
  const calls = blocks.flatMap(({ file, lines }) =>
    lines.flatMap((line) => {
      const words = callOf(line);
      return words && words[0] !== 'help' ? [{ file, line, verb: words[0] ?? '', words }] : [];
    }),
  );
  expect(calls.length).toBeGreaterThan(10);
  const helpOf = new Map<string, string>();
  for (const verb of new Set(calls.map((call) => call.verb))) {
    const { code, stdout, stderr } = await place.here('help', verb);
    expect([code, stderr], `help ${verb}`).toEqual([0, '']);
    helpOf.set(verb, stdout);
  }
  const unknown = calls.flatMap(({ file, line, verb, words }) =>
    words
      .flatMap((word) => /^\[?(--[a-z][a-z0-9-]*)/u.exec(word)?.[1] ?? [])
      .filter((option) => !new RegExp(`${option}(?![\\w-])`, 'u').test(helpOf.get(verb) ?? ''))
      .map((option) => `${file}: ${option} in "${line}"`),
  );
  expect(unknown).toEqual([]);
});

describe('what is meant to be run as it is, runs:', () => {
  const lines = blocks
    .filter(({ language }) => language === 'sh')
    .flatMap(({ file, lines: all }) => all.map((line) => ({ file, line, call: callOf(line) })));
  // One after the other: later ones use what earlier ones made. The same line in two documents is one claim.
  const seen = new Set<string>();
  for (const { file, line, call } of lines) {
    if (!call || seen.has(line)) continue;
    seen.add(line);
    it(`${line} (${file})`, async () => {
      const { code, stderr } = await place.runIn(place.materials, ...call);
      expect(code, stderr).toBe(0);
    });
  }
});
