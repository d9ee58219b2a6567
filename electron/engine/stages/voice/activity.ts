import { slidingMinimum } from '../../runtime/slidingMinimum.ts';
import { STEP_SEC } from './level.ts';

/** Stretches without speech shorter than this are plosive closures and gaps between words. */
export const MIN_PAUSE_SEC = 0.15;

const steps = (seconds: number): number => Math.round(seconds / STEP_SEC);
/** Closures of plosives last up to 0.12 s: the mouth is busy in them. */
const MAX_CLOSURE_STEPS = steps(0.12);
/** Clicks, lip noise and single bumps are shorter than the shortest syllable. */
const MIN_SPEECH_STEPS = steps(0.05);
/** Soft onsets and decays lie just outside the stretch that is clearly speech. */
const LEAD_STEPS = steps(0.01);
const HANG_OVER_STEPS = steps(0.02);
/** The noise floor may change over a recording; speech pauses at least once in this time. */
const FLOOR_REACH_STEPS = steps(4);
const FLOOR_SMOOTH_STEPS = steps(0.1);

/** The level of speech is the loudest that is reached often, not a single peak. */
const SPEECH_PERCENTILE = 0.95;
/** Dynamic range of speech: what lies further below its loud parts is breath and decay. */
const SPEECH_RANGE_DB = 36;
/** Nothing below this is heard next to speech. */
const ABSOLUTE_FLOOR_DB = -75;
/** Threshold above the noise floor: a share of the signal-to-noise ratio within bounds. */
const MARGIN_SHARE = 0.3;
const MARGIN_MIN_DB = 4;
const MARGIN_MAX_DB = 10;
const HYSTERESIS_DB = 2;
/** When the quietest stretch is this far below the speech, it is a pause and shows the noise. */
const CLEAR_PAUSE_DB = 12;
const VOICED = 0.6;

/** What the decision goes by of a voice as a whole. */
export interface ActivityNorms {
  /** Level of loud speech, dB. */
  readonly speechDb: number;
  /** Level of the noise where a stretch never gets quiet, dB. */
  readonly usualFloorDb: number;
}

/** @param levelDb short-time level without rumble, @param voicing 0..1 for the same steps */
export function activityNorms(levelDb: Float32Array, voicing: Float32Array): ActivityNorms {
  const speechDb = percentile(levelDb, SPEECH_PERCENTILE);
  const quietest = quietestAround(levelDb);
  const hasClearPause = quietest.some((db) => db < speechDb - CLEAR_PAUSE_DB);
  const unvoiced = levelDb.filter((_, i) => voicing[i] <= VOICED);
  const enoughUnvoiced = unvoiced.length >= FLOOR_SMOOTH_STEPS;
  // Without a pause and without anything unvoiced there is only voice: no noise to be seen.
  const fallback = enoughUnvoiced ? percentile(unvoiced, 0.5) : speechDb - SPEECH_RANGE_DB;
  const usualFloorDb = hasClearPause
    ? Math.min(percentile(quietest, 0.5), speechDb - CLEAR_PAUSE_DB)
    : fallback;
  return { speechDb, usualFloorDb };
}

/** Beyond this many steps on either side nothing has a part in the decision, but for its hysteresis. */
export const ACTIVITY_REACH_STEPS = FLOOR_REACH_STEPS + FLOOR_SMOOTH_STEPS;

/**
 * Decides for each 10 ms step whether there is speech.
 *
 * The noise floor follows the quietest 100 ms within 4 s on either side (minimum statistics, after Martin 2001). Where a
 * recording never gets quiet (cut tightly, or noise alone), only steps that are not voiced count as noise. The threshold
 * has hysteresis; bumps shorter than a syllable are dropped, closures of plosives are bridged, onsets and decays added.
 * @param levelDb short-time level without rumble, see `shortTimeLevelDb`
 * @param voicing 0..1 for the same steps
 * @param norms of the voice that this is a part of; by default of these steps themselves
 * @returns 1 for speech, 0 for silence; all 0 when nothing stands out from the noise
 */
export function speechActivity(
  levelDb: Float32Array,
  voicing: Float32Array,
  norms: ActivityNorms = activityNorms(levelDb, voicing),
): Uint8Array<ArrayBuffer> {
  const activity = new Uint8Array(levelDb.length);
  const { speechDb } = norms;
  if (speechDb < ABSOLUTE_FLOOR_DB) return activity;
  const floorDb = noiseFloorDb(levelDb, norms);

  let isOn = false;
  for (let i = 0; i < levelDb.length; i++) {
    const margin = Math.min(MARGIN_MAX_DB, Math.max(MARGIN_MIN_DB, MARGIN_SHARE * (speechDb - floorDb[i])));
    const onDb = Math.max(floorDb[i] + margin, speechDb - SPEECH_RANGE_DB, ABSOLUTE_FLOOR_DB);
    const offDb = onDb - HYSTERESIS_DB;
    isOn = levelDb[i] > (isOn || voicing[i] > VOICED ? offDb : onDb);
    activity[i] = isOn ? 1 : 0;
  }
  fillRuns(activity, 1, MIN_SPEECH_STEPS - 1, 0);
  widen(activity, LEAD_STEPS, HANG_OVER_STEPS);
  fillInnerGaps(activity, MAX_CLOSURE_STEPS);
  return activity;
}

/**
 * Stretches without speech of at least {@link MIN_PAUSE_SEC}, leading and trailing ones included.
 * @param durationSec end of the last stretch
 */
export function pausesOf(activity: Uint8Array, durationSec: number): [startSec: number, endSec: number][] {
  const pauses: [number, number][] = [];
  for (const [start, end] of runsOf(activity, 0)) {
    const startSec = start === 0 ? 0 : (start - 0.5) * STEP_SEC;
    const endSec = end === activity.length ? durationSec : (end - 0.5) * STEP_SEC;
    if (endSec - startSec >= MIN_PAUSE_SEC) pauses.push([startSec, endSec]);
  }
  return pauses;
}

const quietestAround = (levelDb: Float32Array): Float32Array =>
  Float32Array.from(slidingMinimum(smoothPower(levelDb, FLOOR_SMOOTH_STEPS), FLOOR_REACH_STEPS));

function noiseFloorDb(levelDb: Float32Array, { speechDb, usualFloorDb }: ActivityNorms): Float32Array {
  return quietestAround(levelDb).map((db) => (db < speechDb - CLEAR_PAUSE_DB ? db : usualFloorDb));
}

/** Level of the mean power over `width` steps around each step. */
function smoothPower(levelDb: Float32Array, width: number): Float32Array {
  const sums = new Float64Array(levelDb.length + 1);
  for (let i = 0; i < levelDb.length; i++) sums[i + 1] = sums[i] + 10 ** (levelDb[i] / 10);
  return levelDb.map((_, i) => {
    const start = Math.max(0, i - width / 2);
    const end = Math.min(levelDb.length, i + width / 2);
    return 10 * Math.log10(Math.max(1e-12, (sums[end] - sums[start]) / (end - start)));
  });
}

/**
 * To half a decibel: an edit of one phrase then usually leaves what is a pause elsewhere as it was.
 * @param share 0..1
 */
function percentile(values: Float32Array, share: number): number {
  const sorted = Float32Array.from(values).sort();
  return Math.round(2 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]) / 2;
}

/** Half-open ranges of equal values. */
function runsOf(activity: Uint8Array, value: 0 | 1): [start: number, end: number][] {
  const runs: [number, number][] = [];
  for (let i = 0; i < activity.length;) {
    let end = i + 1;
    while (end < activity.length && activity[end] === activity[i]) end++;
    if (activity[i] === value) runs.push([i, end]);
    i = end;
  }
  return runs;
}

function fillRuns(activity: Uint8Array, value: 0 | 1, maxLength: number, by: 0 | 1): void {
  for (const [start, end] of runsOf(activity, value))
    if (end - start <= maxLength) activity.fill(by, start, end);
}

function widen(activity: Uint8Array, lead: number, hangOver: number): void {
  for (const [start, end] of runsOf(activity, 1)) activity.fill(1, Math.max(0, start - lead), end + hangOver);
}

function fillInnerGaps(activity: Uint8Array, maxLength: number): void {
  for (const [start, end] of runsOf(activity, 0)) {
    if (start > 0 && end < activity.length && end - start <= maxLength) activity.fill(1, start, end);
  }
}
