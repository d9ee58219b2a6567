import { cord, curveThrough, type CordLook } from '../parts/cord.ts';
import {
  between,
  circle,
  fall,
  glow,
  ground,
  oneOf,
  path,
  n,
  times,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

const RED_AND_WHITE: CordLook = {
  strands: ['#fffaf2', '#fffaf2', '#f7ead8', '#c8402c', '#b93421', '#a52c1b'],
  strandWidth: 3.9,
  outline: '#d9c7a8',
};

/** Fibres of the paper mulberry, as they lie in handmade paper. */
function fibre({ width, height, random }: Field): string {
  const x = random() * width;
  const y = random() * height;
  const [a, b, c, d] = Array.from({ length: 4 }, () => between(random, -46, 46));
  return path(
    `M${n(x)} ${n(y)}q${n(a)} ${n(b)} ${n(a + c)} ${n(b + d)}`,
    `fill="none" stroke="${oneOf(random, ['#d8c39c', '#e4d5b8', '#fffaf0', '#cdb78d'])}" stroke-opacity="${n(between(random, 0.25, 0.7))}" stroke-width="${n(between(random, 0.7, 1.7))}"`,
  );
}

/** Flakes of gold leaf, strewn along a diagonal. */
function flake({ width, height, random }: Field): string {
  const corner = random() < 0.5;
  const along = random() ** 1.6;
  const x = corner ? along * width * 0.55 : width - along * width * 0.55;
  const y = (corner ? 0 : height) + (corner ? 1 : -1) * random() ** 1.8 * height * 0.3;
  const size = between(random, 2, 9);
  const turn = random() * 90;
  return `<rect x="${n(-size / 2)}" y="${n(-size / 2)}" width="${n(size)}" height="${n(size * between(random, 0.5, 1))}" transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})" fill="${oneOf(random, ['#d9b45f', '#c79a3e', '#ecd08a', '#b98c34'])}" fill-opacity="${n(between(random, 0.45, 0.95))}"/>`;
}

/** The knot: a figure that crosses itself seven times, so that it does not come undone. */
const knot = (middle: Spot, size: number): Spot[] =>
  Array.from({ length: 541 }, (_, i) => {
    // It begins where it does not cross itself.
    const t = (i / 540 + 0.25) * Math.PI * 2;
    return { x: middle.x + size * 1.06 * Math.sin(2 * t), y: middle.y + size * 1.3 * Math.sin(3 * t) };
  });

/** Hemp leaves, the pattern for a long life, as a strip of paper down the edge. */
function hempLeaves(width: number, height: number): string {
  const side = 46;
  const half = side / 2;
  const rise = half / Math.sqrt(3);
  const tile = `M0 0L${side} 0M0 0L${half} ${n(rise)}L${side} 0M${half} ${n(rise)}V${n(half * Math.sqrt(3))}M0 0L${half} ${n(half * Math.sqrt(3))}L${side} 0M0 0V${n(rise * 2)}L${half} ${n(half * Math.sqrt(3))}M${side} 0V${n(rise * 2)}L${half} ${n(half * Math.sqrt(3))}`;
  const step = half * Math.sqrt(3);
  return times(Math.ceil(height / step) + 1, (row) =>
    times(Math.ceil(width / side) + 2, (column) => {
      const x = (column - 1) * side + (row % 2 === 0 ? 0 : half);
      return `<path transform="translate(${n(x)} ${n(row * step)})" d="${tile}"/>`;
    }),
  );
}

/** Handmade paper with gold leaf, and the red and white cord of gifts. */
export function mizuhiki(field: Field): Sketch {
  const { width, height } = field;
  const tall = height > width * 1.2;
  const x = width - Math.min(190, width * 0.14);
  const middle = { x, y: height * (tall ? 0.17 : 0.25) };
  const size = 92;
  const strip = Math.min(96, width * 0.075);
  const rope = (from: Spot, to: Spot): string => cord(curveThrough([from, to], 60), RED_AND_WHITE);
  return {
    defs:
      fall('paper', [
        [0, '#fbf5e8'],
        [1, '#f3e7d0'],
      ]) +
      glow('light', [
        [0, '#fffdf8', 0.9],
        [1, '#fffdf8', 0],
      ]) +
      fall('lacquer', [
        [0, '#b93a26'],
        [0.5, '#c4442e'],
        [1, '#a52f1d'],
      ]) +
      glow('shade', [
        [0, '#7a5a2c', 0.22],
        [0.6, '#7a5a2c', 0.08],
        [1, '#7a5a2c', 0],
      ]) +
      `<clipPath id="strip"><rect width="${n(strip)}" height="${n(height)}"/></clipPath>`,
    body: [
      ground(field, 'fill="url(#paper)"'),
      circle({ x: width / 2, y: height * 0.5 }, Math.max(width, height) * 0.55, 'fill="url(#light)"'),
      times(Math.round((width * height) / 5200), () => fibre(field)),
      times(Math.round(150 * ((width + height) / 2000)), () => flake(field)),
      `<rect width="${n(strip)}" height="${n(height)}" fill="url(#lacquer)"/>`,
      `<g clip-path="url(#strip)" fill="none" stroke="#f1d9a4" stroke-opacity="0.5" stroke-width="1.4">${hempLeaves(strip, height)}</g>`,
      `<rect x="${n(strip)}" width="5" height="${n(height)}" fill="#d8b25c"/><rect x="${n(strip + 11)}" width="2" height="${n(height)}" fill="#d8b25c"/>`,
      circle({ x: middle.x + 8, y: middle.y + 12 }, size * 1.5, 'fill="url(#shade)"'),
      rope({ x, y: -20 }, { x, y: middle.y - size * 1.26 }),
      rope({ x, y: height + 20 }, { x, y: middle.y + size * 1.26 }),
      cord(knot(middle, size), RED_AND_WHITE),
    ].join(''),
  };
}
