import { expect, it } from 'vitest';
import { canDraw, drawLabel } from './gridLabel.ts';

const SIZE = { widthPx: 540, heightPx: 48 };
const label = (title: string, subtitle = '', isHeard = false) =>
  drawLabel({ title, subtitle, fallback: 'wedding', isHeard }, SIZE);

const hasFonts = await canDraw('A');
if (!hasFonts) console.warn('Skipped: labels (this machine has no fonts).');

it.skipIf(!hasFonts)('knows characters that no font has', async () => {
  expect(await canDraw('Wedding')).toBe(true);
  expect(await canDraw('Wed\u{E000}ding')).toBe(false);
  expect(await canDraw('\u{10F123}')).toBe(false);
});

it.skipIf(!hasFonts)('draws bright words on a dark ground, and the identifier instead of boxes', async () => {
  const { y } = await label('Wedding');
  expect(Math.max(...y)).toBeGreaterThan(200);
  expect(y[0]).toBeLessThan(45);
  const [boxes, fallback] = await Promise.all([label('\u{E000}\u{E001}'), label('wedding')]);
  expect(boxes.y).toEqual(fallback.y);
});

it('marks the tile that is heard', async () => {
  const [heard, silent] = await Promise.all([label('Calm', '', true), label('Calm')]);
  const right = (y: Uint8ClampedArray): number => Math.max(...y.subarray(24 * 540 + 490, 24 * 540 + 540));
  expect(right(heard.y)).toBeGreaterThan(120);
  expect(right(silent.y)).toBeLessThan(45);
});

it('takes signs that mean something in markup as they are', async () => {
  expect((await label('A <b> & "c"')).width).toBe(540);
});
