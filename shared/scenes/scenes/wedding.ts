import { leaf, peony } from '../parts/flowers.ts';
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

/** Where a bouquet fills a corner: its corner, and which way it grows. */
interface Corner extends Spot {
  readonly toX: 1 | -1;
  readonly toY: 1 | -1;
  readonly size: number;
}

/** Sprays of leaves first, then flowers, the largest nearest to the corner. */
function bouquet({ x, y, toX, toY, size }: Corner, random: () => number): string {
  const at = (right: number, down: number): Spot => ({ x: x + toX * right * size, y: y + toY * down * size });
  const spray = (right: number, down: number, angleDeg: number, leaves: number): string => {
    const angle = (angleDeg * Math.PI) / 180;
    const step = 0.105;
    const spots = Array.from({ length: leaves }, (_, i) =>
      at(right + Math.cos(angle) * step * i, down + Math.sin(angle) * step * i),
    );
    const turn = (Math.atan2(toY * Math.sin(angle), toX * Math.cos(angle)) * 180) / Math.PI + 90;
    const stem = path(
      `M${n(spots[0].x)} ${n(spots[0].y)}L${n(spots[leaves - 1].x)} ${n(spots[leaves - 1].y)}`,
      'stroke="#9fb09a" stroke-width="2.4" fill="none"',
    );
    return (
      stem +
      spots
        .map((spot, i) => {
          const scale = size * (0.00225 - i * 0.00012);
          const kind = oneOf(random, ['sage', 'sage', 'olive']);
          return [-52, 52]
            .map((side) => use(kind, spot, scale * between(random, 0.85, 1.1) * 1.0, turn + side))
            .join('');
        })
        .join('') +
      use('sage', spots[leaves - 1], size * 0.0015, turn)
    );
  };
  const flower = (kind: string, right: number, down: number, scale: number): string =>
    use(kind, at(right, down), (scale * size) / 100, random() * 360);
  return [
    spray(0.1, 0.1, 12, 9),
    spray(0.1, 0.1, 78, 9),
    spray(0.14, 0.14, 36, 7),
    spray(0.14, 0.14, 57, 7),
    spray(0.3, 0.02, 24, 5),
    spray(0.02, 0.3, 64, 5),
    ...Array.from({ length: 16 }, () => {
      const angle = between(random, 2, 88) * (Math.PI / 180);
      const away = between(random, 0.3, 0.6);
      return use('bud', at(Math.cos(angle) * away, Math.sin(angle) * away), size / 620, random() * 360);
    }),
    flower('cream', 0.52, 0.1, 0.2),
    flower('blush', 0.1, 0.52, 0.2),
    flower('blush', 0.41, 0.26, 0.17),
    flower('cream', 0.26, 0.42, 0.18),
    flower('rose', 0.32, 0.06, 0.26),
    flower('blush', 0.04, 0.32, 0.28),
    flower('cream', 0.1, 0.08, 0.38),
    flower('rose', 0.23, 0.24, 0.22),
  ].join('');
}

/** White and blush peonies with silver leaves, within a thread of gold. */
export function wedding(field: Field): Sketch {
  const { width, height, random } = field;
  const size = Math.min(520, width * 0.42, height * 0.42);
  const line = (inset: number, strokeWidth: number): string =>
    `<rect x="${inset}" y="${inset}" width="${n(width - 2 * inset)}" height="${n(height - 2 * inset)}" rx="6" fill="none" stroke="url(#gold)" stroke-width="${strokeWidth}"/>`;
  const lights = scatter(field, Math.round((width + height) / 60), 60).map((spot) =>
    circle(spot, between(random, 12, 62), `fill="url(#light)" opacity="${n(between(random, 0.25, 0.75))}"`),
  );
  const petals = scatter(field, 16, 110).map((spot) =>
    use('petal', spot, between(random, 0.7, 1.2), random() * 360, 'opacity="0.8"'),
  );
  return {
    defs:
      fall('paper', [
        [0, '#fdfaf5'],
        [0.6, '#f8f1e8'],
        [1, '#f3e7dc'],
      ]) +
      glow('middle', [
        [0, '#ffffff', 0.95],
        [1, '#ffffff', 0],
      ]) +
      glow('light', [
        [0, '#ffffff', 0.9],
        [0.75, '#fff4e6', 0.55],
        [0.92, '#ffeeda', 0.4],
        [1, '#ffeeda', 0],
      ]) +
      `<linearGradient id="gold" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="${n(width)}" y2="${n(height)}"><stop offset="0" stop-color="#cfa95a"/><stop offset="0.25" stop-color="#f0dca6"/><stop offset="0.5" stop-color="#c49a48"/><stop offset="0.75" stop-color="#f2e0b0"/><stop offset="1" stop-color="#bb9040"/></linearGradient>` +
      leaf('sage', '#bcc9b6', '#6f8a70', 26) +
      leaf('olive', '#a3b59b', '#5d7a5e', 17) +
      peony('cream', ['#fffdf8', '#fdf6ea', '#fbeedd', '#f8e4cd', '#f3d6b8'], '#c69a72', random) +
      peony('blush', ['#fdeae6', '#fbdcd7', '#f7cbc6', '#f2b9b5', '#e9a3a2'], '#b5656a', random) +
      peony('rose', ['#f9d5d3', '#f3bfbf', '#eaa6a8', '#df8d92', '#d0777f'], '#96454f', random) +
      '<g id="bud"><path d="M0 26Q2 12 0 0" stroke="#9fb09a" stroke-width="2" fill="none"/><circle r="7" fill="#fffaf1" stroke="#d9c4a6" stroke-width="1"/><path d="M-6 3Q0 9 6 3" fill="none" stroke="#a3b59b" stroke-width="3"/></g>' +
      '<path id="petal" d="M0 14C-14 8 -17 -8 -6 -17C4 -20 16 -8 0 14Z" fill="#f9dcd7"/>',
    body: [
      ground(field, 'fill="url(#paper)"'),
      ...lights,
      circle({ x: width / 2, y: height * 0.52 }, Math.min(width, height) * 0.6, 'fill="url(#middle)"'),
      line(30, 3),
      line(42, 1.2),
      ...petals,
      bouquet({ x: 0, y: 0, toX: 1, toY: 1, size }, random),
      bouquet({ x: width, y: height, toX: -1, toY: -1, size }, random),
      bouquet({ x: width, y: 0, toX: -1, toY: 1, size: size * 0.72 }, random),
      bouquet({ x: 0, y: height, toX: 1, toY: -1, size: size * 0.72 }, random),
    ].join(''),
  };
}
