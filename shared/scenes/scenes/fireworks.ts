import { ridge } from '../parts/land.ts';
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

/** Colours of one shell: its rays, from the middle to the tip, and its sparks. */
const SHELLS = {
  gold: ['#fff6d8', '#ffd578', '#f0a63a'],
  rose: ['#fff0f2', '#ffa9bf', '#e85a86'],
  sky: ['#f2fbff', '#9fd8ff', '#4f9be8'],
  mint: ['#f3fff5', '#a9f0c4', '#46b98a'],
  coral: ['#fff3ea', '#ffb38e', '#f0663f'],
} as const;
type Shell = keyof typeof SHELLS;

const shellPaints = (name: Shell): string => {
  const [core, body, tip] = SHELLS[name];
  return (
    glow(`${name}-light`, [
      [0, body, 0.42],
      [0.4, tip, 0.16],
      [1, tip, 0],
    ]) +
    glow(`${name}-spark`, [
      [0, body, 0.75],
      [0.4, tip, 0.3],
      [1, tip, 0],
    ]) +
    `<radialGradient id="${name}-ray" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="100"><stop offset="0" stop-color="${core}" stop-opacity="0"/><stop offset="0.25" stop-color="${core}" stop-opacity="0.75"/><stop offset="0.7" stop-color="${body}"/><stop offset="1" stop-color="${tip}"/></radialGradient>`
  );
};

/** A round shell as it is at its widest: rays that begin to fall, sparks at their tips, a second ring within. */
function shell(name: Shell, at: Spot, radius: number, random: () => number, inner: Shell | null): string {
  const [core, body] = SHELLS[name];
  const rays = 44;
  const ring = (count: number, reach: number, dots: number): string =>
    times(count, (i) => {
      const angle = (i / count) * Math.PI * 2 + between(random, -0.04, 0.04);
      const far = reach * between(random, 0.9, 1.04);
      const fallBy = far * far * 0.0011;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const end = { x: far * cos, y: far * sin + fallBy };
      const ray = path(
        `M${n(far * 0.3 * cos)} ${n(far * 0.3 * sin)}Q${n(far * 0.7 * cos)} ${n(far * 0.7 * sin)} ${n(end.x)} ${n(end.y)}`,
        `fill="none" stroke="url(#${name}-ray)" stroke-width="1.25" stroke-linecap="round"`,
      );
      const sparks = times(dots, (j) =>
        circle(
          { x: end.x * (0.62 + 0.17 * j), y: end.y * (0.62 + 0.17 * j) },
          between(random, 0.5, 1.2),
          `fill="${oneOf(random, [core, body])}" fill-opacity="${n(between(random, 0.5, 1))}"`,
        ),
      );
      return (
        ray +
        sparks +
        circle(end, between(random, 1.2, 2.1), `fill="${core}"`) +
        circle(end, 5.2, `fill="url(#${name}-spark)"`)
      );
    });
  const scale = n(radius / 100);
  const within = inner
    ? times(22, (i) => {
        const angle = (i / 22) * Math.PI * 2 + 0.1;
        const spot = { x: 44 * Math.cos(angle), y: 44 * Math.sin(angle) + 2 };
        return (
          circle(spot, 1.9, `fill="${SHELLS[inner][1]}"`) + circle(spot, 5.4, `fill="url(#${inner}-spark)"`)
        );
      })
    : '';
  return `<g transform="translate(${n(at.x)} ${n(at.y)})"><circle r="${n(radius * 1.75)}" fill="url(#${name}-light)"/><g transform="scale(${scale})">${ring(rays, 100, 2)}${ring(rays / 2, 66, 1)}${within}<circle r="26" fill="url(#${name}-spark)"/><circle r="3" fill="${core}"/></g></g>`;
}

/** The trail of a shell that still rises. */
const trail = (from: Spot, to: Spot): string =>
  path(
    `M${n(from.x)} ${n(from.y)}Q${n(to.x + (from.x - to.x) * 0.15)} ${n((from.y + to.y) / 2)} ${n(to.x)} ${n(to.y)}`,
    'fill="none" stroke="url(#trail)" stroke-width="2.4" stroke-linecap="round"',
  );

/** Fireworks over a bay on a summer night. */
export function fireworks(field: Field): Sketch {
  const { width, height, random } = field;
  const wide = width > height * 1.3;
  const tall = height > width * 1.2;
  const shore = 0.8;
  const places: readonly (readonly [Shell, number, number, number, Shell | null])[] = wide
    ? [
        ['gold', 0.15, 0.3, 230, 'coral'],
        ['rose', 0.84, 0.25, 240, 'gold'],
        ['sky', 0.33, 0.13, 120, null],
        ['mint', 0.66, 0.12, 110, null],
        ['coral', 0.95, 0.55, 120, null],
        ['sky', 0.04, 0.6, 110, 'rose'],
      ]
    : tall
      ? [
          ['gold', 0.2, 0.13, 250, 'coral'],
          ['rose', 0.82, 0.1, 220, 'gold'],
          ['sky', 0.9, 0.31, 160, null],
          ['mint', 0.07, 0.34, 150, null],
          ['coral', 0.52, 0.03, 110, null],
        ]
      : [
          ['gold', 0.13, 0.22, 215, 'coral'],
          ['rose', 0.87, 0.2, 210, 'gold'],
          ['sky', 0.94, 0.5, 120, null],
          ['mint', 0.04, 0.54, 115, null],
          ['coral', 0.5, 0.04, 105, null],
        ];
  const stars = times(Math.round((width * height) / 6500), () =>
    circle(
      { x: random() * width, y: random() * height * (shore - 0.08) },
      between(random, 0.5, 1.7),
      `fill="#fff8e6" fill-opacity="${n(between(random, 0.25, 0.85))}"`,
    ),
  );
  /** Light of the shells on the water. */
  const glints = places
    .map(([name, x]) =>
      times(34, () => {
        const depth = random();
        const y = height * (shore + 0.012 + depth * (1 - shore));
        const reach = between(random, 14, 60) * (0.5 + depth);
        const at = width * x + between(random, -90, 90) * (0.4 + depth);
        return `<rect x="${n(at - reach / 2)}" y="${n(y)}" width="${n(reach)}" height="${n(1.2 + depth * 2.4)}" rx="1.5" fill="${SHELLS[name][1]}" fill-opacity="${n(between(random, 0.1, 0.42) * (1 - depth * 0.5))}"/>`;
      }),
    )
    .join('');
  const windows = times(Math.round(width / 15), () => {
    const x = random() * width;
    return `<rect x="${n(x)}" y="${n(height * shore - between(random, 3, 24))}" width="3" height="3.6" fill="${oneOf(random, ['#ffd88a', '#ffc66a', '#fff0c8'])}" fill-opacity="${n(between(random, 0.5, 1))}"/>`;
  });
  return {
    defs:
      fall('night', [
        [0, '#141b3f'],
        [0.42, '#2a2f63'],
        [0.68, '#54477f'],
        [0.8, '#8a5f8c'],
      ]) +
      glow('warm', [
        [0, '#c98aa0', 0.55],
        [0.55, '#8d6a9c', 0.28],
        [1, '#54477f', 0],
      ]) +
      fall('water', [
        [0, '#5d4a7c'],
        [0.35, '#33346a'],
        [1, '#171d42'],
      ]) +
      `<linearGradient id="trail" x1="0" y1="1" x2="0" y2="0"><stop offset="0" stop-color="#ffd98c" stop-opacity="0"/><stop offset="1" stop-color="#fff2cf" stop-opacity="0.95"/></linearGradient>` +
      (Object.keys(SHELLS) as Shell[]).map(shellPaints).join(''),
    body: [
      ground(field, 'fill="url(#night)"'),
      `<ellipse cx="${n(width / 2)}" cy="${n(height * shore)}" rx="${n(width * 0.75)}" ry="${n(height * 0.5)}" fill="url(#warm)"/>`,
      stars,
      ridge(field, shore - 0.045, 0.022, 5, 'fill="#3a3263"'),
      ridge(field, shore - 0.018, 0.01, 9, 'fill="#241f48"'),
      windows,
      `<rect y="${n(height * shore)}" width="${n(width)}" height="${n(height * (1 - shore))}" fill="url(#water)"/>`,
      glints,
      trail({ x: width * 0.3, y: height * shore }, { x: width * 0.27, y: height * 0.42 }),
      trail({ x: width * 0.71, y: height * shore }, { x: width * 0.735, y: height * 0.47 }),
      ...places.map(([name, x, y, radius, inner]) =>
        shell(name, { x: width * x, y: height * y }, radius, random, inner),
      ),
    ].join(''),
  };
}
