import { useId } from 'react';

/** Seigaiha, the pattern of calm waves, as a very quiet ground. */
export function WavePattern() {
  const id = useId();
  return (
    <svg className="wave-pattern" aria-hidden="true" width="100%" height="100%">
      <defs>
        <pattern id={id} width="56" height="28" patternUnits="userSpaceOnUse">
          <g fill="none" stroke="currentColor" strokeWidth="1">
            {[27, 19, 11].map((radius) => (
              <g key={radius}>
                <circle cx="28" cy="28" r={radius} />
                <circle cx="0" cy="14" r={radius} />
                <circle cx="56" cy="14" r={radius} />
              </g>
            ))}
          </g>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
