import { expect, it } from 'vitest';
import { moveClip, splitClip } from './clips.ts';
import { areSameClips, isSameSound } from './sameSound.ts';

const whole = [
  { id: 'a', media: { token: 'one' }, inSec: 0, outSec: 4, startSec: 0, gainDb: 0 },
  { id: 'b', media: { token: 'two' }, inSec: 1, outSec: 2, startSec: 5, gainDb: -3 },
];

it('a cut is not heard, what is moved is', () => {
  const cut = splitClip(splitClip(whole, 'a', 1 / 3, 'a2'), 'a2', 3.3, 'a3');
  expect(isSameSound(whole, cut)).toBe(true);
  expect(areSameClips(whole, cut)).toBe(false);
  expect(areSameClips(cut, [...cut])).toBe(true);
  expect(isSameSound(whole, moveClip(cut, 'b', 5.001))).toBe(false);
  expect(isSameSound(whole, cut.with(1, { ...cut[1], gainDb: 1 }))).toBe(false);
  expect(isSameSound(whole, cut.slice(1))).toBe(false);
  expect(isSameSound([], [])).toBe(true);
});
