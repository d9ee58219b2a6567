/**
 * Voiced stretches: pitch-synchronous overlap-add in the time domain (Moulines & Charpentier 1990), with Praat's
 * half-length rule: a bell reaches to the neighbouring target pulse, but never beyond the neighbouring source pulse.
 */
import { toAdjusted, toOriginal, type TimeMap } from '../../../../../shared/prosody/timeMap.ts';
import { pitchAt, type PitchTier } from './pitchTier.ts';
import type { Copy, Grain } from './synthesisPlan.ts';
import type { VoicedRun } from './voicedRuns.ts';

/** Lowered pitch leaves gaps between grains; the level they cost is given back up to this (+3 dB). */
const MAX_COMPENSATION = Math.SQRT2;
/** The same grain so often in a row begins to buzz; from then on its neighbour is mixed in. */
const MAX_REPETITIONS = 3;
/**
 * So many periods at either end of a lowered stretch are mixed from the two source periods around them instead of taken
 * from the nearer one: they are the least alike, and where they jump they are no longer heard as voiced.
 */
const MIXED_AT_ENDS = 3;
/** Gaps between grains that need a higher gain than this are those of a lowered voice, smaller ones are jitter. */
const LOWERED_GAIN = 1.02;
/** Neighbours that would be heard less than this are left out. */
const SMALLEST_SHARE = 0.05;
/**
 * How far the last pulse may lie behind the source's own last one, in periods. It takes a few periods to hear a voice,
 * and a lowered one has fewer of them in the same time: its fading end needs a little longer to be heard as before.
 */
const LATEST_END_PERIODS = 0.5;
const LATER_END_PERIODS_PER_OCTAVE = 2.2;
const MAX_LATEST_END_PERIODS = 1;
/**
 * The tracked contour is smooth over its window of three periods; the pulses show the period itself. What they say
 * beyond the contour is kept, so that tracking the result smooths it as it smoothed the original, and the voice keeps
 * its natural jitter. Pulses further off than this are misplaced.
 */
const MAX_DEVIATION_OCTAVES = 0.08;

export interface VoicedInput {
  readonly sampleRateHz: number;
  /** Samples, fractional, ascending. */
  readonly pulses: Float64Array;
  readonly target: PitchTier;
  /** The contour as tracked. */
  readonly original: PitchTier;
  readonly timeMap: TimeMap;
}

/** A voiced stretch as planned: between `start` and `end` nothing else sounds. */
export interface VoicedPlan {
  /** First sample of the result that it covers, and the shift of the source there. */
  readonly start: number;
  readonly startOffset: number;
  /** First sample behind it, and the shift of the source there. */
  readonly end: number;
  readonly endOffset: number;
  readonly grains: readonly Grain[];
  readonly copy: Copy | null;
}

/** A stretch that nothing changes, moved as a whole. */
export function planUnchangedRun(run: VoicedRun, { sampleRateHz, pulses, timeMap }: VoicedInput): VoicedPlan {
  const [from, to] = [pulses[run.first], pulses[run.last]];
  const offset = Math.round(toAdjusted(timeMap, from / sampleRateHz) * sampleRateHz - from);
  const [start, end] = [Math.ceil(from + offset), Math.ceil(to + offset)];
  return {
    start,
    startOffset: offset,
    end,
    endOffset: offset,
    grains: [],
    copy: { start, end, offset, fade: null },
  };
}

/**
 * @param latestEnd sample of the result that the last pulse must lie before
 */
export function planVoicedRun(run: VoicedRun, input: VoicedInput, latestEnd: number): VoicedPlan {
  const { pulses } = input;
  const targets = targetPulses(run, input, latestEnd);
  const nearest = nearestPulses(targets, run, input);
  const last = targets.length - 1;
  const startOffset = Math.round(targets[0] - pulses[run.first]);
  const endOffset = Math.round(targets[last] - pulses[nearest[last]]);
  // The first and the last grain join verbatim sound, so they are shifted by whole samples.
  targets[0] = pulses[run.first] + startOffset;
  targets[last] = pulses[nearest[last]] + endOffset;
  const grains: Grain[] = [];
  let repetitions = 0;
  for (let k = 0; k <= last; k++) {
    const j = nearest[k];
    repetitions = k > 0 && nearest[k - 1] === j ? repetitions + 1 : 0;
    const before = k > 0 ? targets[k] - targets[k - 1] : 0;
    const after = k < last ? targets[k + 1] - targets[k] : 0;
    const left = k > 0 ? Math.min(before, intervalBefore(pulses, j, run)) : 0;
    const right = k < last ? Math.min(after, intervalAfter(pulses, j, run)) : 0;
    const isInner = k > 0 && k < last;
    const gain = isInner ? Math.min(MAX_COMPENSATION, Math.sqrt((before + after) / (left + right))) : 1;
    const grain: Grain = { source: pulses[j], target: targets[k], left, right, gain };
    const isAtEnd = j - run.first < MIXED_AT_ENDS || run.last - j < MIXED_AT_ENDS;
    const isMixed = repetitions >= MAX_REPETITIONS || (isAtEnd && gain > LOWERED_GAIN);
    if (!isInner || !isMixed) grains.push(grain);
    else grains.push(...mixedWithNeighbour(grain, j, run, input));
  }
  return {
    start: Math.ceil(targets[0]),
    startOffset,
    end: Math.ceil(targets[last]),
    endOffset,
    grains,
    copy: null,
  };
}

/** From the first source pulse on, a pulse wherever the integral of the target F0 passes a whole number. */
function targetPulses(
  run: VoicedRun,
  { sampleRateHz, pulses, target, original, timeMap }: VoicedInput,
  latestEnd: number,
): number[] {
  let j = run.first;
  const endSec = toAdjusted(timeMap, pulses[run.last] / sampleRateHz);
  const limitSec = latestEnd / sampleRateHz;
  const targets: number[] = [];
  let sec = toAdjusted(timeMap, pulses[run.first] / sampleRateHz);
  for (;;) {
    targets.push(sec * sampleRateHz);
    const roughPeriod = 1 / pitchAt(target, toOriginal(timeMap, sec));
    const middleSec = toOriginal(timeMap, sec + roughPeriod / 2);
    while (j < run.last - 1 && pulses[j + 1] <= middleSec * sampleRateHz) j++;
    const ownHz = sampleRateHz / (pulses[j + 1] - pulses[j]);
    const [trackedHz, targetHz] = [pitchAt(original, middleSec), pitchAt(target, middleSec)];
    const deviation = ownHz / trackedHz;
    const jitter = Math.abs(Math.log2(deviation)) < MAX_DEVIATION_OCTAVES ? deviation : 1;
    const period = 1 / (targetHz * jitter);
    const next = sec + period;
    const latestSec = endSec + period * latestEndPeriods(Math.log2(trackedHz / targetHz));
    if (targets.length > 1 && (next > latestSec || next >= limitSec)) return targets;
    sec = next;
  }
}

const latestEndPeriods = (octavesLower: number): number =>
  Math.min(
    MAX_LATEST_END_PERIODS,
    LATEST_END_PERIODS + LATER_END_PERIODS_PER_OCTAVE * Math.max(0, octavesLower),
  );

/** The source pulse nearest to what the time map says is heard at each target pulse; the first is the run's first. */
function nearestPulses(
  targets: readonly number[],
  run: VoicedRun,
  { sampleRateHz, pulses, timeMap }: VoicedInput,
): number[] {
  let j = run.first;
  return targets.map((target, k) => {
    if (k === 0) return j;
    const source = toOriginal(timeMap, target / sampleRateHz) * sampleRateHz;
    while (j < run.last && Math.abs(pulses[j + 1] - source) <= Math.abs(pulses[j] - source)) j++;
    return j;
  });
}

const intervalBefore = (pulses: Float64Array, j: number, run: VoicedRun): number =>
  j > run.first ? pulses[j] - pulses[j - 1] : pulses[j + 1] - pulses[j];

const intervalAfter = (pulses: Float64Array, j: number, run: VoicedRun): number =>
  j < run.last ? pulses[j + 1] - pulses[j] : pulses[j] - pulses[j - 1];

function mixedWithNeighbour(
  grain: Grain,
  j: number,
  run: VoicedRun,
  { sampleRateHz, pulses, timeMap }: VoicedInput,
): Grain[] {
  const source = toOriginal(timeMap, grain.target / sampleRateHz) * sampleRateHz;
  const neighbour = source < pulses[j] ? j - 1 : j + 1;
  if (neighbour < run.first || neighbour > run.last) return [grain];
  const share = Math.min(0.5, Math.abs(source - pulses[j]) / Math.abs(pulses[neighbour] - pulses[j]));
  if (share < SMALLEST_SHARE) return [grain];
  return [
    { ...grain, gain: grain.gain * (1 - share) },
    { ...grain, source: pulses[neighbour], gain: grain.gain * share },
  ];
}
