import { branch, branchPoints, twig } from '../parts/branch.ts';
import { ginkgoLeaf, mapleLeaf } from '../parts/flowers.ts';
import { ridge } from '../parts/land.ts';
import {
  between,
  circle,
  fall,
  glow,
  ground,
  n,
  oneOf,
  scatter,
  times,
  use,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

const MAPLES = ['maple0', 'maple0', 'maple1', 'maple1', 'maple2', 'maple3'] as const;

/** A maple branch; leaves hang in layers, the far ones paler. */
function bough(points: readonly Spot[], thick: number, random: () => number): string {
  const wood = branchPoints(points);
  const parts = [branch(wood, thick, 5, 'fill="url(#wood)"', random, 0.25)];
  const leaves: string[] = [];
  const hang = (at: Spot, count: number): void => {
    for (let i = 0; i < count; i++) {
      const spot = { x: at.x + between(random, -46, 46), y: at.y + between(random, -30, 46) };
      leaves.push(
        use(oneOf(random, MAPLES), spot, between(random, 0.55, 0.95), 180 + between(random, -75, 75)),
      );
    }
  };
  for (let i = 12; i < wood.length; i += 8) {
    const side = (i / 8) % 2 < 1 ? 1 : -1;
    const small = twig(wood[i], between(random, 80, 160), side * between(random, 26, 58), side * -26);
    parts.push(branch(small, 7, 2.4, 'fill="url(#wood)"', random));
    for (let j = 14; j < small.length; j += 10) hang(small[j], 3);
    hang(wood[i], 2);
  }
  hang(wood[wood.length - 1], 4);
  return parts.join('') + leaves.join('');
}

/** Maples and ginkgo in their autumn colours before misty mountains. */
export function autumn(field: Field): Sketch {
  const { width, height, random } = field;
  const reach = Math.min(width * 0.46, 620);
  const mirror = (points: readonly Spot[]): Spot[] => points.map(({ x, y }) => ({ x: width - x, y }));
  const high: readonly Spot[] = [
    { x: -60, y: height * 0.16 },
    { x: reach * 0.3, y: 92 },
    { x: reach * 0.66, y: 66 },
    { x: reach, y: 10 },
  ];
  const low: readonly Spot[] = [
    { x: -60, y: height * 0.47 },
    { x: Math.min(44, width * 0.04), y: height * 0.36 },
    { x: Math.min(100, width * 0.08), y: height * 0.25 },
    { x: Math.min(130, width * 0.1), y: height * 0.15 },
  ];
  const falling = scatter(field, Math.round((width * height) / 26000), 70, ({ y }) => y < height * 0.86).map(
    (spot) =>
      use(
        oneOf(random, [...MAPLES, 'ginkgo', 'ginkgo', 'ginkgo']),
        spot,
        between(random, 0.26, 0.5),
        random() * 360,
        `opacity="${n(between(random, 0.7, 1))}"`,
      ),
  );
  const carpet = times(Math.round(width / 13), (i) => {
    const x = (i * 13) % width;
    const fromMiddle = Math.abs(x / width - 0.5) * 2;
    const y = height - between(random, -14, 46 + 70 * fromMiddle ** 2);
    return use(
      oneOf(random, [...MAPLES, 'ginkgo', 'ginkgo']),
      { x: x + between(random, -20, 20), y },
      between(random, 0.42, 0.72),
      random() * 360,
    );
  });
  return {
    defs:
      fall('sky', [
        [0, '#f7e6c9'],
        [0.5, '#fdf3e0'],
        [0.8, '#fae4c6'],
        [1, '#f0c99a'],
      ]) +
      glow('sun', [
        [0, '#fffdf3', 0.98],
        [0.5, '#fff6df', 0.55],
        [1, '#fff0d0', 0],
      ]) +
      fall('far', [
        [0, '#cbb8ae', 0.6],
        [1, '#f2dfc6', 0.3],
      ]) +
      fall('mid', [
        [0, '#d59a6c', 0.5],
        [1, '#f0cfa2', 0.35],
      ]) +
      fall('near', [
        [0, '#c46d3f', 0.55],
        [1, '#e2a061', 0.75],
      ]) +
      fall('wood', [
        [0, '#6d4a3a'],
        [1, '#432c25'],
      ]) +
      mapleLeaf('maple0', '#e8743c', '#c02f24', '#8f2219') +
      mapleLeaf('maple1', '#f29a45', '#db5528', '#a93a1b') +
      mapleLeaf('maple2', '#f7c35c', '#eb8f34', '#bf6a1d') +
      mapleLeaf('maple3', '#c4382b', '#8e1d20', '#641216') +
      ginkgoLeaf('ginkgo', '#e0a92f', '#f7d566'),
    body: [
      ground(field, 'fill="url(#sky)"'),
      circle({ x: width * 0.5, y: height * 0.4 }, Math.min(width, height) * 0.62, 'fill="url(#sun)"'),
      ridge(field, 0.66, 0.06, 4, 'fill="url(#far)"'),
      ridge(field, 0.76, 0.045, 6, 'fill="url(#mid)"'),
      ridge(field, 0.87, 0.03, 7, 'fill="url(#near)"'),
      ...falling,
      bough(low, 22, random),
      bough(mirror(low.map(({ x, y }) => ({ x, y: y + height * 0.05 }))), 20, random),
      bough(high, 30, random),
      bough(mirror(high.map(({ x, y }) => ({ x: x * 0.88, y: y * 0.86 }))), 28, random),
      carpet,
    ].join(''),
  };
}
