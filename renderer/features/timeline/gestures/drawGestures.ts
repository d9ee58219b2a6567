/** The pencil, the eraser and single points, in the lanes of pitch and energy. */
import {
  movePoint,
  removePoint,
  simplifyCurve,
  type Curve,
  type CurvePoint,
} from '../../../../shared/prosody/curve.ts';
import {
  DEFAULT_MICRO_PROSODY,
  withoutPitchCurves,
  withPitchStroke,
  type ProsodyEdit,
} from '../../../../shared/prosody/edits.ts';
import { useProject } from '../../../stores/project.ts';
import { useTimeline, type PointRef } from '../../../stores/timeline.ts';
import { laneNamed } from '../draw/drawing.ts';
import type { Lane } from '../laneLayout.ts';
import { ENERGY_RANGE_DB, energyAtY, semitonesAtY } from '../pitchScale.ts';
import { spanOfPoints, withEdit, withEnergyDrawn, withoutEnergy, type Span } from '../phraseEdits.ts';
import { recordedAtX, type Scene } from '../scene.ts';
import { tenths, type Gesture, type GestureStart, type Hand } from './gesture.ts';

type DrawnLane = 'pitch' | 'energy';

/** The value under the hand: semitones or decibels, in tenths; with Shift whole ones. */
function valueAt({ scale }: GestureStart, lane: Lane, to: Hand): number {
  const raw = lane.name === 'pitch' ? semitonesAtY(scale, lane, to.y) : energyAtY(lane, to.y);
  const most = lane.name === 'pitch' ? 60 : ENERGY_RANGE_DB;
  const held = Math.min(most, Math.max(-most, raw));
  return to.shift ? Math.round(held) : Math.round(held * 100) / 100;
}

const shown = ({ text }: GestureStart, lane: Lane, value: number): string =>
  lane.name === 'pitch' ? text.semitones(tenths(value)) : text.decibels(tenths(value));

/** Draws freely. */
export function pencil(start: GestureStart, name: DrawnLane): Gesture {
  const { scene, lanes, hand } = start;
  const lane = laneNamed(lanes, name);
  const before = scene.document;
  const stroke: CurvePoint[] = lane
    ? [{ sec: recordedAtX(scene, hand.x), value: valueAt(start, lane, hand) }]
    : [];
  const draw =
    name === 'pitch'
      ? (edit: ProsodyEdit, line: Curve) => withPitchStroke(edit, 'absolute', line)
      : withEnergyDrawn;
  return {
    edits: true,
    move(to) {
      if (!lane) return {};
      const value = valueAt(start, lane, to);
      stroke.push({ sec: recordedAtX(scene, to.x), value });
      const forwards = sweptOver(stroke);
      useProject.getState().edit(() => withEdit(before, (edit) => draw(edit, forwards)));
      return { readout: { x: to.x, y: to.y, text: shown(start, lane, value) } };
    },
  };
}

/** A stroke that turns back draws over itself: at every moment counts what was drawn there last. */
export function sweptOver(stroke: readonly CurvePoint[]): Curve {
  const line: CurvePoint[] = [];
  let lastSec = stroke[0]?.sec ?? 0;
  for (const point of stroke) {
    if (line.length > 0 && point.sec <= (line.at(-1)?.sec ?? -Infinity)) {
      // What lies between here and where the hand was a moment ago has just been passed over.
      const [from, to] = [Math.min(lastSec, point.sec), Math.max(lastSec, point.sec)];
      const before = lastSec;
      const kept = line.filter(({ sec }) => (sec === before ? sec !== point.sec : sec < from || sec > to));
      line.splice(0, line.length, ...kept);
      const at = line.findIndex(({ sec }) => sec > point.sec);
      if (at < 0) line.push(point);
      else line.splice(at, 0, point);
    } else line.push(point);
    lastSec = point.sec;
  }
  return line;
}

/** Rubs out what was drawn. */
export function eraser({ scene, hand }: GestureStart, name: DrawnLane): Gesture {
  const before = scene.document;
  let [from, to] = [hand.x, hand.x];
  return {
    edits: true,
    move(at) {
      [from, to] = [Math.min(from, at.x), Math.max(to, at.x)];
      const [fromSec, toSec] = [recordedAtX(scene, from - 2), recordedAtX(scene, to + 2)];
      useProject
        .getState()
        .edit(() =>
          withEdit(before, (edit) =>
            name === 'energy' ? withoutEnergy(edit, fromSec, toSec) : erasedPitch(edit, fromSec, toSec),
          ),
        );
      return {};
    },
  };
}

const erasedPitch = (edit: ProsodyEdit, fromSec: number, toSec: number): ProsodyEdit =>
  edit.pitchCurves.some(({ span }) => !span || (span[0] < toSec && span[1] > fromSec))
    ? withoutPitchCurves(edit, fromSec, toSec)
    : edit;

/** Drags a point; a press alone selects it. */
export function dragPoint(start: GestureStart, ref: PointRef, from: ProsodyEdit = start.scene.edit): Gesture {
  const { scene, lanes } = start;
  const lane = laneNamed(lanes, ref.lane);
  const before = scene.document;
  useTimeline.setState({ point: ref });
  return {
    edits: true,
    move(to) {
      if (!lane) return {};
      const value = valueAt(start, lane, to);
      const moved = withPointAt(from, ref, { sec: recordedAtX(scene, to.x), value });
      useProject.getState().edit(() => withEdit(before, () => moved));
      return { readout: { x: to.x, y: to.y, text: shown(start, lane, value) } };
    },
    end: () => {
      // A point that was made by the press stays where it was made.
      if (from !== scene.edit && useProject.getState().document === before)
        useProject.getState().edit(() => withEdit(before, () => from));
    },
  };
}

/** The points that a reference names; none when they are gone. */
export const pointsOf = (edit: ProsodyEdit, ref: PointRef): Curve =>
  ref.lane === 'energy' ? edit.energyCurve : (edit.pitchCurves.at(ref.curve)?.points ?? []);

function withPoints(edit: ProsodyEdit, ref: PointRef, points: Curve): ProsodyEdit {
  if (ref.lane === 'energy') return { ...edit, energyCurve: points };
  if (points.length === 0)
    return { ...edit, pitchCurves: edit.pitchCurves.filter((_, i) => i !== ref.curve) };
  return {
    ...edit,
    pitchCurves: edit.pitchCurves.map((curve, i) =>
      i === ref.curve ? { ...curve, points, span: curve.span && grown(curve.span, points) } : curve,
    ),
  };
}

const grown = (span: readonly [number, number], points: Curve): readonly [number, number] => {
  const [from, to] = spanOfPoints(points);
  return [Math.min(span[0], from), Math.max(span[1], to)];
};

/** A hair's breadth in time between neighbouring points. */
const POINT_GAP_SEC = 0.005;

/** Moves a point; it does not pass its neighbours. */
export function withPointAt(edit: ProsodyEdit, ref: PointRef, to: CurvePoint): ProsodyEdit {
  const points = pointsOf(edit, ref);
  if (!points.at(ref.point)) return edit;
  const least = ref.point > 0 ? points[ref.point - 1].sec + POINT_GAP_SEC : 0;
  const most = ref.point + 1 < points.length ? points[ref.point + 1].sec - POINT_GAP_SEC : Infinity;
  const sec = Math.min(Math.max(most, least), Math.max(least, to.sec));
  return withPoints(edit, ref, movePoint(points, ref.point, { sec, value: to.value }));
}

export function withoutPoint(edit: ProsodyEdit, ref: PointRef): ProsodyEdit {
  const points = pointsOf(edit, ref);
  return points.at(ref.point) ? withPoints(edit, ref, removePoint(points, ref.point)) : edit;
}

/** Detail that a curve keeps when it becomes points to take hold of, semitones. */
const POINTS_TOLERANCE_SEMITONES = 0.9;

/** The melody of a phrase as it is now, as few points as tell it. */
function melodyOf({ contour, facts }: Scene, index: number, { startSec, endSec }: Span): Curve {
  const { pitch } = facts;
  const points: CurvePoint[] = [];
  for (let frame = contour.bounds[index]; frame < contour.bounds[index + 1]; frame++) {
    const sec = pitch.startSec + frame * pitch.stepSec;
    const value = contour.at(index, frame);
    if (sec >= startSec && sec <= endSec && !Number.isNaN(value))
      points.push({ sec, value: Math.round(value * 100) / 100 });
  }
  return simplifyCurve(points, POINTS_TOLERANCE_SEMITONES);
}

/**
 * Adds a point where the hand is. On a phrase without a drawn curve its melody becomes one first, so that nothing
 * jumps.
 */
export function addPoint(start: GestureStart, name: DrawnLane, phrase: number | null): Gesture | null {
  const { scene, lanes, hand } = start;
  const lane = laneNamed(lanes, name);
  if (!lane) return null;
  const point = { sec: recordedAtX(scene, hand.x), value: valueAt(start, lane, hand) };
  if (name === 'energy') {
    const drawn = withEnergyDrawn(scene.edit, [point]);
    return dragPoint(
      start,
      { lane: 'energy', curve: 0, point: indexOfSec(drawn.energyCurve, point.sec) },
      drawn,
    );
  }
  const made = phrase === null ? scene.edit : withMelodyDrawn(scene, phrase);
  const curve = made.pitchCurves.findIndex(
    ({ mode, span }) =>
      mode === 'absolute' && (!span || (span[0] - 0.2 <= point.sec && span[1] + 0.2 >= point.sec)),
  );
  if (curve < 0) return null;
  const added = withPitchPoint(made, curve, point);
  return dragPoint(
    start,
    { lane: 'pitch', curve, point: indexOfSec(added.pitchCurves[curve].points, point.sec) },
    added,
  );
}

const indexOfSec = (points: Curve, sec: number): number => points.findIndex((point) => point.sec === sec);

function withPitchPoint(edit: ProsodyEdit, curve: number, point: CurvePoint): ProsodyEdit {
  const { points } = edit.pitchCurves[curve];
  const near = points.filter(({ sec }) => Math.abs(sec - point.sec) >= POINT_GAP_SEC);
  const added = [...near, point].sort((a, b) => a.sec - b.sec);
  return withPoints(edit, { lane: 'pitch', curve, point: 0 }, added);
}

function withMelodyDrawn(scene: Scene, index: number): ProsodyEdit {
  const { edit, facts } = scene;
  const [startSec, endSec] = facts.phrases[index];
  const isDrawn = edit.pitchCurves.some(
    ({ mode, span }) => mode === 'absolute' && (!span || (span[0] < endSec && span[1] > startSec)),
  );
  const points = isDrawn ? [] : melodyOf(scene, index, { startSec, endSec });
  if (points.length === 0) return edit;
  const drawn = {
    mode: 'absolute' as const,
    points,
    span: spanOfPoints(points),
    microProsody: DEFAULT_MICRO_PROSODY,
  };
  return { ...edit, pitchCurves: [...edit.pitchCurves, drawn] };
}
