import { daisy, leaf } from '../parts/flowers.ts';
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

/** A tulip 100 high, its foot at the origin. */
const tulip = (id: string, light: string, body: string, dark: string): string =>
  `<g id="${id}"><path d="M-30 -18C-34 -52 -30 -76 -22 -92C-10 -84 -4 -74 0 -62C4 -74 10 -84 22 -92C30 -76 34 -52 30 -18C20 4 -20 4 -30 -18Z" fill="${body}"/><path d="M0 -98C-16 -78 -20 -40 -12 0H12C20 -40 16 -78 0 -98Z" fill="${light}"/><path d="M0 -98C-3 -60 -2 -30 0 0H12C20 -40 16 -78 0 -98Z" fill="${dark}" fill-opacity="0.28"/><path d="M-30 -18C-34 -52 -30 -76 -22 -92C-26 -60 -24 -26 -8 2C-20 0 -26 -8 -30 -18Z" fill="${dark}" fill-opacity="0.22"/></g>`;

/** Lavender, 100 high above the end of its stem. */
const lavender = (id: string): string =>
  `<g id="${id}">${times(9, (i) => {
    const y = -8 - i * 10;
    const w = 15 - i * 1.1;
    return `<ellipse cx="${n(-w * 0.55)}" cy="${y}" rx="${n(w * 0.55)}" ry="6" fill="#9a86c4" transform="rotate(-24 0 ${y})"/><ellipse cx="${n(w * 0.55)}" cy="${y}" rx="${n(w * 0.55)}" ry="6" fill="#b39fda" transform="rotate(24 0 ${y})"/>`;
  })}<ellipse cy="-100" rx="4" ry="7" fill="#b9a8e0"/></g>`;

const BLOOMS = [
  ['marguerite', 1],
  ['marguerite', 0.86],
  ['gerberaRose', 1.12],
  ['gerberaGold', 1.08],
  ['gerberaCoral', 1.15],
  ['tulipRose', 0.95],
  ['tulipGold', 0.95],
  ['lavender', 1.15],
] as const;

/** A flower on its stem, with two leaves. */
function stemmed(foot: Spot, tall: number, size: number, random: () => number): string {
  const lean = between(random, -0.16, 0.16) * tall;
  const head = { x: foot.x + lean, y: foot.y - tall };
  const [kind, scale] = oneOf(random, BLOOMS);
  const stem = path(
    `M${n(foot.x)} ${n(foot.y)}Q${n(foot.x + lean * 0.15)} ${n(foot.y - tall * 0.55)} ${n(head.x)} ${n(head.y)}`,
    `fill="none" stroke="${oneOf(random, ['#6f9a5e', '#5f8b55', '#7fa868'])}" stroke-width="${n(4.2 * size)}" stroke-linecap="round"`,
  );
  const leaves = [0.25, 0.48]
    .map((share, i) => {
      const side = (i === 0 ? 1 : -1) * (random() < 0.5 ? -1 : 1);
      return use(
        oneOf(random, ['green', 'greenDark']),
        { x: foot.x + lean * share * share, y: foot.y - tall * share },
        size * between(random, 0.6, 0.95),
        side * between(random, 24, 52),
      );
    })
    .join('');
  const upright = kind.startsWith('tulip') || kind === 'lavender';
  const turn = upright ? (Math.atan2(lean, tall) * 180) / Math.PI : random() * 360;
  return stem + leaves + use(kind, head, size * scale * between(random, 0.86, 1.1), turn);
}

/** A vine that hangs from above, with leaves in pairs and a flower here and there. */
function vine(x: number, length: number, random: () => number): string {
  const sway = between(random, -26, 26);
  const at = (share: number): Spot => ({
    x: x + sway * Math.sin(share * Math.PI),
    y: -10 + (length + 10) * share,
  });
  const stem = path(
    `M${n(x)} -10Q${n(x + sway * 1.6)} ${n(length * 0.5)} ${n(x)} ${n(length)}`,
    'fill="none" stroke="#86ab6b" stroke-width="2.4"',
  );
  const pairs = Math.max(2, Math.round(length / 30));
  const leaves = times(pairs, (i) => {
    const spot = at((i + 0.7) / pairs);
    const size = between(random, 0.3, 0.46);
    return [1, -1]
      .map((side) =>
        use(oneOf(random, ['green', 'greenDark']), spot, size, 180 - side * between(random, 42, 66)),
      )
      .join('');
  });
  const flowers = times(Math.max(1, Math.round(length / 84)), (i) =>
    use(
      oneOf(random, ['marguerite', 'marguerite', 'gerberaRose', 'gerberaGold', 'gerberaCoral']),
      at(between(random, 0.2, 0.5) + 0.5 * i * (84 / length)),
      between(random, 0.4, 0.62),
      random() * 360,
    ),
  );
  return (
    stem +
    leaves +
    flowers +
    use('marguerite', { x, y: length + 6 }, between(random, 0.46, 0.62), random() * 360)
  );
}

/** A garden that says thank you: flowers rise at both sides of a sunny meadow. */
export function thankYou(field: Field): Sketch {
  const { width, height, random } = field;
  const tall = height > width * 1.2;
  /** Flowers stand high at the sides and low before the person. */
  const heightAt = (x: number): number => {
    const side = Math.abs(x / width - 0.5) * 2;
    const most = height * (tall ? 0.36 : 0.5);
    return 60 + most * Math.max(0, (side - 0.32) / 0.68) ** 1.5;
  };
  const row = (count: number, size: number, share: number): string =>
    Array.from({ length: count }, (_, i) => (width * (i + between(random, 0.05, 0.95))) / count)
      .map((x) => ({ x, tall: heightAt(x) * share * between(random, 0.7, 1.08) }))
      .sort((a, b) => b.tall - a.tall)
      .map(({ x, tall: high }) => stemmed({ x, y: height + 30 }, high, size, random))
      .join('');
  const per = width / 1000;
  const vines = Array.from({ length: Math.round(width / 58) }, (_, i) => {
    const x = (i + 0.5) * 58 + between(random, -14, 14);
    const side = Math.abs(x / width - 0.5) * 2;
    return vine(x, 26 + height * 0.24 * side ** 1.9 * between(random, 0.5, 1.1), random);
  });
  const grass = times(Math.round(width / 5), (i) => {
    const x = i * 5 + between(random, -4, 4);
    const high = heightAt(x) * between(random, 0.25, 0.62);
    const lean = between(random, -26, 26);
    return path(
      `M${n(x - 3)} ${n(height + 4)}Q${n(x + lean * 0.2)} ${n(height - high * 0.6)} ${n(x + lean)} ${n(height - high)}Q${n(x + lean * 0.3 + 4)} ${n(height - high * 0.5)} ${n(x + 4)} ${n(height + 4)}Z`,
      `fill="${oneOf(random, ['#8fb56f', '#7aa763', '#a3c47f', '#699757'])}" fill-opacity="${n(between(random, 0.55, 0.95))}"`,
    );
  });
  const petals = scatter(field, Math.round((width * height) / 52000), 90, ({ y }) => y < height * 0.5).map(
    (spot) =>
      use(
        'petal',
        spot,
        between(random, 0.5, 1),
        random() * 360,
        `fill="${oneOf(random, ['#f6b7a9', '#fbd08b', '#f8c7d2', '#ffffff'])}" opacity="0.85"`,
      ),
  );
  const lights = scatter(field, Math.round((width + height) / 70), 80, ({ y }) => y < height * 0.7).map(
    (spot) =>
      circle(spot, between(random, 16, 70), `fill="url(#bokeh)" opacity="${n(between(random, 0.3, 0.8))}"`),
  );
  const butterfly = (at: Spot, scale: number, turn: number, color: string): string =>
    `<g transform="translate(${n(at.x)} ${n(at.y)}) rotate(${turn}) scale(${scale})"><path d="M0 0C-8 -30 -42 -40 -46 -18C-48 -2 -24 6 0 2Z" fill="${color}"/><path d="M0 0C8 -30 42 -40 46 -18C48 -2 24 6 0 2Z" fill="${color}"/><path d="M0 2C-14 6 -32 14 -26 30C-18 38 -4 20 0 4Z" fill="${color}" fill-opacity="0.85"/><path d="M0 2C14 6 32 14 26 30C18 38 4 20 0 4Z" fill="${color}" fill-opacity="0.85"/><path d="M-12 -12A10 8 0 1 1 -30 -18M12 -12A10 8 0 1 0 30 -18" fill="none" stroke="#fff" stroke-opacity="0.6" stroke-width="3"/><path d="M0 -12V22" stroke="#5b4034" stroke-width="3.6" stroke-linecap="round"/><path d="M0 -12Q-4 -22 -10 -26M0 -12Q4 -22 10 -26" fill="none" stroke="#5b4034" stroke-width="1.6"/></g>`;
  return {
    defs:
      fall('sky', [
        [0, '#d9ebf2'],
        [0.4, '#f2f4e6'],
        [0.75, '#fdf3d9'],
        [1, '#eef0c2'],
      ]) +
      glow('sun', [
        [0, '#fffef4', 0.98],
        [0.5, '#fff8dc', 0.55],
        [1, '#fff3c8', 0],
      ]) +
      glow('bokeh', [
        [0, '#ffffff', 0.55],
        [0.82, '#fffbe8', 0.36],
        [1, '#fffbe8', 0],
      ]) +
      daisy(
        'marguerite',
        { ray: '#ffffff', rayShade: '#e9ecef', disc: '#f9d04e', discShade: '#d99a22' },
        16,
      ) +
      daisy(
        'gerberaRose',
        { ray: '#f48fa6', rayShade: '#dd6a86', disc: '#8a3b4c', discShade: '#5d2432' },
        22,
      ) +
      daisy(
        'gerberaGold',
        { ray: '#fbc751', rayShade: '#e9a42f', disc: '#a9661c', discShade: '#74420f' },
        22,
      ) +
      daisy(
        'gerberaCoral',
        { ray: '#fb8f6c', rayShade: '#e76b48', disc: '#f7d38a', discShade: '#d69b3d' },
        22,
      ) +
      tulip('tulipRose', '#fbb3c0', '#ee8ba0', '#b84d68') +
      tulip('tulipGold', '#fde09a', '#f6c562', '#c98a25') +
      lavender('lavender') +
      leaf('green', '#8ab56c', '#4f7c45', 17) +
      leaf('greenDark', '#6f9e5a', '#3f6b3c', 15) +
      '<path id="petal" d="M0 13C-11 7 -13 -8 -4 -15C5 -17 13 -6 0 13Z"/>',
    body: [
      ground(field, 'fill="url(#sky)"'),
      circle({ x: width * 0.5, y: height * 0.4 }, Math.min(width, height) * 0.66, 'fill="url(#sun)"'),
      ...lights,
      ...petals,
      ...vines,
      `<g opacity="0.55">${row(Math.round(22 * per), 0.66, 1.16)}</g>`,
      grass,
      row(Math.round(20 * per), 0.84, 0.98),
      row(Math.round(17 * per), 1.08, 0.66),
      butterfly({ x: width * (tall ? 0.13 : 0.16), y: height * (tall ? 0.3 : 0.36) }, 0.9, 24, '#f3a14b'),
      butterfly({ x: width * 0.8, y: height * (tall ? 0.26 : 0.27) }, 0.72, -30, '#7fb0dc'),
      butterfly({ x: width * 0.93, y: height * (tall ? 0.3 : 0.34) }, 0.5, 14, '#f08ba4'),
    ].join(''),
  };
}
