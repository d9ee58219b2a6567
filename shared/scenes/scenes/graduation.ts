import { branchPoints } from '../parts/branch.ts';
import { leaf } from '../parts/flowers.ts';
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
  times,
  use,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

/** A mortarboard seen from below, 160 wide. */
const CAP =
  '<g id="cap"><path d="M-46 14V44C-46 62 46 62 46 44V14L0 32Z" fill="#22314f"/><path d="M-46 14V44C-46 50 -36 55 -22 57V22Z" fill="#33466b"/><path d="M0 -34L80 0L0 36L-80 0Z" fill="#2b3c60"/><path d="M0 -34L80 0L0 3L-80 0Z" fill="#3d5280"/><path d="M-80 0L0 36L80 0V5L0 41L-80 5Z" fill="#1a2540"/><circle cy="0" r="4.5" fill="#e2b655"/><path d="M0 0C26 2 44 8 56 14C62 24 60 40 58 52" fill="none" stroke="#e2b655" stroke-width="3.4" stroke-linecap="round"/><path d="M54 50H62L66 80H50Z" fill="#e2b655"/><path d="M54 54V80M58 54V80M62 54V80" stroke="#b98a2d" stroke-width="1.4"/><circle cx="58" cy="51" r="5.5" fill="#c9973a"/></g>';

/** A rolled diploma with a ribbon, 150 long. */
const DIPLOMA =
  '<g id="diploma"><rect x="-75" y="-17" width="150" height="34" rx="8" fill="#fdf6e6"/><path d="M-75 6C-40 12 40 12 75 6V9Q75 17 67 17H-67Q-75 17 -75 9Z" fill="#e7d6b6"/><ellipse cx="75" rx="7" ry="17" fill="#efe0c3"/><ellipse cx="75" rx="4" ry="11" fill="none" stroke="#cdb98f" stroke-width="1.6"/><rect x="-12" y="-18.5" width="24" height="37" fill="#b5351f"/><rect x="-12" y="-18.5" width="7" height="37" fill="#cf5540"/><path d="M-2 16L-18 48L-7 44L-2 53L6 18Z" fill="#b5351f"/><path d="M2 16L20 46L9 43L6 52L-4 18Z" fill="#982a17"/><circle cy="16" r="8" fill="#cf5540"/></g>';

const STAR =
  '<path id="star" d="M0 -10L2.6 -3.2L9.8 -3.1L4 1.4L6.1 8.3L0 4.2L-6.1 8.3L-4 1.4L-9.8 -3.1L-2.6 -3.2Z"/>';

/** A laurel branch that rises from a lower corner. */
function laurel(points: readonly Spot[], size: number, random: () => number): string {
  const stem = branchPoints(points);
  const line = path(
    `M${stem.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')}`,
    'fill="none" stroke="#b88e3a" stroke-width="4" stroke-linecap="round"',
  );
  const leaves: string[] = [];
  for (let i = 3; i < stem.length; i += 3) {
    const { turnDeg, share } = stem[i];
    const scale = size * (1.02 - 0.5 * share);
    for (const side of [-1, 1])
      leaves.push(
        use(
          oneOf(random, ['laurel', 'laurel', 'laurelDark']),
          stem[i],
          scale * between(random, 0.9, 1.08),
          turnDeg + 90 + side * between(random, 26, 44),
        ),
      );
    if (i % 9 === 0)
      leaves.push(
        circle(
          { x: stem[i].x + 9, y: stem[i].y + 6 },
          7 * size,
          'fill="#d8ab4c" stroke="#b0842f" stroke-width="1.2"',
        ),
      );
  }
  leaves.push(use('laurel', stem[stem.length - 1], size * 0.6, stem[stem.length - 1].turnDeg + 90));
  return line + leaves.join('');
}

/** Caps thrown into a bright sky, within branches of golden laurel. */
export function graduation(field: Field): Sketch {
  const { width, height, random } = field;
  const tall = height > width * 1.2;
  const sun = { x: width * 0.5, y: height * 0.46 };
  const far = Math.hypot(width, height);
  const rays = times(18, (i) => {
    const angle = (i / 18) * Math.PI * 2 + 0.1;
    const edge = (turn: number): string =>
      `${n(sun.x + far * Math.cos(angle + turn))} ${n(sun.y + far * Math.sin(angle + turn))}`;
    return path(`M${n(sun.x)} ${n(sun.y)}L${edge(-0.07)}L${edge(0.07)}Z`, 'fill="url(#ray)"');
  });
  const places: readonly (readonly [number, number, number, number])[] = tall
    ? [
        [0.14, 0.07, 1.15, -18],
        [0.8, 0.05, 1, 14],
        [0.46, 0.035, 0.72, 6],
        [0.9, 0.16, 0.82, 28],
        [0.1, 0.2, 0.78, -30],
        [0.93, 0.3, 0.6, -16],
        [0.06, 0.36, 0.55, 22],
      ]
    : [
        [0.1, 0.14, 1.1, -20],
        [0.86, 0.12, 1.05, 16],
        [0.28, 0.08, 0.66, 12],
        [0.7, 0.06, 0.6, -10],
        [0.06, 0.38, 0.7, 18],
        [0.94, 0.36, 0.74, -22],
        ...(width > height * 1.3
          ? ([
              [0.2, 0.3, 0.85, -8],
              [0.79, 0.28, 0.8, 20],
              [0.13, 0.55, 0.5, 30],
              [0.88, 0.54, 0.5, -26],
            ] as const)
          : []),
      ];
  const rise = height * (tall ? 0.46 : 0.44);
  const side = Math.min(width * 0.2, 300);
  const arc: readonly Spot[] = [
    { x: side * 1.5, y: height + 30 },
    { x: side * 0.74, y: height - rise * 0.3 },
    { x: side * 0.4, y: height - rise * 0.66 },
    { x: side * 0.46, y: height - rise },
  ];
  const stars = scatter(field, Math.round((width * height) / 11000), 40).map((spot) =>
    use(
      'star',
      spot,
      between(random, 0.4, 1.25),
      random() * 72,
      `fill="${oneOf(random, ['#dcae4e', '#efcf86', '#ffffff', '#c8973a'])}" opacity="${n(between(random, 0.5, 1))}"`,
    ),
  );
  return {
    defs:
      fall('sky', [
        [0, '#a9c9e4'],
        [0.42, '#cfe1ee'],
        [0.8, '#f3eee0'],
        [1, '#f8e8c9'],
      ]) +
      glow('middle', [
        [0, '#fffdf4', 0.95],
        [0.6, '#fff9e8', 0.5],
        [1, '#fff6dd', 0],
      ]) +
      `<radialGradient id="ray" gradientUnits="userSpaceOnUse" cx="${n(sun.x)}" cy="${n(sun.y)}" r="${n(far * 0.5)}"><stop offset="0.2" stop-color="#ffffff" stop-opacity="0.5"/><stop offset="1" stop-color="#ffffff" stop-opacity="0"/></radialGradient>` +
      leaf('laurel', '#d9b45c', '#a87a26', 17) +
      leaf('laurelDark', '#c79c42', '#8f661c', 16) +
      CAP +
      DIPLOMA +
      STAR,
    body: [
      ground(field, 'fill="url(#sky)"'),
      rays,
      circle(sun, Math.min(width, height) * 0.62, 'fill="url(#middle)"'),
      ...stars,
      ...places.map(([x, y, scale, turn]) => use('cap', { x: width * x, y: height * y }, scale, turn)),
      use('diploma', { x: width * (tall ? 0.68 : 0.17), y: height * (tall ? 0.13 : 0.25) }, 0.62, -24),
      use('diploma', { x: width * (tall ? 0.3 : 0.84), y: height * (tall ? 0.12 : 0.23) }, 0.56, 30),
      laurel(arc, 0.86, random),
      laurel(
        arc.map(({ x, y }) => ({ x: width - x, y })),
        0.86,
        random,
      ),
    ].join(''),
  };
}
