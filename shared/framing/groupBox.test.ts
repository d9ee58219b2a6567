import { expect, test } from 'vitest';
import type { Box } from './layOut.ts';
import { groupBox } from './groupBox.ts';

const person = (...box: Box): { box: Box } => ({ box });

test('a couple stays together', () => {
  const she = person(100, 120, 200, 500);
  const he = person(280, 80, 220, 540);
  expect(groupBox([he, she], she)).toEqual([100, 80, 400, 540]);
  expect(groupBox([he, she], he)).toEqual([100, 80, 400, 540]);
});

test('a row of people is one group, each beside the next', () => {
  const row = [0, 1, 2, 3].map((index) => person(index * 230, 100, 200, 500));
  expect(groupBox(row, row[3])).toEqual([0, 100, 890, 500]);
});

test('those who stand apart, behind or far in front are left out', () => {
  const own = person(400, 100, 200, 500);
  const apart = person(720, 100, 200, 500);
  const farAway = person(610, 100, 60, 180);
  const nearer = person(0, 0, 500, 1100);
  const below = person(600, 590, 200, 300);
  expect(groupBox([nearer, own, apart, farAway, below], own)).toEqual([400, 100, 200, 500]);
});

test('nobody else', () => {
  const own = person(4, 5, 60, 70);
  expect(groupBox([own], own)).toEqual([4, 5, 60, 70]);
});
