/** What is known about how well an adjusted voice turned out. Plain data: reports, projects and the page share it. */

/** The measured qualities, in the order in which they are shown. */
export const CONFIDENCE_TERMS = ['pitch', 'voicing', 'duration', 'clipping', 'spectrum', 'request'] as const;
export type ConfidenceTermName = (typeof CONFIDENCE_TERMS)[number];

export interface ConfidenceTerm {
  /** 0 (broken) to 1 (nothing to find fault with). */
  readonly value: number;
  /** Exponent of the value in the product; all weights sum to 1. */
  readonly weight: number;
  /** Which sentence `why` is, for translations; the numbers in it are in `measures`. */
  readonly code: string;
  /** One English sentence that gives the measured numbers. */
  readonly why: string;
  /** The measured numbers by name, units in the names. */
  readonly measures: Readonly<Record<string, number>>;
}

/** `good` and `fine` may be used, `damaged` is audible and warned about, `broken` is not to be used. */
export type ConfidenceBand = 'good' | 'fine' | 'damaged' | 'broken';

export interface ProsodyConfidence {
  /** 0..1; null: not computed. */
  readonly score: number | null;
  /** null when the score is. */
  readonly band: ConfidenceBand | null;
  readonly terms: Readonly<Partial<Record<ConfidenceTermName, ConfidenceTerm>>>;
  /** The sentences of all terms below 0.8, worst first. */
  readonly reasons: readonly string[];
  /** Their codes, in the same order. */
  readonly reasonCodes: readonly string[];
}

/** Results below this are not offered without a gentler version or the original beside them. */
export const CONFIDENCE_GATE = 0.7;
const GOOD_FROM = 0.85;
const DAMAGED_FROM = 0.5;

/** @param score 0..1 */
export function confidenceBand(score: number): ConfidenceBand {
  if (score >= GOOD_FROM) return 'good';
  if (score >= CONFIDENCE_GATE) return 'fine';
  return score >= DAMAGED_FROM ? 'damaged' : 'broken';
}

/** Says that nobody has measured yet: a confidence is never assumed. */
export const CONFIDENCE_NOT_COMPUTED: ProsodyConfidence = {
  score: null,
  band: null,
  terms: {},
  reasons: [],
  reasonCodes: [],
};
