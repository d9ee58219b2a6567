import { useId } from 'react';

/** Rings of one wave, outermost first, in pixels. */
const RADII = [27, 19, 11] as const;
/** Rows of waves that reach into one 56 x 28 tile, top to bottom: each row covers the one above it. */
const ROWS = [
  { y: -14, xs: [28] },
  { y: 0, xs: [0, 56] },
  { y: 14, xs: [28] },
  { y: 28, xs: [0, 56] },
  { y: 42, xs: [28] },
] as const;

/** Seigaiha, the pattern of calm waves, as a very quiet ground. */
export function WavePattern() {
  const id = useId();
  return (
    <svg className="wave-pattern" aria-hidden="true" width="100%" height="100%">
      <defs>
        <pattern id={id} width="56" height="28" patternUnits="userSpaceOnUse">
          {ROWS.map(({ y, xs }) => (
            <g key={y} fill="var(--paper)" stroke="currentColor">
              {xs.flatMap((x) =>
                RADII.map((radius) => <circle key={`${x} ${radius}`} cx={x} cy={y} r={radius} />),
              )}
            </g>
          ))}
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
