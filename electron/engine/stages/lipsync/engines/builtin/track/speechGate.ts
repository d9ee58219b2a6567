import type { SpeechFeatures } from '../../../../voice/types.ts';
import { STEP_SEC } from './mel.ts';
import { settled } from './settled.ts';

/** Below the voice's loud moments by this much there is no speech, whatever else is heard. */
const SILENCE_DROP_DB = 42;
const LEVEL_STEP_DB = 1;
/** Speech stands out from the noise of a recording by at least this share of the distance from noise to loud speech. */
const NOISE_MARGIN_SHARE = 0.22;
/** A gap shorter than this is the closure of a stop, not a pause. */
const SHORTEST_PAUSE_SEC = 0.14;
/** Sound shorter than this between two pauses is a click. */
const SHORTEST_SPEECH_SEC = 0.05;
/** The mouth begins to move before it is heard... */
const ANTICIPATION_SEC = 0.08;
/** ...and needs this long to come to rest after the last sound. */
const RELEASE_SEC = 0.13;
/** How far inside a phrase, in steps of 10 ms, its first and last shape are read. */
const SHAPE_STEPS = 3;

/** Level in dB that a given share of the frames does not exceed. */
function levelAt(energyDb: Float32Array, share: number): number {
  const sorted = energyDb.slice().sort();
  return sorted[Math.floor(share * (sorted.length - 1))];
}

/**
 * The level under which the voice room's activity is overruled: the hang-over of an activity measure, the hum and the
 * breath of a pause must not hold the mouth open.
 */
export function silenceLevelDb(energyDb: Float32Array): number {
  const loud = settled(levelAt(energyDb, 0.95), LEVEL_STEP_DB);
  const noise = settled(levelAt(energyDb, 0.05), LEVEL_STEP_DB);
  // A voice without any pause has no frames of noise: the level is never set high up in the speech itself.
  return Math.min(Math.max(loud - SILENCE_DROP_DB, noise + NOISE_MARGIN_SHARE * (loud - noise)), loud - 25);
}

/** Flips runs of `value` that are shorter than `least` frames; runs at the ends count as endless when `keepEnds`. */
function dropShortRuns(speech: Uint8Array, value: 0 | 1, least: number, keepEnds: boolean): void {
  for (let start = 0; start < speech.length;) {
    let end = start;
    while (end < speech.length && speech[end] === speech[start]) end++;
    const atEnd = start === 0 || end === speech.length;
    if (speech[start] === value && end - start < least && !(keepEnds && atEnd))
      speech.fill(1 - value, start, end);
    start = end;
  }
}

/**
 * Where there is speech, every 10 ms, decided by the activity of the voice room and by level.
 * @param threshold {@link silenceLevelDb} of the voice that this is a part of
 * @returns 1 in speech, 0 in silence; gaps of stops are part of speech
 */
export function speechFrames(
  features: Pick<SpeechFeatures, 'stepSec' | 'energyDb' | 'activity'>,
  threshold: number = silenceLevelDb(features.energyDb),
): Uint8Array {
  const speech = features.activity.map((active, i) => (active && features.energyDb[i] > threshold ? 1 : 0));
  const framesOf = (sec: number): number => Math.round(sec / features.stepSec);
  dropShortRuns(speech, 0, framesOf(SHORTEST_PAUSE_SEC), true);
  dropShortRuns(speech, 1, framesOf(SHORTEST_SPEECH_SEC), false);
  return speech;
}

/**
 * Stills a curve in silence: it eases out of the last shape of a phrase and into the first of the next.
 * @param curve every 10 ms
 * @param speech 1 in speech, from {@link speechFrames}; as long as the curve
 * @returns 0 in silence, the curve in speech
 */
export function easeIntoSilence(curve: Float32Array, speech: Uint8Array): Float32Array {
  const result = curve.map((value, t) => (speech[t] ? value : 0));
  const last = speech.length - 1;
  for (let edge = 1; edge <= last; edge++) {
    if (speech[edge] === speech[edge - 1]) continue;
    const direction = speech[edge] ? -1 : 1;
    const seconds = speech[edge] ? ANTICIPATION_SEC : RELEASE_SEC;
    const first = speech[edge] ? edge - 1 : edge;
    const shape = curve[Math.max(0, Math.min(last, first - direction * SHAPE_STEPS))];
    for (let step = 0; step * STEP_SEC < seconds; step++) {
      const t = first + direction * step;
      if (t < 0 || t > last || speech[t]) break;
      const eased = shape * (1 - ((step + 1) * STEP_SEC) / (seconds + STEP_SEC)) ** 2;
      if (Math.abs(eased) > Math.abs(result[t])) result[t] = eased;
    }
  }
  return result;
}
