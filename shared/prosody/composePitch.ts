/** The target contour: every voiced frame's F0 after preset, settings, phrases and drawn curves. */
import { limitSlope, plateau, sampleGrid } from './curve.ts';
import type { PitchCurve, PhraseEdit, ProsodyLanguage } from './edits.ts';
import type { ProsodyLimit } from './limits.ts';
import type { ProsodySettings } from './settings.ts';
import type { VoiceFacts } from './voiceFacts.ts';

/** Log factors of pitch edits fade over this at their edges. */
export const PITCH_FADE_SEC = 0.03;
/** Widening by more than this multiplies the tracker's own jitter: the contour is smoothed first. */
const SMOOTH_ABOVE_RANGE = 1.2;
/** The fastest natural movements of the voice are of this order, semitones per second. */
const MAX_SLOPE_SEMITONES_PER_SEC = 100;
const MICRO_PROSODY_WINDOW_SEC = 0.15;
const END_LIFT_SEC = 0.25;
/** The last mora of a Japanese phrase, the only place where its end may be lifted. */
const LAST_MORA_SEC = 0.12;
const KNEE_SEMITONES = 2;
const [LOWEST_HZ, HIGHEST_HZ] = [50, 700];
/** A share of the speaker's own quantiles beyond which a voice squeaks or growls. */
const [LOWEST_OF_Q05, HIGHEST_OF_Q95] = [0.5, 1.9];
/** A clamp that moved fewer frames, or moved them less, is not worth a sentence. */
const CLAMP_WORTH_TELLING = { semitones: 0.5, share: 0.01 };
/** An accent step of the original that a drawn curve must not turn round. */
const ACCENT_STEP_SEMITONES = 2;

export interface ComposedPitch {
  /** Hz per frame; 0 where unvoiced; exactly the original's value where nothing was asked. */
  readonly targetHz: Float32Array;
  readonly limits: readonly ProsodyLimit[];
}

export interface PitchRequest {
  readonly settings: ProsodySettings;
  readonly phrases: readonly PhraseEdit[];
  readonly curves: readonly PitchCurve[];
  readonly language: ProsodyLanguage | null;
}

/** What holds for all of a voice: given apart, a stretch of it is composed as within the whole. */
export interface WholeVoice {
  /** How low and how high the voice can go, semitones about its median. */
  readonly reach: readonly [lowSemitones: number, highSemitones: number];
  /** The largest factor of the range anywhere. */
  readonly widestRange: number;
}

/** @returns where tones are bent back; no bounds for a voice without voiced speech */
export function pitchReach({ pitch: { hz }, medianHz }: VoiceFacts): WholeVoice['reach'] {
  if (medianHz === null) return [-Infinity, Infinity];
  const voiced = hz.filter((f) => f > 0).sort();
  const quantile = (q: number): number => voiced[Math.floor(q * (voiced.length - 1))];
  const semitones = (f: number): number => 12 * Math.log2(f / medianHz);
  return [
    semitones(Math.max(LOWEST_HZ, LOWEST_OF_Q05 * quantile(0.05))),
    semitones(Math.min(HIGHEST_HZ, HIGHEST_OF_Q95 * quantile(0.95))),
  ];
}

/** @returns see {@link WholeVoice} */
export const widestRange = (settings: ProsodySettings, phrases: readonly PhraseEdit[]): number =>
  phrases.reduce((most, phrase) => Math.max(most, phrase.settings.range), 1) * settings.range;

/** @param whole what holds for the voice that `voice` is a stretch of; by default it is all of it */
export function composePitch(
  voice: VoiceFacts,
  request: PitchRequest,
  whole: WholeVoice = {
    reach: pitchReach(voice),
    widestRange: widestRange(request.settings, request.phrases),
  },
): ComposedPitch {
  const { hz } = voice.pitch;
  const median = voice.medianHz;
  if (median === null) {
    const asked = request.curves.length > 0 || changesPitch(request);
    return { targetHz: hz.slice(), limits: asked ? [NO_VOICE] : [] };
  }
  const own = Float64Array.from(hz, (f) => (f > 0 ? 12 * Math.log2(f / median) : NaN));
  const target = scaledContour(voice, own, request, whole.widestRange);
  const limits: ProsodyLimit[] = [];
  for (const curve of request.curves) if (drawCurve(voice, own, target, curve)) limits.push(SLOPE_CAPPED);
  if (clampToVoice(own, target, whole.reach)) limits.push(PITCH_CLAMPED);
  if (request.language === 'ja' && request.curves.length > 0 && turnsAccents(voice, own, target))
    limits.push(ACCENT_TURNED);
  const targetHz = Float32Array.from(hz, (f, i) =>
    f > 0 && target[i] !== own[i] ? median * 2 ** (target[i] / 12) : f,
  );
  return { targetHz, limits: [...new Set(limits)] };
}

const NO_VOICE: ProsodyLimit = {
  code: 'no-voiced-speech',
  message: 'The pitch was left alone: nothing in the voice is voiced.',
};
const SLOPE_CAPPED: ProsodyLimit = {
  code: 'slope-capped',
  message: `A drawn curve was made less steep: no voice moves faster than ${MAX_SLOPE_SEMITONES_PER_SEC} semitones a second.`,
};
const PITCH_CLAMPED: ProsodyLimit = {
  code: 'pitch-clamped',
  message: 'The highest or lowest tones were held within the reach of this voice.',
};
const ACCENT_TURNED: ProsodyLimit = {
  code: 'japanese-accent',
  message: 'A drawn curve turns a Japanese pitch accent round: the word may be understood as another one.',
};

const changesPitch = ({ settings, phrases }: PitchRequest): boolean =>
  [settings, ...phrases.map((phrase) => phrase.settings)].some(
    ({ pitchSemitones, range, endLiftSemitones }) =>
      pitchSemitones !== 0 || range !== 1 || endLiftSemitones !== 0,
  );

/** s' = 12 log2 P + R s with the factors of the phrase that a frame lies in, and lifted ends. */
function scaledContour(
  { pitch, phrases: spans }: VoiceFacts,
  own: Float64Array,
  { settings, phrases, language }: PitchRequest,
  widest: number,
): Float64Array {
  const base = widest > SMOOTH_ABOVE_RANGE ? medianOfThree(own) : own;
  const lift = new Float64Array(own.length);
  const liftSec = language === 'ja' ? LAST_MORA_SEC : END_LIFT_SEC;
  for (const [startSec, endSec] of spans) {
    const middle = (startSec + endSec) / 2;
    const phrase = phrases.find((edit) => edit.startSec <= middle && edit.endSec >= middle);
    const semitones = settings.endLiftSemitones + (phrase?.settings.endLiftSemitones ?? 0);
    if (semitones !== 0) liftEnd(lift, own, pitch, startSec, endSec, semitones, liftSec);
  }
  return own.map((s, i) => {
    if (Number.isNaN(s)) return s;
    let { pitchSemitones, range } = settings;
    const sec = pitch.startSec + i * pitch.stepSec;
    for (const phrase of phrases) {
      const weight = plateau(sec, phrase.startSec, phrase.endSec, PITCH_FADE_SEC);
      if (weight === 0) continue;
      pitchSemitones += weight * phrase.settings.pitchSemitones;
      range *= 1 + weight * (phrase.settings.range - 1);
    }
    if (pitchSemitones === 0 && range === 1 && lift[i] === 0) return s;
    return pitchSemitones + range * base[i] + lift[i];
  });
}

function liftEnd(
  lift: Float64Array,
  own: Float64Array,
  pitch: VoiceFacts['pitch'],
  startSec: number,
  endSec: number,
  semitones: number,
  liftSec: number,
): void {
  const first = Math.max(0, Math.ceil((startSec - pitch.startSec) / pitch.stepSec));
  let last = Math.min(own.length - 1, Math.floor((endSec - pitch.startSec) / pitch.stepSec));
  while (last > first && Number.isNaN(own[last])) last--;
  const from = Math.max(first, last - Math.round(liftSec / pitch.stepSec));
  for (let i = from + 1; i <= last; i++) lift[i] += (semitones * (i - from)) / (last - from);
}

function medianOfThree(values: Float64Array): Float64Array {
  return values.map((value, i) => {
    const [a, b] = [values[i - 1] ?? NaN, values[i + 1] ?? NaN];
    if (Number.isNaN(value) || Number.isNaN(a) || Number.isNaN(b)) return value;
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), value));
  });
}

/** @returns whether the drawing was too steep for a voice */
function drawCurve(
  { pitch, durationSec }: VoiceFacts,
  own: Float64Array,
  target: Float64Array,
  curve: PitchCurve,
): boolean {
  const sampled = sampleGrid(curve.points, pitch.startSec, pitch.stepSec, own.length);
  const { values: drawn, limited } = limitSlope(sampled, pitch.stepSec, MAX_SLOPE_SEMITONES_PER_SEC);
  const [startSec, endSec] = curve.span ?? [-1, durationSec + 1];
  const smooth =
    curve.mode === 'absolute' && curve.microProsody > 0
      ? smoothed(own, Math.round(MICRO_PROSODY_WINDOW_SEC / 2 / pitch.stepSec))
      : own;
  for (let i = 0; i < own.length; i++) {
    if (Number.isNaN(own[i])) continue;
    const weight = plateau(pitch.startSec + i * pitch.stepSec, startSec, endSec, PITCH_FADE_SEC);
    if (weight === 0) continue;
    if (curve.mode === 'offset') target[i] += weight * drawn[i];
    else target[i] += weight * (drawn[i] + curve.microProsody * (own[i] - smooth[i]) - target[i]);
  }
  return limited;
}

/** Mean over the voiced neighbours of the same stretch within `reach` frames. */
function smoothed(values: Float64Array, reach: number): Float64Array {
  return values.map((value, i) => {
    if (Number.isNaN(value)) return value;
    let [sum, count] = [value, 1];
    for (const direction of [-1, 1])
      for (let j = 1; j <= reach; j++) {
        const neighbour = values[i + direction * j] ?? NaN;
        if (Number.isNaN(neighbour)) break;
        sum += neighbour;
        count++;
      }
    return sum / count;
  });
}

/** Bends tones beyond the speaker's reach back (tanh knee); never further than where they came from. */
function clampToVoice(own: Float64Array, target: Float64Array, [low, high]: WholeVoice['reach']): boolean {
  const bend = (excess: number): number => KNEE_SEMITONES * Math.tanh(excess / KNEE_SEMITONES);
  let [moved, voiced] = [0, 0];
  for (let i = 0; i < own.length; i++) {
    const asked = target[i];
    if (!Number.isNaN(asked)) voiced++;
    if (Number.isNaN(asked) || asked === own[i]) continue;
    const [top, bottom] = [high - KNEE_SEMITONES, low + KNEE_SEMITONES];
    if (asked > top && asked > own[i]) target[i] = Math.max(own[i], top + bend(asked - top));
    else if (asked < bottom && asked < own[i]) target[i] = Math.min(own[i], bottom - bend(bottom - asked));
    if (Math.abs(target[i] - asked) > CLAMP_WORTH_TELLING.semitones) moved++;
  }
  return moved > CLAMP_WORTH_TELLING.share * voiced;
}

/** Whether a step between neighbouring syllables of the same phrase goes the other way after the edit. */
function turnsAccents(
  { pitch, syllablesSec, phrases }: VoiceFacts,
  own: Float64Array,
  target: Float64Array,
): boolean {
  const frames = Array.from(syllablesSec, (sec) => Math.round((sec - pitch.startSec) / pitch.stepSec));
  const phraseOf = (sec: number): number => phrases.findIndex(([start, end]) => sec >= start && sec <= end);
  return frames.some((frame, i) => {
    const next = frames[i + 1];
    if (next === undefined || phraseOf(syllablesSec[i]) !== phraseOf(syllablesSec[i + 1])) return false;
    const step = own[next] - own[frame];
    return Math.abs(step) >= ACCENT_STEP_SEMITONES && step * (target[next] - target[frame]) < 0;
  });
}
