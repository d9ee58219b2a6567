/** Flowers and leaves as definitions, about 100 units across, their middle at the origin, upwards. */
import { between, glow, n, times } from '../sketch.ts';

const around = (count: number, draw: (i: number) => string, firstDeg = 0): string =>
  times(count, (i) => `<g transform="rotate(${n(firstDeg + (360 / count) * i)})">${draw(i)}</g>`);

const userGlow = (id: string, r: number, stops: readonly (readonly [number, string, number?])[]): string =>
  `<radialGradient id="${id}" gradientUnits="userSpaceOnUse" cx="0" cy="0" r="${r}">${stops
    .map(
      ([offset, color, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${color}" stop-opacity="${opacity}"/>`,
    )
    .join('')}</radialGradient>`;

/** Colours of a five-petalled blossom, from its middle to the rim. */
export interface BlossomColors {
  readonly middle: string;
  readonly petal: string;
  readonly rim: string;
  readonly stamen: string;
  readonly anther: string;
}

const stamens = (count: number, length: number, { stamen, anther }: BlossomColors): string =>
  around(count, (i) => {
    const reach = length * (i % 2 === 0 ? 1 : 0.72);
    return `<path d="M0 0Q${n(reach * 0.1)} ${n(-reach * 0.6)} 0 ${n(-reach)}" fill="none" stroke="${stamen}" stroke-width="1.1"/><circle cy="${n(-reach)}" r="2" fill="${anther}"/>`;
  });

/** Cherry: petals with a notch. Defines `id`, `id-side` and `id-bud`. */
export function cherryBlossom(id: string, colors: BlossomColors): string {
  const petal = 'M0 -3C-13 -9 -27 -32 -13 -48C-9 -52 -4 -50 0 -44C4 -50 9 -52 13 -48C27 -32 13 -9 0 -3Z';
  const vein =
    '<path d="M0 -8V-38M-2 -10Q-8 -24 -9 -38M2 -10Q8 -24 9 -38" fill="none" stroke="#fff" stroke-opacity="0.35" stroke-width="0.9"/>';
  const paint = `fill="url(#${id}-paint)" stroke="${colors.middle}" stroke-opacity="0.28" stroke-width="0.8"`;
  return (
    userGlow(`${id}-paint`, 52, [
      [0, colors.middle],
      [0.3, colors.petal],
      [1, colors.rim],
    ]) +
    `<g id="${id}">${around(5, () => `<path d="${petal}" ${paint}/>${vein}`)}<circle r="5" fill="${colors.middle}"/>${stamens(11, 20, colors)}</g>` +
    `<g id="${id}-side"><path d="M0 14V34" stroke="#8a5a4a" stroke-width="2.2" fill="none"/>` +
    [-46, 46, 0]
      .map((turn) => `<path d="${petal}" ${paint} transform="translate(0 6) rotate(${turn}) scale(0.92)"/>`)
      .join('') +
    `<path d="M-7 6Q0 18 7 6L4 0H-4Z" fill="#9a4a52"/></g>` +
    `<g id="${id}-bud"><path d="M0 10V34" stroke="#8a5a4a" stroke-width="2.2" fill="none"/><path d="M0 -20C-13 -12 -13 6 0 10C13 6 13 -12 0 -20Z" fill="${colors.petal}"/><path d="M0 -20C-4 -10 -4 4 0 10" stroke="${colors.middle}" stroke-width="1.2" fill="none"/><path d="M-8 4Q0 16 8 4L3 11H-3Z" fill="#9a4a52"/></g>`
  );
}

/** A single fallen petal. */
export const cherryPetal = (id: string, from: string, to: string): string =>
  `<linearGradient id="${id}-paint" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient><path id="${id}" d="M0 14C-14 6 -16 -10 -6 -18C-3 -20 -1 -17 0 -14C1 -17 3 -20 6 -18C16 -10 14 6 0 14Z" fill="url(#${id}-paint)"/>`;

/** Plum: round petals. Defines `id` and `id-bud`. */
export function plumBlossom(id: string, colors: BlossomColors): string {
  return (
    userGlow(`${id}-paint`, 46, [
      [0, colors.middle],
      [0.45, colors.petal],
      [1, colors.rim],
    ]) +
    `<g id="${id}">${around(5, () => `<ellipse cy="-25" rx="19.5" ry="19" fill="url(#${id}-paint)" stroke="${colors.middle}" stroke-opacity="0.35" stroke-width="0.9"/>`)}${stamens(15, 24, colors)}<circle r="4.5" fill="${colors.anther}"/></g>` +
    `<g id="${id}-bud"><circle r="13" fill="${colors.petal}"/><path d="M-9 -4A13 13 0 0 1 6 -11" fill="none" stroke="${colors.rim}" stroke-width="2"/><path d="M-12 5Q0 18 12 5Q0 9 -12 5Z" fill="#6b3b33"/></g>`
  );
}

/** A full flower of many rounded petals, as peonies and garden roses have. */
export function peony(id: string, shades: readonly string[], shadow: string, random: () => number): string {
  const rings = [
    { count: 9, reach: 52, width: 25 },
    { count: 8, reach: 43, width: 22 },
    { count: 7, reach: 34, width: 18 },
    { count: 6, reach: 25, width: 14 },
    { count: 5, reach: 16, width: 10 },
  ];
  const petal = (reach: number, width: number): string => {
    const w = width * between(random, 0.9, 1.12);
    const r = reach * between(random, 0.93, 1.05);
    return `M0 ${n(r * 0.12)}C${n(-w * 1.25)} ${n(-r * 0.2)} ${n(-w * 1.15)} ${n(-r * 0.96)} ${n(-w * 0.35)} ${n(-r)}Q0 ${n(-r * 0.9)} ${n(w * 0.4)} ${n(-r * 1.02)}C${n(w * 1.2)} ${n(-r * 0.92)} ${n(w * 1.2)} ${n(-r * 0.2)} 0 ${n(r * 0.12)}Z`;
  };
  const layers = rings.map(({ count, reach, width }, ring) => {
    const shade = shades[Math.min(shades.length - 1, ring)];
    return around(
      count,
      () =>
        `<path d="${petal(reach, width)}" fill="${shade}" stroke="${shadow}" stroke-opacity="0.32" stroke-width="0.9"/>`,
      between(random, 0, 60),
    );
  });
  return (
    userGlow(`${id}-depth`, 52, [
      [0, shadow, 0.55],
      [0.32, shadow, 0.22],
      [0.7, shadow, 0.02],
      [1, '#ffffff', 0.16],
    ]) +
    `<g id="${id}"><g>${layers.join('')}</g><circle r="52" fill="url(#${id}-depth)"/><path d="M-7 2C-8 -8 6 -10 7 0C8 8 -4 9 -4 2" fill="none" stroke="${shadow}" stroke-opacity="0.6" stroke-width="1.6"/></g>`
  );
}

/** A daisy or gerbera: narrow rays about a disc. */
export function daisy(
  id: string,
  { ray, rayShade, disc, discShade }: Readonly<Record<'ray' | 'rayShade' | 'disc' | 'discShade', string>>,
  rays = 18,
): string {
  const narrow = (reach: number, width: number): string =>
    `M0 0C${n(-width)} ${n(-reach * 0.3)} ${n(-width)} ${n(-reach * 0.85)} 0 ${n(-reach)}C${n(width)} ${n(-reach * 0.85)} ${n(width)} ${n(-reach * 0.3)} 0 0Z`;
  const width = 150 / rays;
  return (
    glow(
      `${id}-disc`,
      [
        [0, disc],
        [1, discShade],
      ],
      { x: 0.42, y: 0.36 },
    ) +
    `<g id="${id}">${around(rays, () => `<path d="${narrow(48, width)}" fill="${rayShade}"/>`, 180 / rays)}${around(rays, (i) => `<path d="${narrow(i % 3 === 0 ? 50 : 46, width * 0.92)}" fill="${ray}"/>`)}<circle r="13.5" fill="url(#${id}-disc)"/>${around(12, () => `<circle cy="-9" r="1.5" fill="${discShade}" fill-opacity="0.7"/>`)}</g>`
  );
}

/** A leaf about 100 long, its foot at the origin, with a middle vein. */
export function leaf(id: string, fill: string, vein: string, width = 22): string {
  return `<g id="${id}"><path d="M0 0C${-width} -24 ${-width} -68 0 -100C${width} -68 ${width} -24 0 0Z" fill="${fill}"/><path d="M0 0C${n(-width * 0.1)} -30 0 -70 0 -100C${width} -68 ${width} -24 0 0Z" fill="${vein}" fill-opacity="0.22"/><path d="M0 0V-88" stroke="${vein}" stroke-opacity="0.6" stroke-width="1.4" fill="none"/></g>`;
}

/** Angles and lengths of a maple leaf's seven lobes. */
const LOBES = [
  [-118, 0.42],
  [-76, 0.74],
  [-37, 0.94],
  [0, 1],
  [37, 0.94],
  [76, 0.74],
  [118, 0.42],
] as const;

/** A Japanese maple leaf, 100 from its foot to its tip. */
export function mapleLeaf(id: string, from: string, to: string, vein: string): string {
  const reach = 74;
  const at = (deg: number, r: number): string => {
    const angle = ((deg - 90) * Math.PI) / 180;
    return `${n(r * Math.cos(angle))} ${n(r * Math.sin(angle))}`;
  };
  const outline = LOBES.map(([deg, share], i) => {
    const r = reach * share;
    const next = LOBES[i + 1] as (typeof LOBES)[number] | undefined;
    const notch = next ? at((deg + next[0]) / 2, reach * 0.3) : at(160, reach * 0.1);
    const teeth = `L${at(deg - 7.5, r * 0.66)}L${at(deg - 6, r * 0.72)}Q${at(deg - 3, r * 0.86)} ${at(deg, r)}Q${at(deg + 3, r * 0.86)} ${at(deg + 6, r * 0.72)}L${at(deg + 7.5, r * 0.66)}`;
    return `Q${at(deg - 12, r * 0.5)} ${at(deg - 10, r * 0.55)}${teeth}L${at(deg + 10, r * 0.55)}Q${at(deg + 12, r * 0.5)} ${notch}`;
  }).join('');
  const veins = LOBES.map(([deg, share]) => `M0 0L${at(deg, reach * share * 0.86)}`).join('');
  return (
    userGlow(`${id}-paint`, reach, [
      [0, from],
      [1, to],
    ]) +
    `<g id="${id}"><path d="M0 0Q4 18 -3 34" fill="none" stroke="${vein}" stroke-width="2.4" stroke-linecap="round"/><path d="M${at(-160, reach * 0.1)}${outline}Z" fill="url(#${id}-paint)"/><path d="${veins}" fill="none" stroke="${vein}" stroke-opacity="0.5" stroke-width="1.1"/></g>`
  );
}

/** A ginkgo leaf, a fan about 80 high. */
export const ginkgoLeaf = (id: string, from: string, to: string): string =>
  userGlow(`${id}-paint`, 80, [
    [0, from],
    [1, to],
  ]) +
  `<g id="${id}"><path d="M0 32Q3 12 0 0" fill="none" stroke="${from}" stroke-width="2.6" stroke-linecap="round"/><path d="M0 2C-20 -8 -46 -18 -52 -38C-44 -54 -26 -62 -4 -58L0 -40L4 -58C26 -62 44 -54 52 -38C46 -18 20 -8 0 2Z" fill="url(#${id}-paint)"/><path d="M0 0L-38 -38M0 0L-24 -48M0 0L-11 -52M0 0L11 -52M0 0L24 -48M0 0L38 -38" stroke="#fff" stroke-opacity="0.28" stroke-width="1" fill="none"/></g>`;
