/** Cuts a voice, what is known of it and the plan of an edit into phrases, so that each can be made by itself. */
import type { ProsodyPlan } from '../../../shared/prosody/compose.ts';
import { sampleCurve, type Curve } from '../../../shared/prosody/curve.ts';
import { isIdentityMap, toAdjusted, type TimeMap } from '../../../shared/prosody/timeMap.ts';
import type { AudioClip } from '../runtime/audio.ts';
import type { PitchTrack, ProsodyAnalysis, TimeSpan } from '../stages/prosody/types.ts';
import { ContentName } from './contentName.ts';

/** A stretch of the voice as it was recorded, in samples: a phrase and half of the pauses around it. */
export interface PhraseSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts in the middle of the pauses between phrases: there a join is not heard.
 * @returns spans that cover the voice, at least one
 */
export function phraseSpans(
  phrases: readonly TimeSpan[],
  length: number,
  sampleRateHz: number,
): PhraseSpan[] {
  const cuts = phrases
    .slice(1)
    .map(([startSec], i) => Math.round(((phrases[i][1] + startSec) / 2) * sampleRateHz))
    .filter((cut) => cut > 0 && cut < length);
  return [0, ...cuts].map((from, i) => ({ from, to: cuts[i] ?? length }));
}

/** First and one past the last frame of a pitch track that lie in a stretch. */
function framesWithin(
  { startSec, stepSec, hz }: PitchTrack,
  fromSec: number,
  toSec: number,
): [number, number] {
  const first = Math.max(0, Math.ceil((fromSec - startSec) / stepSec - 1e-9));
  return [first, Math.max(first, Math.min(hz.length, Math.ceil((toSec - startSec) / stepSec - 1e-9)))];
}

/** A stretch of a clip; shares its samples. */
export const sliceClip = (clip: AudioClip, { from, to }: PhraseSpan): AudioClip => ({
  sampleRateHz: clip.sampleRateHz,
  channels: clip.channels.map((samples) => samples.subarray(from, to)),
  length: to - from,
});

/** What resynthesis needs to know of a stretch, in times of the stretch. Measures of the whole voice stay those. */
export function sliceAnalysis(analysis: ProsodyAnalysis, { from, to }: PhraseSpan): ProsodyAnalysis {
  const { sampleRateHz, pitch } = analysis;
  const [fromSec, toSec] = [from / sampleRateHz, to / sampleRateHz];
  const [first, end] = framesWithin(pitch, fromSec, toSec);
  const within = ([startSec, endSec]: TimeSpan): TimeSpan[] =>
    endSec > fromSec && startSec < toSec
      ? [[Math.max(0, startSec - fromSec), Math.min(toSec, endSec) - fromSec]]
      : [];
  const moved = (times: Float64Array): Float64Array =>
    times.filter((sec) => sec >= fromSec && sec < toSec).map((sec) => sec - fromSec);
  return {
    ...analysis,
    durationSec: toSec - fromSec,
    mono: analysis.mono.subarray(from, to),
    pitch: {
      ...pitch,
      startSec: pitch.startSec + first * pitch.stepSec - fromSec,
      hz: pitch.hz.subarray(first, end),
      strength: pitch.strength.subarray(first, end),
    },
    pulsesSec: moved(analysis.pulsesSec),
    pauses: analysis.pauses.flatMap(within),
    syllablesSec: moved(analysis.syllablesSec),
    phrases: analysis.phrases.flatMap(within),
  };
}

/** Differences of time below this are rounding, not an edit. */
const TIME_GRAIN_SEC = 1e-7;

function sliceMap(map: TimeMap, fromSec: number, toSec: number): TimeMap {
  const start = toAdjusted(map, fromSec);
  const inside = map.originalSec.flatMap((sec, i) => (sec > fromSec && sec < toSec ? [i] : []));
  const originalSec = [0, ...inside.map((i) => map.originalSec[i] - fromSec), toSec - fromSec];
  const adjustedSec = [0, ...inside.map((i) => map.adjustedSec[i] - start), toAdjusted(map, toSec) - start];
  // A phrase that was only moved keeps its own times to the bit.
  const isMoved = originalSec.every((sec, i) => Math.abs(sec - adjustedSec[i]) < TIME_GRAIN_SEC);
  return { originalSec, adjustedSec: isMoved ? originalSec : adjustedSec };
}

function sliceCurve(curve: Curve, fromSec: number, toSec: number): Curve {
  if (curve.length === 0) return [];
  const inside = curve.filter(({ sec }) => sec > fromSec && sec < toSec);
  const sliced = [
    { sec: 0, value: sampleCurve(curve, fromSec) },
    ...inside.map(({ sec, value }) => ({ sec: sec - fromSec, value })),
    { sec: toSec - fromSec, value: sampleCurve(curve, toSec) },
  ];
  return sliced.every(({ value }) => value === 0) ? [] : sliced;
}

/**
 * What an edit asks of one stretch, in times of the stretch. The loudness of the whole is not among it: it depends on
 * all stretches.
 * @param analysis of the whole voice
 */
export function slicePlan(
  plan: ProsodyPlan,
  analysis: ProsodyAnalysis,
  { from, to }: PhraseSpan,
): ProsodyPlan {
  const { sampleRateHz, pitch } = analysis;
  const [fromSec, toSec] = [from / sampleRateHz, to / sampleRateHz];
  const [first, end] = framesWithin(pitch, fromSec, toSec);
  const targetHz = plan.targetHz.subarray(first, end);
  const timeMap = sliceMap(plan.timeMap, fromSec, toSec);
  const gainDb = sliceCurve(plan.gainDb, fromSec, toSec);
  return {
    ...plan,
    targetHz,
    timeMap,
    gainDb,
    loudnessLu: 0,
    loudnessTargetLufs: null,
    isNeutral:
      isIdentityMap(timeMap) &&
      gainDb.length === 0 &&
      plan.brightnessDb === 0 &&
      targetHz.every((hz, i) => hz === pitch.hz[first + i]),
  };
}

/** The name of what an edit asks of one stretch: the same name, the same sound. */
export function nameOfSlice(span: PhraseSpan, slice: ProsodyPlan, loudnessDb: number): number {
  const name = new ContentName().numbers([span.from, span.to, slice.brightnessDb, loudnessDb]);
  if (slice.isNeutral) return name.value;
  name.floats(slice.targetHz);
  const grains = (times: readonly number[]): number[] => times.map((sec) => Math.round(sec / TIME_GRAIN_SEC));
  name.numbers(grains(slice.timeMap.originalSec)).numbers(grains(slice.timeMap.adjustedSec));
  for (const { sec, value } of slice.gainDb) name.numbers([Math.round(sec / TIME_GRAIN_SEC), value]);
  return name.value;
}
