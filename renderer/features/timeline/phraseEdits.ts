/** Edits of phrases, curves and pauses that the timeline makes: pure functions from one edit to the next. */
import {
  drawStroke,
  orderPoints,
  sampleCurve,
  simplifyCurve,
  type Curve,
} from '../../../shared/prosody/curve.ts';
import {
  NEUTRAL_EDIT,
  withoutPhrase,
  withoutPitchCurves,
  withPause,
  withPhrase,
  type PitchCurve,
  type ProsodyEdit,
} from '../../../shared/prosody/edits.ts';
import { NEUTRAL_PHRASE, SETTINGS_BOUNDS, type PhraseSettings } from '../../../shared/prosody/settings.ts';
import type { ProjectDocument } from '../../stores/projectDocument.ts';
import { withProsody } from '../../stores/projectDocument.ts';
import type { CopiedPhrase } from '../../stores/timeline.ts';

export interface Span {
  readonly startSec: number;
  readonly endSec: number;
}

export type EditChange = (edit: ProsodyEdit) => ProsodyEdit;

const sameSpan = (a: Span, b: Span): boolean => a.startSec === b.startSec && a.endSec === b.endSec;

/** Applies a change to the edit of a document; nothing changed leaves the document itself. */
export function withEdit(document: ProjectDocument, change: EditChange): ProjectDocument {
  const before = document.prosody ?? NEUTRAL_EDIT;
  const after = change(before);
  return after === before ? document : withProsody(document, after);
}

export const phraseSettings = (edit: ProsodyEdit, span: Span): PhraseSettings =>
  edit.phrases.find((phrase) => sameSpan(phrase, span))?.settings ?? NEUTRAL_PHRASE;

const isNeutralPhrase = (settings: PhraseSettings): boolean =>
  (Object.keys(NEUTRAL_PHRASE) as (keyof PhraseSettings)[]).every(
    (name) => settings[name] === NEUTRAL_PHRASE[name],
  );

/** Curves that lie in a phrase, wholly or in part. */
export const curvesWithin = (edit: ProsodyEdit, { startSec, endSec }: Span): readonly PitchCurve[] =>
  edit.pitchCurves.filter(({ span }) => !span || (span[0] < endSec && span[1] > startSec));

export const isPhraseEdited = (edit: ProsodyEdit, span: Span): boolean =>
  edit.phrases.some((phrase) => sameSpan(phrase, span)) || curvesWithin(edit, span).length > 0;

/** Thousandths: what is finer cannot be heard, and would be shown as a long row of digits. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Sets settings of phrases, held within their bounds; a phrase that asks for nothing is none. */
export function withPhrases(
  edit: ProsodyEdit,
  spans: readonly Span[],
  change: (before: PhraseSettings) => Partial<PhraseSettings>,
): ProsodyEdit {
  return spans.reduce((changed, span) => {
    const before = phraseSettings(changed, span);
    const wanted: PhraseSettings = { ...before, ...change(before) };
    const held = Object.fromEntries(
      (Object.keys(NEUTRAL_PHRASE) as (keyof PhraseSettings)[]).map((name) => {
        const [least, most] = SETTINGS_BOUNDS[name];
        return [name, rounded(Math.min(most, Math.max(least, wanted[name])))];
      }),
    ) as Record<keyof PhraseSettings, number>;
    return isNeutralPhrase(held) ? withoutPhrase(changed, span) : withPhrase(changed, span, held);
  }, edit);
}

/** Changes what is drawn over a phrase, tone by tone: a drawing moves with its phrase. */
export function mappedCurves(
  edit: ProsodyEdit,
  { startSec, endSec }: Span,
  map: (semitones: number) => number,
): ProsodyEdit {
  const isOver = ({ mode, span }: PitchCurve): boolean =>
    mode === 'absolute' && span !== null && span[0] >= startSec - EDGE_SEC && span[1] <= endSec + EDGE_SEC;
  if (!edit.pitchCurves.some(isOver)) return edit;
  const bounded = (value: number): number => rounded(Math.min(60, Math.max(-60, map(value))));
  const pitchCurves = edit.pitchCurves.map((curve) =>
    isOver(curve)
      ? { ...curve, points: curve.points.map(({ sec, value }) => ({ sec, value: bounded(value) })) }
      : curve,
  );
  return { ...edit, pitchCurves };
}

export const shiftedCurves = (edit: ProsodyEdit, span: Span, semitones: number): ProsodyEdit =>
  semitones === 0 ? edit : mappedCurves(edit, span, (value) => value + semitones);

/** A curve may reach this far over the edge of the phrase that it was drawn for. */
const EDGE_SEC = 0.15;

/** Gives phrases back what they were recorded with. */
export const withoutPhraseEdits = (edit: ProsodyEdit, spans: readonly Span[]): ProsodyEdit =>
  spans.reduce(
    (changed, span) => withoutPitchCurves(withoutPhrase(changed, span), span.startSec, span.endSec),
    edit,
  );

export function copyPhrase(edit: ProsodyEdit, span: Span): CopiedPhrase {
  const curves = curvesWithin(edit, span).flatMap(({ mode, microProsody, points }) => {
    const within = points.filter(
      ({ sec }) => sec >= span.startSec - EDGE_SEC && sec <= span.endSec + EDGE_SEC,
    );
    return within.length > 0 ? [{ mode, microProsody, points: within }] : [];
  });
  return { ...span, settings: phraseSettings(edit, span), curves };
}

/** Does to phrases what was done to another one; curves are stretched to their lengths. */
export function pastePhrase(edit: ProsodyEdit, spans: readonly Span[], copied: CopiedPhrase): ProsodyEdit {
  return spans.reduce((changed, span) => {
    const scale = (span.endSec - span.startSec) / (copied.endSec - copied.startSec);
    const moved = (sec: number): number => Math.max(0, span.startSec + (sec - copied.startSec) * scale);
    const cleared = withoutPhraseEdits(changed, [span]);
    const curves = copied.curves.map(({ mode, microProsody, points }): PitchCurve => {
      const placed = orderPoints(points.map(({ sec, value }) => ({ sec: moved(sec), value })));
      return { mode, microProsody, points: placed, span: spanOfPoints(placed) };
    });
    const withCurves = { ...cleared, pitchCurves: [...cleared.pitchCurves, ...curves] };
    return withPhrases(withCurves, [span], () => copied.settings);
  }, edit);
}

/** A stretch must have a length, also that of a single point. */
const LEAST_SPAN_SEC = 0.02;
export function spanOfPoints(points: Curve): readonly [startSec: number, endSec: number] {
  const startSec = points[0]?.sec ?? 0;
  return [startSec, Math.max(points.at(-1)?.sec ?? 0, startSec + LEAST_SPAN_SEC)];
}

/** The length of a pause; its own length again is no edit. */
export function withPauseLength(edit: ProsodyEdit, span: Span, lengthSec: number | null): ProsodyEdit {
  return withPause(edit, span, lengthSec === null ? null : rounded(Math.min(10, Math.max(0, lengthSec))));
}

/** A drawn level begins and ends where it was before it was drawn, within this. */
const ENERGY_FADE_SEC = 0.05;
const ENERGY_TOLERANCE_DB = 0.4;

/** Draws the level along the voice; what lies outside the stroke stays as it was. */
export function withEnergyDrawn(edit: ProsodyEdit, stroke: Curve): ProsodyEdit {
  const drawn = simplifyCurve(orderPoints(stroke), ENERGY_TOLERANCE_DB);
  const first = drawn[0];
  const last = drawn.at(-1);
  if (first === undefined || last === undefined) return edit;
  const before = edit.energyCurve;
  const anchor = (sec: number): Curve => (sec < 0 ? [] : [{ sec, value: sampleCurve(before, sec) }]);
  const framed = [...anchor(first.sec - ENERGY_FADE_SEC), ...drawn, ...anchor(last.sec + ENERGY_FADE_SEC)];
  return { ...edit, energyCurve: drawStroke(before, framed) };
}

/** Rubs out the level between two moments. */
export function withoutEnergy(edit: ProsodyEdit, fromSec: number, toSec: number): ProsodyEdit {
  const energyCurve = edit.energyCurve.filter(({ sec }) => sec < fromSec || sec > toSec);
  return energyCurve.length === edit.energyCurve.length ? edit : { ...edit, energyCurve };
}
