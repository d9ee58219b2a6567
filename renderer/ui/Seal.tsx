/** The mark of the program: a knot of celebration cord on a vermilion seal. */
export function Seal() {
  return (
    <svg className="seal" viewBox="0 0 64 64" width="32" height="32" aria-hidden="true">
      <rect className="seal-ground" x="2" y="2" width="60" height="60" rx="14" />
      <g fill="none" strokeLinecap="round" strokeLinejoin="round">
        <path
          className="seal-cord"
          strokeWidth="4.4"
          d="M32 33C22 16 8 20 12 30s17 6 20 3c3 3 16 7 20-3s-10-14-20 3Z"
        />
        <path className="seal-thread" strokeWidth="4.4" d="M30 36C26 44 21 49 15 52M34 36c4 8 9 13 15 16" />
        <circle className="seal-knot" cx="32" cy="33" r="5" />
      </g>
    </svg>
  );
}
