import { curveThrough } from '../parts/cord.ts';
import {
  between,
  circle,
  fall,
  glow,
  ground,
  n,
  oneOf,
  path,
  scatter,
  use,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

const BALLOONS = [
  ['coral', '#ffb9a3', '#f0775f', '#c94a3c'],
  ['gold', '#fff0bf', '#f0bf55', '#c98f27'],
  ['mint', '#d8f2e4', '#86c9ac', '#4d977a'],
  ['sky', '#d6ebfa', '#86b8e0', '#4e83b5'],
  ['rose', '#ffdbe3', '#f09bb0', '#c9647f'],
  ['pearl', '#ffffff', '#f6e9db', '#d8bfa6'],
] as const;
const PAPER = ['#f0775f', '#f0bf55', '#86c9ac', '#86b8e0', '#f09bb0', '#fff4e0'] as const;

/** A balloon 100 wide, its knot at the origin. */
const balloon = (name: string, [light, body, edge]: readonly string[]): string =>
  `<radialGradient id="${name}-paint" cx="0.42" cy="0.4" r="0.68" fx="0.32" fy="0.24"><stop offset="0" stop-color="${light}"/><stop offset="0.48" stop-color="${body}"/><stop offset="1" stop-color="${edge}"/></radialGradient>` +
  `<g id="${name}"><path d="M-6 8L0 -3L6 8Q0 11 -6 8Z" fill="${edge}"/><path d="M0 -2C-16 -16 -50 -46 -50 -82C-50 -112 -28 -134 0 -134C28 -134 50 -112 50 -82C50 -46 16 -16 0 -2Z" fill="url(#${name}-paint)"/><path d="M-30 -104C-28 -114 -22 -121 -12 -124C-20 -116 -24 -108 -26 -98C-28 -95 -31 -98 -30 -104Z" fill="#fff" fill-opacity="0.75"/><path d="M38 -62C32 -42 20 -28 10 -18C26 -28 38 -44 42 -64C42 -68 39 -67 38 -62Z" fill="#fff" fill-opacity="0.22"/></g>`;

interface Held extends Spot {
  readonly name: string;
  readonly scale: number;
  readonly turnDeg: number;
}

/** Balloons whose strings come together below. */
function bunch(held: readonly Held[], hand: Spot): string {
  const strings = held.map(({ x, y }) =>
    path(
      `M${n(x)} ${n(y)}C${n(x + (hand.x - x) * 0.15)} ${n(y + 130)} ${n(hand.x + (x - hand.x) * 0.45)} ${n(hand.y - 200)} ${n(hand.x)} ${n(hand.y)}`,
      'fill="none" stroke="#b08f74" stroke-opacity="0.55" stroke-width="1.6"',
    ),
  );
  return (
    strings.join('') + held.map(({ name, scale, turnDeg, ...at }) => use(name, at, scale, turnDeg)).join('')
  );
}

/** Paper flags on a thread. */
function bunting(from: Spot, to: Spot, sag: number, first: number): string {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 + sag };
  const line = curveThrough(
    [
      from,
      { x: (from.x + middle.x) / 2, y: (from.y + middle.y) / 2 + sag * 0.25 },
      middle,
      { x: (to.x + middle.x) / 2, y: (to.y + middle.y) / 2 + sag * 0.25 },
      to,
    ],
    30,
  );
  const thread = path(
    `M${line.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')}`,
    'fill="none" stroke="#b9906d" stroke-width="3"',
  );
  const flags: string[] = [];
  let walked = 0;
  for (let i = 1; i < line.length; i++) {
    walked += Math.hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
    if (walked < 74) continue;
    walked = 0;
    const turn = (Math.atan2(line[i].y - line[i - 1].y, line[i].x - line[i - 1].x) * 180) / Math.PI;
    const color = PAPER[(flags.length + first) % 5];
    const inside =
      flags.length % 3 === 0
        ? '<circle cx="-12" cy="14" r="4.5"/><circle cx="12" cy="14" r="4.5"/><circle cy="34" r="4.5"/>'
        : flags.length % 3 === 1
          ? '<path d="M-24 12H24L21 19H-21ZM-17 30H17L14 37H-14Z"/>'
          : '';
    flags.push(
      `<g transform="translate(${n(line[i].x)} ${n(line[i].y)}) rotate(${n(turn)})"><path d="M-29 0H29L0 68Z" fill="${color}"/><path d="M0 0H29L0 68Z" fill="#7a3b20" fill-opacity="0.08"/><g fill="#fff8ec" fill-opacity="0.75">${inside}</g></g>`,
    );
  }
  return flags.join('') + thread;
}

function confetti(at: Spot, random: () => number): string {
  const color = oneOf(random, PAPER);
  const turn = n(random() * 360);
  const scale = n(between(random, 0.7, 1.35));
  const shape = oneOf(random, [
    `<rect x="-6" y="-3.5" width="12" height="7" rx="1" fill="${color}"/>`,
    `<circle r="5" fill="${color}"/>`,
    `<path d="M-14 0Q-9 -9 -4 0T6 0T16 0" fill="none" stroke="${color}" stroke-width="4" stroke-linecap="round"/>`,
    `<path d="M0 -7L6 5H-6Z" fill="${color}"/>`,
  ]);
  return `<g transform="translate(${n(at.x)} ${n(at.y)}) rotate(${turn}) scale(${scale})">${shape}</g>`;
}

/** Balloons, paper flags and confetti. */
export function birthday(field: Field): Sketch {
  const { width, height, random } = field;
  const unit = Math.min(1.5, Math.max(1, Math.min(width, height * 0.9) / 1000));
  const wide = width > height * 1.3;
  const edge = wide ? width * 0.13 : width * 0.115;
  const lift = height * (wide ? 0.62 : 0.43);
  const group = (mirrored: boolean): string => {
    const at = (right: number, up: number, name: string, scale: number, turnDeg: number): Held => ({
      x: mirrored ? width - edge - right * unit : edge + right * unit,
      y: lift - up * unit,
      name,
      scale: scale * unit,
      turnDeg: mirrored ? -turnDeg : turnDeg,
    });
    const colors = mirrored
      ? ['sky', 'coral', 'gold', 'pearl', 'rose']
      : ['mint', 'rose', 'coral', 'gold', 'sky'];
    const held = [
      at(-62, -30, colors[0], 1.1, -12),
      at(50, -40, colors[1], 1.02, 10),
      at(-70, 120, colors[2], 1.16, -8),
      at(58, 112, colors[3], 1.1, 9),
      at(-6, 40, colors[4], 1.3, -2),
    ];
    const far = wide ? [at(180, 60, colors[2], 0.82, 14), at(160, -110, colors[0], 0.74, 12)] : [];
    return bunch([...far, ...held], {
      x: mirrored ? width - edge * 0.6 : edge * 0.6,
      y: Math.min(height + 40, lift + 620 * unit),
    });
  };
  const lights = scatter(field, Math.round((width + height) / 70), 80).map((spot) =>
    circle(
      spot,
      between(random, 18, 80),
      `fill="${oneOf(random, ['#ffd9c2', '#ffe9bf', '#fff', '#ffdbe3'])}" opacity="${n(between(random, 0.18, 0.5))}"`,
    ),
  );
  return {
    defs:
      fall('room', [
        [0, '#fff3e2'],
        [0.55, '#ffe9d8'],
        [1, '#fbd9c6'],
      ]) +
      glow('middle', [
        [0, '#fffdf8', 0.95],
        [1, '#fffaf0', 0],
      ]) +
      BALLOONS.map(([name, ...colors]) => balloon(name, colors)).join(''),
    body: [
      ground(field, 'fill="url(#room)"'),
      ...lights,
      circle({ x: width / 2, y: height * 0.48 }, Math.min(width, height) * 0.62, 'fill="url(#middle)"'),
      group(false),
      group(true),
      bunting({ x: -30, y: 96 }, { x: width * 0.54, y: -20 }, 128, 0),
      bunting({ x: width * 0.44, y: -24 }, { x: width + 30, y: 120 }, 120, 2),
      scatter(field, Math.round((width * height) / 9500), 34)
        .map((spot) => confetti(spot, random))
        .join(''),
    ].join(''),
  };
}
