/**
 * A prosody edit is data: what is saved with a project, undone by putting the previous value back, and composed into a
 * plan (compose.ts). Every function here returns a new edit and leaves the old one alone. All times are times of the
 * original voice.
 */
import { drawStroke, simplifyCurve, type Curve } from './curve.ts';
import { NEUTRAL_PHRASE, NEUTRAL_SETTINGS, type PhraseSettings, type ProsodySettings } from './settings.ts';

export const PROSODY_EDIT_VERSION = 1;

/** Languages with rules of their own; `null` stands for any other. */
export type ProsodyLanguage = 'en' | 'ja' | 'fa';

/** A preset, and how much of it: 0 nothing, 1 as designed, up to 1.5. */
export interface PresetChoice {
  readonly id: string;
  readonly amount: number;
}

export interface PhraseEdit {
  readonly startSec: number;
  readonly endSec: number;
  readonly settings: PhraseSettings;
}

/**
 * A drawn pitch curve. `absolute`: semitones above the speaker's median, replacing what is there; `offset`: semitones
 * added to it.
 */
export interface PitchCurve {
  readonly mode: 'absolute' | 'offset';
  readonly points: Curve;
  /** The stretch it is about; null: the whole voice, the ends of the curve held. */
  readonly span: readonly [startSec: number, endSec: number] | null;
  /** Share of the voice's own small movements that an absolute curve keeps, 0..1. */
  readonly microProsody: number;
}

/** A new length of one pause; it is matched to the pause of the voice that it overlaps most. */
export interface PauseEdit {
  readonly startSec: number;
  readonly endSec: number;
  readonly lengthSec: number;
}

export interface ProsodyEdit {
  readonly version: typeof PROSODY_EDIT_VERSION;
  readonly language: ProsodyLanguage | null;
  readonly preset: PresetChoice | null;
  /** For the whole voice, on top of the preset. */
  readonly settings: ProsodySettings;
  readonly phrases: readonly PhraseEdit[];
  readonly pitchCurves: readonly PitchCurve[];
  /** log2 of the tempo along the voice. */
  readonly tempoCurve: Curve;
  /** dB along the voice. */
  readonly energyCurve: Curve;
  readonly pauses: readonly PauseEdit[];
  /** Integrated loudness to bring the result to, LUFS; null keeps the voice's own as the reference. */
  readonly loudnessTargetLufs: number | null;
}

export const NEUTRAL_EDIT: ProsodyEdit = {
  version: PROSODY_EDIT_VERSION,
  language: null,
  preset: null,
  settings: NEUTRAL_SETTINGS,
  phrases: [],
  pitchCurves: [],
  tempoCurve: [],
  energyCurve: [],
  pauses: [],
  loudnessTargetLufs: null,
};

/** Micro-prosody that an absolute curve keeps by default: enough to sound spoken, too little to bend the drawing. */
export const DEFAULT_MICRO_PROSODY = 0.35;
/** Drawn curves are thinned out to this; 0.2 semitones cannot be heard in running speech. */
const STROKE_TOLERANCE_SEMITONES = 0.2;

export const withPreset = (edit: ProsodyEdit, preset: PresetChoice | null): ProsodyEdit => ({
  ...edit,
  preset,
});

export const withSettings = (edit: ProsodyEdit, settings: Partial<ProsodySettings>): ProsodyEdit => ({
  ...edit,
  settings: { ...edit.settings, ...settings },
});

const isSameSpan = (
  a: { startSec: number; endSec: number },
  b: { startSec: number; endSec: number },
): boolean => a.startSec === b.startSec && a.endSec === b.endSec;

/** Sets the settings of one phrase; those that are not named keep their value. */
export function withPhrase(
  edit: ProsodyEdit,
  span: { readonly startSec: number; readonly endSec: number },
  settings: Partial<PhraseSettings>,
): ProsodyEdit {
  const before = edit.phrases.find((phrase) => isSameSpan(phrase, span))?.settings ?? NEUTRAL_PHRASE;
  const phrase = { startSec: span.startSec, endSec: span.endSec, settings: { ...before, ...settings } };
  const others = edit.phrases.filter((other) => !isSameSpan(other, span));
  return { ...edit, phrases: [...others, phrase].sort((a, b) => a.startSec - b.startSec) };
}

export const withoutPhrase = (
  edit: ProsodyEdit,
  span: { readonly startSec: number; readonly endSec: number },
): ProsodyEdit => ({ ...edit, phrases: edit.phrases.filter((phrase) => !isSameSpan(phrase, span)) });

/**
 * Adds one stroke of the pencil. It continues the curve of the same mode that it touches, or begins a new one of the
 * stroke's own extent.
 */
export function withPitchStroke(edit: ProsodyEdit, mode: PitchCurve['mode'], stroke: Curve): ProsodyEdit {
  const drawn = simplifyCurve(drawStroke([], stroke), STROKE_TOLERANCE_SEMITONES);
  const first = drawn[0];
  const last = drawn.at(-1);
  if (first === undefined || last === undefined) return edit;
  const span = [first.sec, last.sec] as const;
  const touched = edit.pitchCurves.find(
    (curve) => curve.mode === mode && (!curve.span || (curve.span[0] <= span[1] && curve.span[1] >= span[0])),
  );
  if (!touched)
    return {
      ...edit,
      pitchCurves: [...edit.pitchCurves, { mode, points: drawn, span, microProsody: DEFAULT_MICRO_PROSODY }],
    };
  const grown: PitchCurve = {
    ...touched,
    points: drawStroke(touched.points, drawn),
    span: touched.span && [Math.min(touched.span[0], span[0]), Math.max(touched.span[1], span[1])],
  };
  return { ...edit, pitchCurves: edit.pitchCurves.map((curve) => (curve === touched ? grown : curve)) };
}

/** Rubs out the drawn curves between two moments; what a curve says outside them stays. */
export function withoutPitchCurves(edit: ProsodyEdit, startSec: number, endSec: number): ProsodyEdit {
  const pitchCurves = edit.pitchCurves.flatMap((curve): PitchCurve[] => {
    const from = curve.span?.[0] ?? -Infinity;
    const to = curve.span?.[1] ?? Infinity;
    if (to <= startSec || from >= endSec) return [curve];
    const before = curve.points.filter(({ sec }) => sec < startSec);
    const after = curve.points.filter(({ sec }) => sec > endSec);
    const parts: PitchCurve[] = [];
    if (from < startSec && before.length > 0)
      parts.push({ ...curve, points: before, span: [curve.span?.[0] ?? 0, startSec] });
    const end = curve.span?.[1] ?? after.at(-1)?.sec;
    if (end !== undefined && end > endSec && after.length > 0)
      parts.push({ ...curve, points: after, span: [endSec, end] });
    return parts;
  });
  return { ...edit, pitchCurves };
}

export const withTempoStroke = (edit: ProsodyEdit, stroke: Curve): ProsodyEdit => ({
  ...edit,
  tempoCurve: drawStroke(edit.tempoCurve, stroke),
});

export const withEnergyStroke = (edit: ProsodyEdit, stroke: Curve): ProsodyEdit => ({
  ...edit,
  energyCurve: drawStroke(edit.energyCurve, stroke),
});

/** Sets the length of one pause; null gives it back its own. */
export function withPause(
  edit: ProsodyEdit,
  span: { readonly startSec: number; readonly endSec: number },
  lengthSec: number | null,
): ProsodyEdit {
  const others = edit.pauses.filter((pause) => !isSameSpan(pause, span));
  if (lengthSec === null) return { ...edit, pauses: others };
  const pause = { startSec: span.startSec, endSec: span.endSec, lengthSec };
  return { ...edit, pauses: [...others, pause].sort((a, b) => a.startSec - b.startSec) };
}
