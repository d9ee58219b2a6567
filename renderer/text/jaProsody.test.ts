import { expect, it } from 'vitest';
import { ja } from './ja.ts';
import { jaProsody } from './jaProsody.ts';
import { warningText } from './warningText.ts';

const sources = import.meta.glob<string>(
  [
    '/shared/prosody/*.ts',
    '/electron/engine/stages/prosody/index.ts',
    '/electron/engine/stages/prosody/confidence/{index,terms}.ts',
    '!**/*.test.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** Sentences as they stand in the source, with a figure for whatever is filled in. */
function sentencesIn(source: string): string[] {
  const texts = source.match(/'[A-Z][^'\n]*\.'|"[A-Z][^"\n]*\."|`(?:[A-Z]|\$\{)[^`]*\.`/g) ?? [];
  return texts
    .map((text) => text.slice(1, -1))
    .map((text) =>
      text
        .replace('${colour}', 'The colour of the voice differs from the original by 7 dB')
        .replace('${range}', '7 % wider')
        .replace(/\$\{percent\((?:[^{}])*\)\}/g, '7 %')
        .replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '7'),
    );
}

/** Errors have their own list. */
const ERROR =
  /^(There is no voice preset|Choose |A preset needs|Type a name|"7" is not|A stretch|A time map)/;

it('says in Japanese what is held back and how it turned out', () => {
  const sentences = Object.values(sources)
    .flatMap(sentencesIn)
    .filter((sentence) => !ERROR.test(sentence));
  expect(sentences.length).toBeGreaterThanOrEqual(jaProsody.length - 1);
  expect(sentences.filter((sentence) => warningText(sentence, ja) === sentence)).toEqual([]);
});

it('fills the figures in', () => {
  expect(
    warningText(
      'The pitch is 12 cents from what was asked, 3.4 % of it is more than three semitones off, and its range is 9 % narrower.',
      ja,
    ),
  ).toBe(
    '声の高さは指定から 12 セントずれ、その 3.4% は3半音より大きくずれています。抑揚の幅は 9% 狭くなっています。',
  );
});
