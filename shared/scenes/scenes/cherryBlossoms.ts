import { branch, branchPoints, twig, type BranchPoint } from '../parts/branch.ts';
import { cherryBlossom, cherryPetal } from '../parts/flowers.ts';
import { ridge } from '../parts/land.ts';
import {
  between,
  circle,
  fall,
  glow,
  ground,
  oneOf,
  scatter,
  times,
  use,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

const PINK = { middle: '#e0718f', petal: '#f9cbd8', rim: '#fff2f5', stamen: '#c8607c', anther: '#e9b64f' };
const PALE = { middle: '#ec98ad', petal: '#fde2e9', rim: '#fffafb', stamen: '#d98a9c', anther: '#edc878' };

/** Flowers close together about a point of a branch. */
function cluster(at: Spot, spread: number, count: number, random: () => number): string {
  return times(count, (i) => {
    const angle = random() * Math.PI * 2;
    const away = spread * Math.sqrt(random());
    const spot = { x: at.x + away * Math.cos(angle), y: at.y + away * Math.sin(angle) * 0.85 };
    const kind = random() < 0.14 ? oneOf(random, ['near-side', 'near-bud']) : i % 3 === 0 ? 'pale' : 'near';
    return use(kind, spot, between(random, 0.52, 0.86), random() * 360);
  });
}

/** A flowering branch that comes in from a corner. */
function bough(points: readonly Spot[], thick: number, random: () => number): string {
  const wood = branchPoints(points);
  const parts = [branch(wood, thick, 5, 'fill="url(#wood)"', random)];
  const flowers: string[] = [];
  const bloom = (along: readonly BranchPoint[], from: number, every: number): void => {
    for (let i = Math.floor(along.length * from); i < along.length; i += every)
      flowers.push(cluster(along[i], 34, 3 + Math.floor(random() * 4), random));
  };
  for (let i = 14; i < wood.length - 4; i += 9) {
    const side = (i / 9) % 2 < 1 ? 1 : -1;
    const small = twig(wood[i], between(random, 80, 170), side * between(random, 28, 58), side * -34);
    parts.push(branch(small, 7, 2.4, 'fill="url(#wood)"', random));
    bloom(small, 0.35, 12);
  }
  bloom(wood, 0.24, 9);
  return parts.join('') + flowers.join('');
}

/** Cherry trees in full bloom under a spring sky. */
export function cherryBlossoms(field: Field): Sketch {
  const { width, height, random } = field;
  const mirror = (points: readonly Spot[]): Spot[] => points.map(({ x, y }) => ({ x: width - x, y }));
  const reach = Math.min(width * 0.46, 640);
  const high = [
    { x: -60, y: height * 0.2 },
    { x: reach * 0.3, y: 128 },
    { x: reach * 0.68, y: 92 },
    { x: reach, y: 26 },
  ];
  const low = [
    { x: -60, y: height * 0.5 },
    { x: Math.min(60, width * 0.05), y: height * 0.39 },
    { x: Math.min(120, width * 0.1), y: height * 0.29 },
    { x: Math.min(150, width * 0.12), y: height * 0.2 },
  ];
  const petals = scatter(field, Math.round((width * height) / 17000), 40).map((spot) =>
    use(
      'petal',
      spot,
      between(random, 0.5, 1.15),
      random() * 360,
      `opacity="${between(random, 0.55, 1).toFixed(2)}"`,
    ),
  );
  return {
    defs:
      fall('sky', [
        [0, '#cfe3f3'],
        [0.45, '#eaf0f5'],
        [0.8, '#fdeef0'],
        [1, '#fbdfe5'],
      ]) +
      glow('sun', [
        [0, '#ffffff', 0.95],
        [0.5, '#fff8f4', 0.5],
        [1, '#fff4f0', 0],
      ]) +
      glow('haze', [
        [0, '#f9cdd8', 0.75],
        [0.6, '#fad7df', 0.35],
        [1, '#fbdfe5', 0],
      ]) +
      fall('far', [
        [0, '#d9c9dd', 0.55],
        [1, '#f6dde6', 0.5],
      ]) +
      fall('nearHill', [
        [0, '#e6bfce', 0.7],
        [1, '#fae3e9', 0.9],
      ]) +
      fall('wood', [
        [0, '#7a5748'],
        [1, '#4d342d'],
      ]) +
      cherryBlossom('near', PINK) +
      cherryBlossom('pale', PALE) +
      cherryPetal('petal', '#fdeaf0', '#f3b3c5'),
    body: [
      ground(field, 'fill="url(#sky)"'),
      circle({ x: width * 0.5, y: height * 0.36 }, Math.min(width, height) * 0.62, 'fill="url(#sun)"'),
      ridge(field, 0.7, 0.055, 5, 'fill="url(#far)"'),
      ridge(field, 0.79, 0.04, 7, 'fill="url(#nearHill)"'),
      times(26, (i) => {
        const x = (i / 25) * width + between(random, -40, 40);
        return circle(
          { x, y: height * between(random, 0.8, 0.95) },
          between(random, 60, 150),
          'fill="url(#haze)"',
        );
      }),
      ...[0, 1, 2, 3].map((i) => {
        const side = i % 2 === 0 ? between(random, -0.04, 0.16) : between(random, 0.84, 1.04);
        return circle(
          { x: width * side, y: height * between(random, 0, 0.34) },
          between(random, 130, 230),
          'fill="url(#haze)"',
        );
      }),
      bough(high, 34, random),
      bough(mirror(high.map(({ x, y }) => ({ x: x * 0.86, y: y * 0.9 + 4 }))), 30, random),
      bough(low, 26, random),
      bough(mirror(low.map(({ x, y }) => ({ x, y: y + height * 0.04 }))), 24, random),
      ...petals,
    ].join(''),
  };
}
