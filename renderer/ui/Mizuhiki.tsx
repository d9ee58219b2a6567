/** Celebration cord tied in a bow, as on a gift envelope: decoration only. */
export function Mizuhiki() {
  return (
    <svg className="mizuhiki" viewBox="0 0 320 72" width="320" height="72" fill="none" aria-hidden="true">
      <g className="mizuhiki-gold" strokeWidth="2">
        <path d="M0 33h146M174 33h146" />
        <path d="M154 42c-8 12-20 20-34 24M166 42c8 12 20 20 34 24" />
        <path d="M160 36C142 8 112 6 106 20s22 24 54 16c32 8 60-2 54-16s-36-12-54 16Z" />
      </g>
      <g className="mizuhiki-red" strokeWidth="2">
        <path d="M0 39h146M174 39h146" />
        <path d="M158 44c-6 10-14 18-26 24M162 44c6 10 14 18 26 24" />
        <path d="M160 36C146 14 118 11 113 21s18 19 47 15c29 4 52-5 47-15s-33-7-47 15Z" />
      </g>
      <rect className="mizuhiki-knot" x="152" y="27" width="16" height="18" rx="6" />
    </svg>
  );
}
