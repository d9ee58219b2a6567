/** What half and whole numbers bring a network on the processor, and what they cost in accuracy. */
import { largestError } from '../../runtime/inference/answers.ts';
import { seededInputs } from '../../runtime/inference/seededInputs.ts';
import { loadSession } from '../../runtime/onnx.ts';
import { throwIfCancelled } from '../../../../shared/errors.ts';
import { percentile } from './workload.ts';

export const PRECISIONS = ['fp32', 'fp16', 'int8'] as const;
export type Precision = (typeof PRECISIONS)[number];

export interface PrecisionRung {
  readonly precision: Precision;
  /** Median of a call; null: not measured. */
  readonly msPerCall: number | null;
  /** How many times faster than single precision. */
  readonly speedUp: number | null;
  /** Largest difference from single precision, in units of the answer's spread. */
  readonly largestError: number | null;
  /** Why it was not measured. */
  readonly reason: string | null;
}

const RUNS = 7;
/** Free sizes of an input; the networks measured here leave none open. */
const SIDE_PX = 96;

/** @param files the same network in each precision; one that is missing is not measured */
export async function benchPrecision(
  files: Readonly<Partial<Record<Precision, string>>>,
  signal: AbortSignal,
): Promise<readonly PrecisionRung[]> {
  const rungs: PrecisionRung[] = [];
  let expected: Parameters<typeof largestError>[0] | null = null;
  let singleMs: number | null = null;
  for (const precision of PRECISIONS) {
    const nothing = { precision, msPerCall: null, speedUp: null, largestError: null };
    const file = files[precision];
    if (file === undefined) {
      rungs.push({ ...nothing, reason: 'no network of this precision was given' });
      continue;
    }
    try {
      const session = await loadSession(file);
      try {
        const feeds = seededInputs(session.inputs, 1, SIDE_PX);
        const answer = await session.run(feeds);
        const times: number[] = [];
        while (times.length < RUNS) {
          throwIfCancelled(signal);
          const startMs = performance.now();
          await session.run(feeds);
          times.push(performance.now() - startMs);
        }
        const msPerCall = percentile(times, 0.5);
        expected ??= answer;
        singleMs ??= msPerCall;
        rungs.push({
          precision,
          msPerCall,
          speedUp: singleMs / msPerCall,
          largestError: largestError(expected, answer),
          reason: null,
        });
      } finally {
        await session.release();
      }
    } catch (thrown) {
      throwIfCancelled(signal);
      const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
      rungs.push({ ...nothing, reason: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return rungs;
}
