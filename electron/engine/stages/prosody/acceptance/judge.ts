import type { PraatContour } from './praatTracker.ts';

/** A request as people make it: f' = m P (f/m)^R with the median m, every length divided by the tempo. */
export interface JudgedRequest {
  readonly name: string;
  readonly pitch: number;
  readonly range: number;
  readonly tempo: number;
}

export const JUDGED_REQUESTS: readonly JudgedRequest[] = [
  { name: 'pitch x 1.35', pitch: 1.35, range: 1, tempo: 1 },
  { name: 'pitch x 0.85', pitch: 0.85, range: 1, tempo: 1 },
  { name: 'range x 0.7', pitch: 1, range: 0.7, tempo: 1 },
  { name: 'tempo x 0.8', pitch: 1, range: 1, tempo: 0.8 },
  { name: 'pitch x 1.15, range x 1.4, duration x 0.9', pitch: 1.15, range: 1.4, tempo: 1 / 0.9 },
];

export interface ContourJudgement {
  /** Median of the result against the median asked for, frames voiced in both, cents. */
  readonly medianCents: number;
  /** Root mean square of the error, gross errors left out, cents. */
  readonly rmseCents: number;
  /** Share of frames more than 300 cents off. */
  readonly grossShare: number;
  /** Share of the original's frames that are voiced, or unvoiced, in both. */
  readonly voicingAgreement: number;
}

const STEP_SEC = 0.01;
const GROSS_CENTS = 300;

/** Compares the contour of a result with what was asked, both as tracked by Praat, at the mapped time of each frame. */
export function judgeContour(
  original: PraatContour,
  result: PraatContour,
  { pitch, range, tempo }: JudgedRequest,
): ContourJudgement {
  const voiced = original.hz.filter((hz) => hz > 0);
  const middle = median(voiced);
  const asked: number[] = [];
  const got: number[] = [];
  let agreeing = 0;
  original.hz.forEach((hz, i) => {
    const there = valueAt(result, (original.startSec + i * STEP_SEC) / tempo);
    if (hz > 0 === there > 0) agreeing++;
    if (hz <= 0 || there <= 0) return;
    asked.push(middle * pitch * (hz / middle) ** range);
    got.push(there);
  });
  const errors = asked.map((hz, i) => 1200 * Math.log2(got[i] / hz));
  const fair = errors.filter((error) => Math.abs(error) <= GROSS_CENTS);
  return {
    medianCents: 1200 * Math.log2(median(got) / median(asked)),
    rmseCents: Math.sqrt(fair.reduce((sum, error) => sum + error ** 2, 0) / fair.length),
    grossShare: 1 - fair.length / errors.length,
    voicingAgreement: agreeing / original.hz.length,
  };
}

/** Linear between voiced frames; at the edge of voicing the nearer frame decides. */
function valueAt({ startSec, hz }: PraatContour, sec: number): number {
  const position = (sec - startSec) / STEP_SEC;
  const i = Math.floor(position);
  const [a, b] = [hz[i] ?? 0, hz[i + 1] ?? 0];
  if (a > 0 && b > 0) return a + (b - a) * (position - i);
  return position - i < 0.5 ? a : b;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** Samples at full scale twice running: what clipping looks like. */
export function clippedSamples(samples: Float32Array): number {
  let count = 0;
  for (let i = 1; i < samples.length; i++)
    if (Math.abs(samples[i]) >= 0.9998 && Math.abs(samples[i - 1]) >= 0.9998) count++;
  return count;
}
