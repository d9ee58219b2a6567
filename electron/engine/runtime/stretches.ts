/**
 * A voice in stretches that are heard by themselves: a phrase and half of the pause on either side.
 *
 * What an edit changes in one phrase must not move the mouth in any other. So whoever measures an adjusted voice looks
 * at each stretch that was changed as if it alone had been: in the middle of the recording, which is the same whatever
 * else is edited.
 */

import { monoOf, type MonoSound } from './monoSource.ts';

/** Steps of all curves here: 10 ms, 160 samples at 16 kHz. Step i is centred at i * STEP_SEC. */
const STEP_SEC = 0.01;
const STEP_SAMPLES = 160;
/** Around a join the recording is heard: short-time measures there would hear both sides. */
const JOIN_STEPS = 2;
/** Shorter stretches are not divided any further. */
const LEAST_STEPS = 3 * JOIN_STEPS;

/** Steps `from` up to `to - 1`, in the recording and in the voice that is heard. */
export interface Stretch {
  readonly recordedFrom: number;
  readonly recordedTo: number;
  readonly heardFrom: number;
  readonly heardTo: number;
}

/** The middles of the pauses between phrases, seconds. */
export const cutsBetween = (phrases: readonly (readonly [startSec: number, endSec: number])[]): number[] =>
  phrases.slice(1).map(([startSec], i) => (phrases[i][1] + startSec) / 2);

/**
 * Divides a voice.
 * @param cutsSec where, in seconds of the recording, ascending
 * @param recordedSteps number of steps of the recording's curves
 * @param heardSteps the same of the voice that is heard
 * @param toHeard from seconds of the recording to seconds of the voice that is heard
 * @returns stretches that cover both from the first to the last step, at least one
 */
export function stretchesOf(
  cutsSec: readonly number[],
  recordedSteps: number,
  heardSteps: number = recordedSteps,
  toHeard: (sec: number) => number = (sec) => sec,
): Stretch[] {
  const stretches: Stretch[] = [];
  let recordedFrom = 0;
  let heardFrom = 0;
  for (const cutSec of cutsSec) {
    const recordedTo = Math.round(cutSec / STEP_SEC);
    const heardTo = Math.round(toHeard(recordedTo * STEP_SEC) / STEP_SEC);
    const isLongEnough = Math.min(recordedTo - recordedFrom, heardTo - heardFrom) >= LEAST_STEPS;
    const leavesEnough = Math.min(recordedSteps - recordedTo, heardSteps - heardTo) >= LEAST_STEPS;
    if (!isLongEnough || !leavesEnough) continue;
    stretches.push({ recordedFrom, recordedTo, heardFrom, heardTo });
    recordedFrom = recordedTo;
    heardFrom = heardTo;
  }
  return [...stretches, { recordedFrom, recordedTo: recordedSteps, heardFrom, heardTo: heardSteps }];
}

/** The steps of a stretch that hear nothing but it. */
function innerSteps(
  { heardFrom, heardTo }: Stretch,
  heardSteps: number,
): readonly [from: number, to: number] {
  return [
    heardFrom === 0 ? 0 : heardFrom + JOIN_STEPS,
    heardTo === heardSteps ? heardTo : heardTo - JOIN_STEPS,
  ];
}

/** Whether a stretch is heard as it was recorded, told by a curve of both. */
export function isUntouched(stretch: Stretch, recorded: Float32Array, heard: Float32Array): boolean {
  const { recordedFrom, recordedTo, heardFrom, heardTo } = stretch;
  if (recordedTo - recordedFrom !== heardTo - heardFrom) return false;
  const [from, to] = innerSteps(stretch, heard.length);
  const moved = heardFrom - recordedFrom;
  for (let t = from; t < to; t++) if (heard[t] !== recorded[t - moved]) return false;
  return true;
}

/** A changed stretch in the middle of the recording. */
export interface Spliced {
  readonly values: Float32Array;
  /** The steps of the values that belong to the stretch: `from` up to `to - 1`. */
  readonly from: number;
  readonly to: number;
}

/** The steps of the recording on either side of a stretch that are looked at. */
function around({ recordedFrom, recordedTo }: Stretch, recordedSteps: number, reachSteps: number) {
  return {
    first: Math.max(0, recordedFrom - reachSteps),
    end: Math.min(recordedSteps, recordedTo + reachSteps),
  };
}

/**
 * The curve of a recording in which one stretch is as it is heard.
 * @param reachSteps how much of the recording on either side
 */
export function spliceCurve(
  stretch: Stretch,
  recorded: Float32Array,
  heard: Float32Array,
  reachSteps: number,
): Spliced {
  const { recordedFrom, recordedTo, heardFrom, heardTo } = stretch;
  const { first, end } = around(stretch, recorded.length, reachSteps);
  const [innerFrom, innerTo] = innerSteps(stretch, heard.length);
  const values = joined([
    recorded.subarray(first, recordedFrom + innerFrom - heardFrom),
    heard.subarray(innerFrom, innerTo),
    recorded.subarray(recordedTo - (heardTo - innerTo), end),
  ]);
  const from = recordedFrom - first;
  return { values, from, to: from + heardTo - heardFrom };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const values = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

/**
 * The sound of a recording in which one stretch is as it is heard; its steps are those of {@link spliceCurve}.
 * @param recorded 16 kHz mono, like `heard`
 */
export function spliceSound(
  stretch: Stretch,
  recorded: MonoSound,
  heard: MonoSound,
  reachSteps: number,
): Spliced {
  const { recordedFrom, recordedTo, heardFrom, heardTo } = stretch;
  const stepsIn = (samples: MonoSound): number => Math.floor(samples.length / STEP_SAMPLES) + 1;
  const recordedSteps = stepsIn(recorded);
  const { first, end } = around(stretch, recordedSteps, reachSteps);
  const [innerFrom, innerTo] = innerSteps(stretch, stepsIn(heard));
  const cut = (samples: MonoSound, from: number, to: number, isToEnd: boolean): Float32Array => {
    const start = Math.min(samples.length, from * STEP_SAMPLES);
    const cutTo = isToEnd ? samples.length : Math.min(samples.length, to * STEP_SAMPLES);
    // A copy: what is read next would take its place.
    return monoOf(samples).read(start, Math.max(start, cutTo)).slice();
  };
  const isLast = innerTo === stepsIn(heard);
  const values = joined([
    cut(recorded, first, recordedFrom + innerFrom - heardFrom, false),
    cut(heard, innerFrom, innerTo, isLast),
    ...(isLast ? [] : [cut(recorded, recordedTo - (heardTo - innerTo), end, end === recordedSteps)]),
  ]);
  const from = recordedFrom - first;
  return { values, from, to: from + heardTo - heardFrom };
}
