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
  strandWidth: 7,
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

const knot = (middle: Spot, size: number): Spot[] =>
  Array.from({ length: 361 }, (_, i) => {
    const t = (i * Math.PI) / 180;
    return { x: middle.x + size * 1.25 * Math.sin(3 * t), y: middle.y + size * 0.78 * Math.sin(2 * t) };
  });

/** Handmade paper with gold leaf, and the red and white cord of gifts. */
export function mizuhiki(field: Field): Sketch {
  const { width, height } = field;
  const middle = { x: width * 0.5, y: height * 0.115 };
  const size = 88;
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
      ]),
    body: [
      ground(field, 'fill="url(#paper)"'),
      circle({ x: width / 2, y: height * 0.5 }, Math.max(width, height) * 0.55, 'fill="url(#light)"'),
      times(Math.round((width * height) / 5200), () => fibre(field)),
      times(Math.round(150 * ((width + height) / 2000)), () => flake(field)),
      rope({ x: -20, y: middle.y }, { x: middle.x - size * 0.9, y: middle.y }),
      rope({ x: width + 20, y: middle.y }, { x: middle.x + size * 0.9, y: middle.y }),
      cord(knot(middle, size), RED_AND_WHITE, 12),
    ].join(''),
  };
}
