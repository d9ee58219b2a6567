import type { Gradient } from '../../stores/projectDocument.ts';

/** As the engine paints it: its gradient is that of CSS. */
export const gradientCss = ({ from, to, angleDeg }: Gradient): string =>
  `linear-gradient(${angleDeg}deg, ${from}, ${to})`;

/** Offered at once: dawn, cherry, young leaf, autumn, lacquer, pale indigo, evening. */
export const GRADIENTS = [
  { from: '#e9c987', to: '#f6efe2', angleDeg: 0 },
  { from: '#f7c9d4', to: '#fdf3ee', angleDeg: 20 },
  { from: '#a9c59a', to: '#f2f1dc', angleDeg: 330 },
  { from: '#d9703c', to: '#f7d79b', angleDeg: 25 },
  { from: '#7f1f12', to: '#c9482f', angleDeg: 35 },
  { from: '#6f8fb5', to: '#dbe7f0', angleDeg: 0 },
  { from: '#4b4076', to: '#e6a48f', angleDeg: 180 },
] as const satisfies readonly Gradient[];

export const isSameGradient = (a: Gradient, b: Gradient): boolean =>
  a.from === b.from && a.to === b.to && a.angleDeg === b.angleDeg;
