/** Pines, as ink painters draw them: fans of needles. */
import { between, n, oneOf, times, use, type Spot } from '../sketch.ts';
import { branch, branchPoints, twig } from './branch.ts';

/** Defines `pine-0` to `pine-2`: fans of needles about 100 high, their foot at the origin. */
export const pineFans = (greens: readonly (readonly string[])[], random: () => number): string =>
  greens
    .map((shades, kind) => {
      const needles = times(34, (i) => {
        const angle = ((-90 + (i / 33 - 0.5) * 205 + between(random, -3, 3)) * Math.PI) / 180;
        const reach = between(random, 74, 100) * (1 - 0.22 * Math.abs(i / 33 - 0.5));
        const bend = between(random, -6, 6);
        const [x, y] = [reach * Math.cos(angle), reach * Math.sin(angle)];
        return `<path d="M0 0Q${n(x * 0.5 + bend)} ${n(y * 0.5 + bend)} ${n(x)} ${n(y)}" stroke="${oneOf(random, shades)}" stroke-width="${n(between(random, 1.6, 2.8))}" stroke-linecap="round" fill="none"/>`;
      });
      return `<g id="pine-${kind}">${needles}<circle r="5" fill="${shades[0]}"/></g>`;
    })
    .join('');

/** A branch of a pine. @param size of its fans, 1 as defined */
export function pineBough(
  points: readonly Spot[],
  thick: number,
  size: number,
  random: () => number,
): string {
  const wood = branchPoints(points);
  const parts: string[] = [branch(wood, thick, 7, 'fill="url(#bark)"', random, 0.3)];
  const fans: string[] = [];
  const fan = (at: Spot, turnDeg: number): void => {
    fans.push(
      use(
        `pine-${Math.floor(random() * 3)}`,
        at,
        size * between(random, 0.8, 1.15),
        turnDeg + between(random, -16, 16),
      ),
    );
  };
  for (let i = 10; i < wood.length; i += 7) {
    const side = (i / 7) % 2 < 1 ? -1 : 1;
    const small = twig(
      wood[i],
      between(random, 60, 110) * size * 1.2,
      side * between(random, 36, 64),
      side * -28,
    );
    parts.push(branch(small, 10, 4, 'fill="url(#bark)"', random, 0.3));
    for (let j = 16; j < small.length; j += 10) fan(small[j], between(random, -24, 24));
    fan(small[small.length - 1], between(random, -30, 30));
    if (i % 2 === 0) fan(wood[i], between(random, -30, 30));
  }
  fan(wood[wood.length - 1], 40);
  return parts.join('') + fans.join('');
}
