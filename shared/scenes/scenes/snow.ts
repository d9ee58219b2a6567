import { ridge } from '../parts/land.ts';
import {
  between,
  circle,
  fall,
  glow,
  ground,
  n,
  scatter,
  times,
  use,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

/** A snow crystal 100 across: six arms with side arms. */
function crystal(id: string, sides: readonly (readonly [at: number, reach: number])[], tip: string): string {
  const arm = `M0 0V-48${sides.map(([at, reach]) => `M0 ${-at}L${n(-reach * 0.87)} ${n(-at - reach * 0.5)}M0 ${-at}L${n(reach * 0.87)} ${n(-at - reach * 0.5)}`).join('')}`;
  return `<g id="${id}" fill="none" stroke="#ffffff" stroke-width="3" stroke-linecap="round">${times(6, (i) => `<g transform="rotate(${i * 60})"><path d="${arm}"/>${tip}</g>`)}<circle r="6" fill="#fff" stroke="none"/></g>`;
}

/** A fir under snow, 100 wide and about 190 high, its foot at the origin. */
function fir(id: string, dark: string, light: string): string {
  const tiers = [
    [0, 50, 66],
    [-40, 42, 60],
    [-78, 33, 52],
    [-112, 24, 46],
    [-142, 15, 42],
  ] as const;
  return `<g id="${id}"><rect x="-5" y="-4" width="10" height="22" fill="#6b5d63"/>${tiers
    .map(([y, half, rise]) => {
      const top = y - rise;
      const snow = `M0 ${top}L${n(half * 0.62)} ${n(y - rise * 0.34)}Q${n(half * 0.42)} ${n(y - rise * 0.42)} ${n(half * 0.3)} ${n(y - rise * 0.22)}Q${n(half * 0.12)} ${n(y - rise * 0.4)} ${n(-half * 0.06)} ${n(y - rise * 0.2)}Q${n(-half * 0.28)} ${n(y - rise * 0.44)} ${n(-half * 0.6)} ${n(y - rise * 0.32)}Z`;
      return `<path d="M0 ${top}L${half} ${y}Q${n(half * 0.5)} ${y + 9} 0 ${y + 3}Q${n(-half * 0.5)} ${y + 9} ${-half} ${y}Z" fill="${dark}"/><path d="M0 ${top}L${n(-half)} ${y}Q${n(-half * 0.5)} ${y + 9} 0 ${y + 3}Z" fill="${light}" fill-opacity="0.35"/><path d="${snow}" fill="#fbfdff"/>`;
    })
    .join('')}</g>`;
}

/** A quiet evening in the snow: firs, a pale moon, crystals. */
export function snow(field: Field): Sketch {
  const { width, height, random } = field;
  const tall = height > width * 1.2;
  const moon = { x: width * (tall ? 0.76 : 0.8), y: height * (tall ? 0.12 : 0.19) };
  const grove = (level: number, kinds: string, size: number, spacing: number, clear: number): string => {
    const spots: Spot[] = [];
    for (let x = -20; x < width + 40; x += spacing * between(random, 0.7, 1.3)) {
      const fromMiddle = Math.abs(x / width - 0.5) * 2;
      if (fromMiddle < clear) continue;
      spots.push({ x, y: height * level + between(random, -14, 20) - 40 * fromMiddle });
    }
    return spots
      .map((spot) => {
        const fromMiddle = Math.abs(spot.x / width - 0.5) * 2;
        return use(kinds, spot, size * between(random, 0.75, 1.15) * (0.7 + 0.5 * fromMiddle));
      })
      .join('');
  };
  const flakes = times(Math.round((width * height) / 3600), () => {
    const spot = { x: random() * width, y: random() * height };
    const size = random() ** 3;
    return circle(
      spot,
      1.4 + size * 6,
      `fill="#fff" fill-opacity="${n(between(random, 0.35, 0.95) * (1 - size * 0.45))}"`,
    );
  });
  const soft = scatter(field, Math.round((width + height) / 75), 70).map((spot) =>
    circle(spot, between(random, 14, 46), `fill="url(#bokeh)" opacity="${n(between(random, 0.35, 0.8))}"`),
  );
  const crystals = scatter(
    field,
    Math.round((width * height) / 70000) + 6,
    130,
    ({ x, y }) => y < height * 0.62 && Math.hypot(x - moon.x, y - moon.y) > 130,
  ).map((spot) =>
    use(
      `crystal-${Math.floor(random() * 3)}`,
      spot,
      between(random, 0.35, 1.05),
      random() * 60,
      `opacity="${n(between(random, 0.6, 0.95))}"`,
    ),
  );
  return {
    defs:
      fall('sky', [
        [0, '#8fb0d3'],
        [0.4, '#bdd2e8'],
        [0.72, '#e6e6f0'],
        [1, '#f6e9ea'],
      ]) +
      glow('halo', [
        [0, '#ffffff', 0.8],
        [0.35, '#fffaf0', 0.32],
        [1, '#ffffff', 0],
      ]) +
      glow(
        'moon',
        [
          [0, '#fffefa'],
          [0.8, '#fdf6e6'],
          [1, '#f7ecd6'],
        ],
        { x: 0.4, y: 0.35 },
      ) +
      glow('bokeh', [
        [0, '#ffffff', 0.5],
        [0.8, '#ffffff', 0.34],
        [1, '#ffffff', 0],
      ]) +
      glow('middle', [
        [0, '#ffffff', 0.6],
        [1, '#ffffff', 0],
      ]) +
      fall('far', [
        [0, '#a9bed6', 0.75],
        [1, '#dfe6f0', 0.7],
      ]) +
      fall('hill', [
        [0, '#e9f0f8'],
        [1, '#cfdfee'],
      ]) +
      fall('drift', [
        [0, '#ffffff'],
        [1, '#dbe8f4'],
      ]) +
      fir('firFar', '#8fa9c0', '#b5c8d8') +
      fir('firMid', '#5f8295', '#9dbac6') +
      fir('firNear', '#3c6472', '#7fa5ac') +
      crystal(
        'crystal-0',
        [
          [16, 13],
          [29, 13],
          [40, 8],
        ],
        '',
      ) +
      crystal(
        'crystal-1',
        [
          [22, 20],
          [36, 10],
        ],
        '<circle cy="-48" r="3.4" fill="#fff" stroke="none"/>',
      ) +
      crystal(
        'crystal-2',
        [
          [14, 9],
          [26, 17],
          [40, 9],
        ],
        '<path d="M-6 -46L0 -54L6 -46"/>',
      ),
    body: [
      ground(field, 'fill="url(#sky)"'),
      circle(moon, 260, 'fill="url(#halo)"'),
      circle(moon, 70, 'fill="url(#moon)"'),
      circle({ x: moon.x - 20, y: moon.y - 14 }, 11, 'fill="#efe2ca" fill-opacity="0.6"'),
      circle({ x: moon.x + 22, y: moon.y + 18 }, 15, 'fill="#efe2ca" fill-opacity="0.5"'),
      circle({ x: moon.x + 14, y: moon.y - 28 }, 6, 'fill="#efe2ca" fill-opacity="0.55"'),
      ridge(field, 0.6, 0.07, 4, 'fill="url(#far)"'),
      grove(0.7, 'firFar', 0.72, 42, 0.1),
      ridge(field, 0.72, 0.025, 4, 'fill="url(#hill)"'),
      circle({ x: width / 2, y: height * 0.5 }, Math.min(width, height) * 0.55, 'fill="url(#middle)"'),
      grove(0.82, 'firMid', 1.15, 78, 0.46),
      ridge(field, 0.84, 0.02, 5, 'fill="url(#drift)"'),
      ...soft,
      grove(0.97, 'firNear', 1.9, 120, 0.7),
      ridge(field, 0.955, 0.012, 6, 'fill="url(#drift)"'),
      flakes,
      ...crystals,
    ].join(''),
  };
}
