import { expect, it } from 'vitest';
import { EMPTY_PROJECT } from './projectDocument.ts';
import { withNewTitle, withoutTitle, withTitle } from './titles.ts';

const project = withNewTitle(EMPTY_PROJECT, 'a', 'Hello', 2);

it('begins where the playhead is and takes after the last one', () => {
  expect(project.titles).toEqual([
    { id: 'a', text: 'Hello', startSec: 2, endSec: 5, position: 'auto', style: 'gold', sizePercent: 9 },
  ]);
  const styled = withTitle(project, 'a', { style: 'ink', sizePercent: 14 });
  expect(withNewTitle(styled, 'b', 'Bye', 6).titles[1]).toMatchObject({ style: 'ink', sizePercent: 14 });
});

it('never ends before it begins', () => {
  const times = (change: Parameters<typeof withTitle>[2]): number[] => {
    const [{ startSec, endSec }] = withTitle(project, 'a', change).titles;
    return [startSec, endSec];
  };
  expect(times({ startSec: 7 })).toEqual([7, 7.2]);
  expect(times({ endSec: 1 })).toEqual([0.8, 1]);
  expect(times({ endSec: 0 })).toEqual([0, 0.2]);
  expect(times({ startSec: -3 })).toEqual([0, 5]);
});

it('holds its size and its length, and goes', () => {
  expect(withTitle(project, 'a', { sizePercent: 90 }).titles[0].sizePercent).toBe(25);
  expect(withTitle(project, 'a', { text: 'x'.repeat(300) }).titles[0].text).toHaveLength(200);
  expect(withTitle(project, 'gone', { text: 'x' })).toBe(project);
  expect(withoutTitle(project, 'a').titles).toEqual([]);
});
