import { ridge } from '../parts/land.ts';
import { pineBough, pineFans } from '../parts/pine.ts';
import {
  between,
  circle,
  fall,
  glow,
  ground,
  n,
  oneOf,
  path,
  times,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

/** A bird far away, in flight. */
const bird = ({ x, y }: Spot, size: number): string =>
  path(
    `M${n(x - 26 * size)} ${n(y - 4 * size)}Q${n(x - 12 * size)} ${n(y - 14 * size)} ${n(x)} ${n(y)}Q${n(x + 12 * size)} ${n(y - 14 * size)} ${n(x + 26 * size)} ${n(y - 6 * size)}Q${n(x + 12 * size)} ${n(y - 8 * size)} ${n(x)} ${n(y + 4 * size)}Q${n(x - 12 * size)} ${n(y - 8 * size)} ${n(x - 26 * size)} ${n(y - 4 * size)}Z`,
    'fill="#6d4f55" fill-opacity="0.8"',
  );

/** Pampas grass: a bowed stem and a silver plume. */
function pampas(foot: Spot, tall: number, lean: number, random: () => number): string {
  const tip = { x: foot.x + lean, y: foot.y - tall };
  const bend = { x: foot.x + lean * 0.1, y: foot.y - tall * 0.62 };
  const stem = path(
    `M${n(foot.x)} ${n(foot.y)}Q${n(bend.x)} ${n(bend.y)} ${n(tip.x)} ${n(tip.y)}`,
    'fill="none" stroke="#8a6242" stroke-width="3"',
  );
  const plume = times(64, (i) => {
    const t = 0.7 + (i / 63) * 0.3;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    const at = { x: a * foot.x + b * bend.x + c * tip.x, y: a * foot.y + b * bend.y + c * tip.y };
    const grow = { x: tip.x - bend.x, y: tip.y - bend.y };
    const length = Math.hypot(grow.x, grow.y);
    const reach = between(random, 26, 46) * (1.25 - (t - 0.7) * 1.6);
    const side = Math.sign(lean) * between(random, -0.25, 1) * 20;
    const [alongX, alongY] = [(grow.x / length) * reach, (grow.y / length) * reach];
    return path(
      `M${n(at.x)} ${n(at.y)}q${n(alongX * 0.6)} ${n(alongY * 0.7)} ${n(alongX * 0.8 + side)} ${n(alongY * 0.75 + Math.abs(side) * 0.55)}`,
      `fill="none" stroke="${oneOf(random, ['#f9ead0', '#f0d9b2', '#e2c090', '#fff6e4'])}" stroke-width="2.1" stroke-linecap="round" stroke-opacity="0.75"`,
    );
  });
  return stem + plume;
}

/** A golden evening at a lake: work is done, there is time. */
export function retirement(field: Field): Sketch {
  const { width, height, random } = field;
  const tall = height > width * 1.2;
  const shore = tall ? 0.6 : 0.66;
  const sun = { x: width * 0.5, y: height * (shore - 0.13) };
  const glints = times(150, () => {
    const depth = random() ** 0.8;
    const y = height * (shore + 0.006 + depth * (1 - shore) * 0.92);
    const near = random() < 0.6;
    const x = near ? sun.x + between(random, -170, 170) * (0.5 + depth) : random() * width;
    const reach = between(random, 16, 84) * (0.4 + depth);
    return `<rect x="${n(x - reach / 2)}" y="${n(y)}" width="${n(reach)}" height="${n(1.4 + depth * 3.2)}" rx="2" fill="${near ? '#fff0c4' : '#f7cfa0'}" fill-opacity="${n(between(random, 0.16, 0.6))}"/>`;
  });
  const reeds = (from: number, to: number, lean: number): string =>
    times(15, (i) => {
      const x = width * (from + (to - from) * random());
      const rise = height * between(random, tall ? 0.13 : 0.2, tall ? 0.27 : 0.42);
      return pampas(
        { x, y: height + 16 },
        rise,
        lean * between(random, 40, 130) * (i % 4 === 0 ? -0.4 : 1),
        random,
      );
    });
  const blades = times(Math.round(width / 7), (i) => {
    const x = i * 7 + between(random, -6, 6);
    const side = Math.abs(x / width - 0.5) * 2;
    const rise = 26 + height * 0.17 * side ** 2.2 * between(random, 0.4, 1.1);
    const lean = between(random, -30, 30);
    return path(
      `M${n(x - 4)} ${n(height + 4)}Q${n(x)} ${n(height - rise * 0.5)} ${n(x + lean)} ${n(height - rise)}Q${n(x + 5)} ${n(height - rise * 0.5)} ${n(x + 5)} ${n(height + 4)}Z`,
      `fill="${oneOf(random, ['#7c5a3f', '#8f6a45', '#6a4a38', '#a3794c'])}" fill-opacity="${n(between(random, 0.6, 0.95))}"`,
    );
  });
  const cloud = (x: number, y: number, length: number): string =>
    times(
      4,
      (i) =>
        `<ellipse cx="${n(x + between(random, -0.3, 0.3) * length)}" cy="${n(y + i * 9)}" rx="${n(length * between(random, 0.3, 0.6))}" ry="${n(between(random, 7, 13))}" fill="#fff1dc" fill-opacity="0.5"/>`,
    );
  const reach = Math.min(width * 0.4, 560);
  return {
    defs:
      fall('sky', [
        [0, '#e7b488'],
        [0.28, '#f4cd9c'],
        [0.5, '#fbe3b8'],
        [0.66, '#fdeecb'],
      ]) +
      glow('light', [
        [0, '#fffdf0', 1],
        [0.22, '#fff3cd', 0.8],
        [0.6, '#ffe3a8', 0.35],
        [1, '#fbd396', 0],
      ]) +
      fall('water', [
        [0, '#f9dcae'],
        [0.35, '#dfa986'],
        [1, '#9c6f68'],
      ]) +
      fall('m1', [
        [0, '#d8a98e', 0.75],
        [1, '#f6d8ad', 0.4],
      ]) +
      fall('m2', [
        [0, '#bd8878', 0.85],
        [1, '#ecc298', 0.5],
      ]) +
      fall('m3', [
        [0, '#97685f', 0.95],
        [1, '#cf9a7c', 0.75],
      ]) +
      fall('bark', [
        [0, '#5c4038'],
        [1, '#3d2b28'],
      ]) +
      pineFans(
        [
          ['#3d4a33', '#4f5b3b', '#687044'],
          ['#364230', '#465337', '#5d663f'],
          ['#445036', '#5a6340', '#777c4b'],
        ],
        random,
      ),
    body: [
      ground(field, 'fill="url(#sky)"'),
      cloud(width * 0.16, height * shore * 0.34, 330),
      cloud(width * 0.82, height * shore * 0.24, 380),
      cloud(width * 0.66, height * shore * 0.55, 240),
      circle(sun, Math.min(width, height) * 0.6, 'fill="url(#light)"'),
      circle(sun, 74, 'fill="#fffbe6"'),
      ridge(field, shore - 0.07, 0.05, 3.5, 'fill="url(#m1)"'),
      ridge(field, shore - 0.035, 0.035, 5, 'fill="url(#m2)"'),
      ridge(field, shore - 0.008, 0.014, 8, 'fill="url(#m3)"'),
      `<rect y="${n(height * shore)}" width="${n(width)}" height="${n(height * (1 - shore) + 2)}" fill="url(#water)"/>`,
      glints,
      ...[
        [0.74, 0.2, 1],
        [0.8, 0.165, 0.8],
        [0.855, 0.2, 0.7],
        [0.9, 0.15, 0.6],
        [0.69, 0.245, 0.6],
      ].map(([x, y, size]) => bird({ x: width * x, y: height * y * (tall ? 0.7 : 1) }, size)),
      blades,
      reeds(-0.02, 0.17, 1),
      reeds(0.84, 1.02, -1),
      pineBough(
        [
          { x: -70, y: height * (tall ? 0.2 : 0.27) },
          { x: reach * 0.3, y: height * (tall ? 0.14 : 0.19) },
          { x: reach * 0.66, y: 104 },
          { x: reach, y: 78 },
        ],
        36,
        0.95,
        random,
      ),
    ].join(''),
  };
}
