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

/** Puffs of a cloud: place and radius, about 200 wide, its foot at the origin. */
const PUFFS = [
  [-78, -22, 30],
  [-46, -44, 40],
  [-4, -62, 50],
  [44, -46, 42],
  [80, -22, 30],
  [-26, -20, 40],
  [26, -20, 42],
] as const;

/** A round-bellied cloud, lit from above. */
const cloud = (id: string, light: string, shade: string): string =>
  `<linearGradient id="${id}-paint" gradientUnits="userSpaceOnUse" x1="0" y1="-112" x2="0" y2="14"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${shade}"/></linearGradient><g id="${id}" fill="url(#${id}-paint)">${PUFFS.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}"/>`).join('')}<rect x="-106" y="-26" width="212" height="34" rx="17"/></g>`;

/** A plump star, 100 across. */
const star = (id: string, light: string, dark: string): string => {
  const points = Array.from({ length: 10 }, (_, i) => {
    const angle = (i * Math.PI) / 5 - Math.PI / 2;
    const r = i % 2 === 0 ? 46 : 23;
    return `${n(r * Math.cos(angle))} ${n(r * Math.sin(angle))}`;
  });
  return `<linearGradient id="${id}-paint" x1="0" y1="0" x2="0.6" y2="1"><stop offset="0" stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient><path id="${id}" d="M${points.join('L')}Z" fill="url(#${id}-paint)" stroke="url(#${id}-paint)" stroke-width="13" stroke-linejoin="round"/>`;
};

/** A balloon that carries a basket, 160 wide and 250 high, its middle at the origin. */
const AIRSHIP =
  '<clipPath id="envelope"><path d="M0 -130C-50 -130 -82 -94 -82 -52C-82 -8 -38 36 -18 62H18C38 36 82 -8 82 -52C82 -94 50 -130 0 -130Z"/></clipPath><radialGradient id="envelope-light" cx="0.36" cy="0.28" r="0.8"><stop offset="0" stop-color="#fff" stop-opacity="0.55"/><stop offset="0.5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#7a5a78" stop-opacity="0.3"/></radialGradient><g id="airship"><path d="M-15 62L-11 92M15 62L11 92M0 62V92" stroke="#a98565" stroke-width="2.4"/><g clip-path="url(#envelope)"><rect x="-90" y="-135" width="180" height="200" fill="#fdf1e2"/><path d="M0 -130C-76 -110 -80 -6 -20 64H-44C-120 0 -110 -120 0 -130ZM0 -130C-24 -100 -26 10 -6 64H6C26 10 24 -100 0 -130ZM0 -130C76 -110 80 -6 20 64H44C120 0 110 -120 0 -130Z" fill="#f2a9ae"/><path d="M-90 -60Q0 -34 90 -60V-44Q0 -18 -90 -44Z" fill="#9cc4e2"/><rect x="-90" y="-135" width="180" height="200" fill="url(#envelope-light)"/></g><path d="M-17 92H17L14 118Q13 122 8 122H-8Q-13 122 -14 118Z" fill="#c99a66"/><path d="M-17 92H17L16 99H-16Z" fill="#a87745"/><path d="M-15 106H15M-14 113H14" stroke="#a87745" stroke-width="1.6"/></g>';

/** A soft evening sky for a new child: a moon, hanging stars, cotton clouds. */
export function newBaby(field: Field): Sketch {
  const { width, height, random } = field;
  const tall = height > width * 1.2;
  const wide = width > height * 1.3;
  const count = wide ? 15 : 9;
  const hanging = Array.from({ length: count }, (_, i) => {
    const x = width * ((i + 0.5) / count) + between(random, -14, 14);
    const side = Math.abs(x / width - 0.5) * 2;
    const length = 50 + height * (tall ? 0.22 : 0.27) * side ** 1.3 * between(random, 0.5, 1.15);
    const kind = oneOf(random, ['starGold', 'starGold', 'starRose', 'starBlue', 'starPearl']);
    const thread = path(
      `M${n(x)} -5V${n(length)}`,
      'stroke="#fffdf5" stroke-opacity="0.9" stroke-width="2" fill="none"',
    );
    const beads = times(2, (j) => circle({ x, y: length * (0.45 + 0.28 * j) }, 4.5, 'fill="#fff8ea"'));
    const size = between(random, 0.36, 0.62);
    return thread + beads + use(kind, { x, y: length + 40 * size }, size, between(random, -14, 14));
  });
  const sparks = times(Math.round((width * height) / 9500), () => {
    const spot = { x: random() * width, y: random() * height * 0.62 };
    return circle(
      spot,
      between(random, 1, 3),
      `fill="#fffdf2" fill-opacity="${n(between(random, 0.4, 0.95))}"`,
    );
  });
  const bank = (level: number, size: number, spacing: number, kind: string): string =>
    Array.from({ length: Math.ceil(width / spacing) + 2 }, (_, i) => {
      const x = (i - 0.5) * spacing + between(random, -spacing * 0.25, spacing * 0.25);
      const side = Math.abs(x / width - 0.5) * 2;
      const y = height * (level - 0.1 * Math.max(0, side - 0.3)) + between(random, -12, 16);
      return use(
        kind,
        { x, y },
        size * between(random, 0.85, 1.2) * (0.85 + 0.35 * side),
        0,
        '',
        random() < 0.5,
      );
    }).join('');
  const drifting: readonly Spot[] = tall
    ? [
        { x: width * 0.1, y: height * 0.42 },
        { x: width * 0.93, y: height * 0.36 },
        { x: width * 0.04, y: height * 0.6 },
        { x: width * 0.97, y: height * 0.56 },
      ]
    : [
        { x: width * 0.07, y: height * 0.6 },
        { x: width * 0.94, y: height * 0.5 },
        ...(wide
          ? [
              { x: width * 0.24, y: height * 0.5 },
              { x: width * 0.76, y: height * 0.66 },
            ]
          : []),
      ];
  const moon = { x: width * (wide ? 0.12 : 0.15), y: height * (tall ? 0.2 : wide ? 0.34 : 0.36) };
  const airship = { x: width * (wide ? 0.88 : 0.86), y: height * (tall ? 0.255 : 0.43) };
  return {
    defs:
      fall('sky', [
        [0, '#a9c3e6'],
        [0.35, '#cdd3ee'],
        [0.65, '#f3dbe4'],
        [1, '#fdeada'],
      ]) +
      glow('middle', [
        [0, '#fffaf4', 0.85],
        [0.6, '#fff3ee', 0.4],
        [1, '#ffeee8', 0],
      ]) +
      glow('moonlight', [
        [0, '#fffbe2', 0.75],
        [0.45, '#fff6dc', 0.3],
        [1, '#fff3d6', 0],
      ]) +
      `<linearGradient id="moon" x1="0" y1="0" x2="0.7" y2="1"><stop offset="0" stop-color="#fff8dd"/><stop offset="1" stop-color="#f7d48a"/></linearGradient>` +
      cloud('cloudFar', '#f4e6f0', '#e3cfe2') +
      cloud('cloudMid', '#fff3f1', '#f3d8de') +
      cloud('cloudNear', '#ffffff', '#f7e6e6') +
      star('starGold', '#fff0bd', '#f3c65f') +
      star('starRose', '#fde1e4', '#f0a3ae') +
      star('starBlue', '#e4f0fb', '#8fb9e0') +
      star('starPearl', '#ffffff', '#f0e4d6') +
      AIRSHIP,
    body: [
      ground(field, 'fill="url(#sky)"'),
      circle({ x: width / 2, y: height * 0.46 }, Math.min(width, height) * 0.62, 'fill="url(#middle)"'),
      sparks,
      circle(moon, 230, 'fill="url(#moonlight)"'),
      `<path transform="translate(${n(moon.x)} ${n(moon.y)}) rotate(-18) scale(0.92)" d="M34 -78A84 84 0 1 0 70 44A66 66 0 1 1 34 -78Z" fill="url(#moon)"/>`,
      use('airship', airship, wide ? 0.95 : 0.78, 5),
      ...hanging,
      ...drifting.map((spot) => use('cloudMid', spot, between(random, 0.55, 0.85), 0, 'opacity="0.92"')),
      bank(0.9, 0.95, 150, 'cloudFar'),
      bank(0.97, 1.1, 170, 'cloudMid'),
      bank(1.04, 1.25, 190, 'cloudNear'),
      scatter(field, 12, 90, ({ y }) => y > height * 0.55 && y < height * 0.85)
        .map((spot) =>
          use(
            oneOf(random, ['starGold', 'starPearl']),
            spot,
            between(random, 0.1, 0.2),
            random() * 72,
            'opacity="0.9"',
          ),
        )
        .join(''),
    ].join(''),
  };
}
