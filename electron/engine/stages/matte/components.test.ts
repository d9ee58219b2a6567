import { describe, expect, it } from 'vitest';
import { fillHoles, labelComponents } from './components.ts';

const parse = (rows: readonly string[]): Uint8Array =>
  Uint8Array.from(rows.join(''), (c) => (c === '#' ? 1 : 0));

describe('labelComponents', () => {
  it('numbers the areas and measures them; a corner contact does not connect', () => {
    const { labels, areas } = labelComponents(parse(['##..', '##..', '..#.', '...#']), 4, 4);
    expect(areas).toEqual([0, 4, 1, 1]);
    expect(labels[0]).toBe(labels[5]);
    expect(labels[10]).not.toBe(labels[5]);
    expect(labels[2]).toBe(0);
  });

  it('does not join across the right and left border', () => {
    expect(labelComponents(parse(['..#', '#..']), 3, 2).areas).toEqual([0, 1, 1]);
  });
});

describe('fillHoles', () => {
  const ring = ['.......', '.#####.', '.#...#.', '.#.#.#.', '.#####.', '.......'];

  it('fills enclosed gaps up to the given area and leaves the outside', () => {
    const mask = parse(ring);
    fillHoles(mask, 7, 6, 5);
    expect(mask.reduce((a, b) => a + b)).toBe(20);
  });

  it('leaves larger gaps open', () => {
    const mask = parse(ring);
    fillHoles(mask, 7, 6, 4);
    expect(mask).toEqual(parse(ring));
  });
});
