import type { ProsodyConfidence } from '../../../../../shared/prosody/confidence.ts';
import { CONFIDENCE_GATE } from '../../../../../shared/prosody/confidence.ts';

/** An adjusted voice of some strength, and how it turned out. */
export interface Attempt<Result> {
  /** Strength of the request: 1 as designed, 0 nothing. */
  readonly amount: number;
  readonly result: Result;
  readonly confidence: ProsodyConfidence;
}

/** What people are offered, and the sentence that tells them why. */
export interface GateDecision<Result> {
  /** `original`: not even the gentlest version passed, so the voice is best left as it is. */
  readonly offer: 'as-asked' | 'gentler' | 'original';
  /** What was asked for, whatever is offered. */
  readonly asked: Attempt<Result>;
  /** The version that passed; null when the original is offered. */
  readonly accepted: Attempt<Result> | null;
  readonly why: string;
}

/** The strengths tried after the one asked for, as shares of it. Weaker ones would hardly be heard. */
const GENTLER_SHARES = [0.7, 0.45, 0.25];
/** Faults of the recording: no gentler version is free of them. */
const BEYOND_HELP: readonly string[] = [
  'no-speech',
  'no-voiced-speech',
  'clipping-recorded',
  'spectrum-hidden',
];

const hundredths = (value: number): string => value.toFixed(2);

/**
 * Looks for a version that may be used: the one asked for, else gentler ones, else the original.
 * @param attempt adjusts the voice with a strength and measures the result; called at most four times
 * @param amount the strength asked for
 */
export async function passGate<Result>(
  attempt: (amount: number) => Promise<Attempt<Result>>,
  amount: number,
): Promise<GateDecision<Result>> {
  const asked = await attempt(amount);
  const score = asked.confidence.score ?? 0;
  if (score >= CONFIDENCE_GATE)
    return { offer: 'as-asked', asked, accepted: asked, why: `The confidence is ${hundredths(score)}.` };
  const reason = asked.confidence.reasons[0] ?? '';
  const found =
    `The confidence is ${hundredths(score)}, below ${hundredths(CONFIDENCE_GATE)}. ${reason}`.trim();
  if (!asked.confidence.reasonCodes.some((code) => BEYOND_HELP.includes(code)))
    for (const share of GENTLER_SHARES) {
      const gentler = await attempt(amount * share);
      const gentlerScore = gentler.confidence.score ?? 0;
      if (gentlerScore < CONFIDENCE_GATE) continue;
      return {
        offer: 'gentler',
        asked,
        accepted: gentler,
        why: `${found} With ${Math.round(share * 100)} % of the strength it is ${hundredths(gentlerScore)}.`,
      };
    }
  return {
    offer: 'original',
    asked,
    accepted: null,
    why: `${found} No gentler version is better: the original voice is the safer choice.`,
  };
}
