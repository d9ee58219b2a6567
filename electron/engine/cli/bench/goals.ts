import type { BenchReport } from './suite.ts';

export type RatioName = keyof BenchReport['ratios'];

/** What the ratios should come to; those without a goal are shown for what they are. */
export const GOALS: Readonly<
  Partial<Record<RatioName, { readonly least?: number; readonly most?: number }>>
> = {
  endToEndOverCeilingWav2lip: { least: 0.9 },
  endToEndOverCeilingBuiltin: { least: 0.85 },
  peakMemory10minOver30s: { most: 1.1 },
  prosodyOverAudio: { most: 0.01 },
  prosodyEditOverAudio: { most: 0.0015 },
  praatOverProsody: { least: 5 },
  phraseEditOverGoal: { most: 1 },
  fourPresetsOverOne: { most: 1.6 },
  warmOverCold: { most: 0.35 },
};

/** null: not measured, or without a goal. */
export function isReached(name: RatioName, value: number | null): boolean | null {
  const goal = GOALS[name];
  if (!goal || value === null) return null;
  return value >= (goal.least ?? -Infinity) && value <= (goal.most ?? Infinity);
}
