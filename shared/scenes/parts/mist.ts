import { n, type Spot } from '../sketch.ts';

/** Bars of one bank of mist: how far each reaches, and where it begins, shares of the bank's length. */
const BARS = [
  [0.12, 0.62],
  [0, 1],
  [0.05, 0.78],
  [0, 0.5],
] as const;
const BAR = 34;

/**
 * A bank of gold mist as folding screens show it: bars with round ends on one another, each edged with light. Needs a paint `mist`.
 * @param edge the edge of the field that it comes from; `at` lies beyond it
 */
export function mist(at: Spot, length: number, edge: 'left' | 'right'): string {
  const bars = BARS.map(([from, to], i) => {
    const reach = (to - from) * length;
    const x = edge === 'left' ? at.x + from * length : at.x - from * length - reach;
    return `<rect x="${n(x)}" y="${n(at.y + i * (BAR - 1))}" width="${n(reach)}" height="${BAR}" rx="${BAR / 2}"/>`;
  });
  return `<g fill="url(#mist)">${bars.join('')}</g><g fill="none" stroke="#fff6da" stroke-opacity="0.55" stroke-width="1.6">${bars.join('')}</g>`;
}
