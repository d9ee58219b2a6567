import { branch, branchPoints, twig } from '../parts/branch.ts';
import { plumBlossom } from '../parts/flowers.ts';
import { ridge } from '../parts/land.ts';
import { mist } from '../parts/mist.ts';
import { pineBough, pineFans } from '../parts/pine.ts';
import {
  between,
  circle,
  fall,
  glow,
  ground,
  n,
  path,
  times,
  use,
  type Field,
  type Sketch,
  type Spot,
} from '../sketch.ts';

const RED_PLUM = {
  middle: '#a3243b',
  petal: '#d8475c',
  rim: '#ee8790',
  stamen: '#f5d28a',
  anther: '#f7dc9a',
};
const WHITE_PLUM = {
  middle: '#e3a7a2',
  petal: '#fff3ee',
  rim: '#ffffff',
  stamen: '#d9a24b',
  anther: '#dba644',
};

/** A flowering plum that comes in from the edge: angular, with straight young shoots. */
function plum(points: readonly Spot[], random: () => number): string {
  const wood = branchPoints(points);
  const parts = [branch(wood, 26, 6, 'fill="url(#bark)"', random, 0.35)];
  const flowers: string[] = [];
  for (let i = 12; i < wood.length; i += 8) {
    const side = (i / 8) % 2 < 1 ? 1 : -1;
    const shoot = twig(wood[i], between(random, 90, 170), side * between(random, 42, 70), side * -14);
    parts.push(branch(shoot, 7, 2.6, 'fill="url(#bark)"', random, 0.1));
    for (let j = 10; j < shoot.length; j += 11) {
      const at = { x: shoot[j].x + between(random, -9, 9), y: shoot[j].y + between(random, -9, 9) };
      const kind = random() < 0.22 ? '-bud' : '';
      flowers.push(
        use(`${random() < 0.68 ? 'red' : 'white'}${kind}`, at, between(random, 0.62, 0.9), random() * 360),
      );
    }
    flowers.push(use(random() < 0.6 ? 'red' : 'white', wood[i], between(random, 0.75, 1), random() * 360));
  }
  return parts.join('') + flowers.join('');
}

/** A crane with spread wings, 200 wide, flying to the left. */
const CRANE =
  '<g id="crane"><path d="M100 12C70 -6 44 -4 22 8C28 -22 20 -58 -4 -86C-14 -52 -18 -20 -10 8C-30 12 -54 18 -78 28C-56 30 -30 30 -8 26C20 40 60 34 100 12Z" fill="#fffdf8"/><path d="M22 8C28 -22 20 -58 -4 -86C-1 -66 6 -52 -2 -40C8 -36 4 -24 8 -14C12 -6 14 2 10 12Z" fill="#ece2d2"/><path d="M-4 -86C-8 -74 -11 -62 -13 -50L-6 -58L-4 -44L2 -54L6 -40L10 -52C6 -66 2 -76 -4 -86Z" fill="#3b3230"/><path d="M60 22C74 22 88 18 100 12C86 26 74 32 56 31Z" fill="#3b3230"/><path d="M-40 20C-56 18 -72 22 -92 30L-78 28C-62 30 -48 28 -38 26Z" fill="#3b3230"/><path d="M-78 25A6 5 0 0 1 -68 23L-70 28Z" fill="#c8402c"/><path d="M-84 29L-112 35L-82 33Z" fill="#b08b4a"/></g>';

/** The first sunrise of the year over golden mist, with pine, plum and cranes. */
export function newYear(field: Field): Sketch {
  const { width, height, random } = field;
  const tall = height > width * 1.2;
  const sun = { x: width * 0.5, y: height * (tall ? 0.3 : 0.38) };
  const reach = Math.min(width * 0.44, 600);
  const rays = times(24, (i) => {
    const angle = (i / 24) * Math.PI * 2;
    const far = Math.hypot(width, height);
    const edge = (turn: number): string =>
      `${n(sun.x + far * Math.cos(angle + turn))} ${n(sun.y + far * Math.sin(angle + turn))}`;
    return path(`M${n(sun.x)} ${n(sun.y)}L${edge(-0.055)}L${edge(0.055)}Z`, 'fill="url(#ray)"');
  });
  const waves = (rows: number): string =>
    times(rows, (row) => {
      const y = height - (rows - 1 - row) * 30 + 24;
      return times(Math.ceil(width / 116) + 2, (i) =>
        [58, 43, 28, 13]
          .map((r, ring) =>
            circle(
              { x: i * 116 - (row % 2 === 0 ? 0 : 58), y },
              r,
              `fill="${ring === 0 ? '#2f5d74' : 'none'}" stroke="#e9d29a" stroke-width="${ring === 0 ? 2.6 : 2}"`,
            ),
          )
          .join(''),
      );
    });
  return {
    defs:
      fall('sky', [
        [0, '#f4d9b4'],
        [0.4, '#faeacf'],
        [0.75, '#fbeedb'],
        [1, '#f3dcbc'],
      ]) +
      fall('sun', [
        [0, '#d23b28'],
        [0.7, '#e4634a'],
        [1, '#ef8f6e'],
      ]) +
      glow('halo', [
        [0, '#ffe3b8', 0.95],
        [0.55, '#ffe9c8', 0.6],
        [1, '#fff1da', 0],
      ]) +
      `<radialGradient id="ray" gradientUnits="userSpaceOnUse" cx="${n(sun.x)}" cy="${n(sun.y)}" r="${n(Math.max(width, height) * 0.75)}"><stop offset="0.3" stop-color="#f7c98a" stop-opacity="0.42"/><stop offset="1" stop-color="#f7c98a" stop-opacity="0"/></radialGradient>` +
      fall('bark', [
        [0, '#6d4a38'],
        [1, '#46302a'],
      ]) +
      fall('far', [
        [0, '#b9a6a8', 0.55],
        [1, '#ecd6bd', 0.2],
      ]) +
      `<linearGradient id="mist" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="${n(width)}" y2="0"><stop offset="0" stop-color="#d3a548"/><stop offset="0.2" stop-color="#f0d58d"/><stop offset="0.42" stop-color="#dcb259"/><stop offset="0.7" stop-color="#f3dc9b"/><stop offset="1" stop-color="#cb9c40"/></linearGradient>` +
      pineFans(
        [
          ['#1f4a35', '#2d6145', '#3d7553'],
          ['#27553c', '#356b4a', '#4d855d'],
          ['#1b4230', '#2a5a40', '#5b9166'],
        ],
        random,
      ) +
      plumBlossom('red', RED_PLUM) +
      plumBlossom('white', WHITE_PLUM) +
      CRANE,
    body: [
      ground(field, 'fill="url(#sky)"'),
      rays,
      circle(sun, Math.min(width, height) * 0.62, 'fill="url(#halo)"'),
      circle(sun, tall ? 350 : 330, 'fill="url(#sun)"'),
      ridge(field, 0.74, 0.05, 4, 'fill="url(#far)"'),
      mist({ x: -width * 0.06, y: height * 0.5 }, width * 0.36, 'left'),
      mist({ x: width * 1.06, y: height * 0.57 }, width * 0.38, 'right'),
      mist({ x: -width * 0.08, y: height * 0.79 }, width * 0.52, 'left'),
      mist({ x: width * 1.08, y: height * 0.84 }, width * 0.5, 'right'),
      waves(4),
      use('crane', { x: width * (tall ? 0.74 : 0.7), y: height * (tall ? 0.09 : 0.13) }, 0.62, -8),
      use('crane', { x: width * (tall ? 0.55 : 0.6), y: height * (tall ? 0.05 : 0.07) }, 0.42, -4),
      pineBough(
        [
          { x: -70, y: height * 0.3 },
          { x: reach * 0.28, y: height * 0.22 },
          { x: reach * 0.6, y: 120 },
          { x: reach * 0.92, y: 74 },
        ],
        40,
        1,
        random,
      ),
      plum(
        [
          { x: width + 60, y: height * 0.44 },
          { x: width - Math.min(70, width * 0.06), y: height * 0.31 },
          { x: width - Math.min(190, width * 0.14), y: height * 0.21 },
          { x: width - Math.min(240, width * 0.16), y: height * 0.11 },
        ],
        random,
      ),
    ].join(''),
  };
}
