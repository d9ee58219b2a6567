/** The time map of an edit: tempo of the voice, of phrases and along a curve, and the lengths of pauses. */
import { spanIndex } from '../timeline/spanIndex.ts';
import { plateau, sampleCurve, type Curve } from './curve.ts';
import type { PauseEdit, PhraseEdit } from './edits.ts';
import type { ProsodyLimit } from './limits.ts';
import type { ProsodySettings } from './settings.ts';
import { timeMapOf, type DurationSegment, type TimeMap } from './timeMap.ts';
import type { VoiceFacts } from './voiceFacts.ts';

export const TEMPO_FADE_SEC = 0.015;
/** Lines of a curved map are this long. */
const CURVE_STEP_SEC = 0.02;
const FADE_STEPS = 4;
/** Kept at each side of a pause as it is: decay of the sound before, breath before the next. */
const PAUSE_EDGE_SEC = 0.04;
/** A pause that divides phrases is never made shorter than this. */
const PAUSE_MIN_SEC = 0.15;
const PAUSE_MAX_SEC = 2.5;
/** Silence before the first and after the last sound is no pause. */
const CLIP_EDGE_SEC = 0.02;
/** Closer knots than this are one. */
const KNOT_GAP_SEC = 1e-6;

export interface TimeRequest {
  readonly settings: ProsodySettings;
  readonly phrases: readonly PhraseEdit[];
  readonly tempoCurve: Curve;
  readonly pauses: readonly PauseEdit[];
}

export interface ComposedTime {
  readonly timeMap: TimeMap;
  readonly limits: readonly ProsodyLimit[];
}

interface InnerPause {
  readonly startSec: number;
  readonly endSec: number;
  readonly factor: number;
}

export function composeTime(voice: VoiceFacts, request: TimeRequest): ComposedTime {
  const limits: ProsodyLimit[] = [];
  const speechFactor = speechFactorOf(request);
  const inner = innerPauses(voice, request, speechFactor, limits);
  const knots = knotsOf(voice.durationSec, request, inner);
  const pausesAt = spanIndex(inner, (pause) => [pause.startSec, pause.endSec]);
  const segments = knots.slice(1).map((endSec, i): DurationSegment => {
    const middle = (knots[i] + endSec) / 2;
    return { endSec, factor: pausesAt(middle, middle).at(0)?.factor ?? speechFactor(middle) };
  });
  return { timeMap: timeMapOf(segments), limits };
}

/** Duration factor at a moment, pauses apart. */
function speechFactorOf({ settings, phrases, tempoCurve }: TimeRequest): (sec: number) => number {
  const near = spanIndex(
    phrases.filter((phrase) => phrase.settings.tempo !== 1),
    ({ startSec, endSec }) => [startSec - TEMPO_FADE_SEC, endSec + TEMPO_FADE_SEC],
  );
  return (sec) => {
    let tempo = settings.tempo * (tempoCurve.length > 0 ? 2 ** sampleCurve(tempoCurve, sec) : 1);
    for (const phrase of near(sec, sec))
      tempo *= phrase.settings.tempo ** plateau(sec, phrase.startSec, phrase.endSec, TEMPO_FADE_SEC);
    return 1 / tempo;
  };
}

function innerPauses(
  { pauses, durationSec }: VoiceFacts,
  request: TimeRequest,
  speechFactor: (sec: number) => number,
  limits: ProsodyLimit[],
): InnerPause[] {
  const between = pauses.filter(
    ([start, end]) =>
      start > CLIP_EDGE_SEC && end < durationSec - CLIP_EDGE_SEC && end - start > 2.5 * PAUSE_EDGE_SEC,
  );
  return between.flatMap(([start, end]): InnerPause[] => {
    const edit = request.pauses.find(
      (pause) => Math.min(end, pause.endSec) - Math.max(start, pause.startSec) > 0.5 * (end - start),
    );
    if (!edit && request.settings.pauses === 1) return [];
    const pace = speechFactor((start + end) / 2);
    const before = (end - start) * pace;
    const asked = edit ? edit.lengthSec : before * request.settings.pauses;
    const shortest = Math.min(before, PAUSE_MIN_SEC);
    const longest = Math.max(before, PAUSE_MAX_SEC);
    const after = Math.min(longest, Math.max(shortest, asked));
    if (after !== asked && limits.length === 0) limits.push(PAUSE_BOUNDED);
    const innerSec = end - start - 2 * PAUSE_EDGE_SEC;
    const edges = 2 * PAUSE_EDGE_SEC * pace;
    const factor = Math.max(0.02, after - edges) / innerSec;
    return [{ startSec: start + PAUSE_EDGE_SEC, endSec: end - PAUSE_EDGE_SEC, factor }];
  });
}

const PAUSE_BOUNDED: ProsodyLimit = {
  code: 'pause-bounded',
  message: `Pauses were kept between ${PAUSE_MIN_SEC} and ${PAUSE_MAX_SEC} seconds.`,
};

/** Where the factor may change, ascending, from 0 to the end. */
function knotsOf(durationSec: number, request: TimeRequest, inner: readonly InnerPause[]): number[] {
  const knots = inner.flatMap(({ startSec, endSec }) => [startSec, endSec]);
  for (const { startSec, endSec, settings } of request.phrases)
    if (settings.tempo !== 1)
      for (const edge of [startSec, endSec])
        for (let i = 0; i <= FADE_STEPS; i++) knots.push(edge + (i / FADE_STEPS - 0.5) * TEMPO_FADE_SEC);
  request.tempoCurve.forEach((point, i) => {
    const next = request.tempoCurve[i + 1] ?? point;
    const steps = next.value === point.value ? 1 : Math.ceil((next.sec - point.sec) / CURVE_STEP_SEC);
    for (let k = 0; k < Math.max(1, steps); k++)
      knots.push(point.sec + ((next.sec - point.sec) * k) / Math.max(1, steps));
  });
  const inside = knots.filter((sec) => sec > KNOT_GAP_SEC && sec < durationSec - KNOT_GAP_SEC);
  const ordered = [0, ...inside.sort((a, b) => a - b)];
  const apart = ordered.filter((sec, i) => i === 0 || sec - ordered[i - 1] > KNOT_GAP_SEC);
  return [...apart, durationSec];
}
