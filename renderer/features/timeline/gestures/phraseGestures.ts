/** Drags on phrases: higher and lower, livelier and flatter, louder, slower and faster. */
import { toAdjusted } from '../../../../shared/prosody/timeMap.ts';
import { useProject } from '../../../stores/project.ts';
import { useTimeline } from '../../../stores/timeline.ts';
import { laneNamed } from '../draw/drawing.ts';
import { ENERGY_RANGE_DB, pxPerSemitone } from '../pitchScale.ts';
import { tonesOf } from '../phraseBox.ts';
import {
  mappedCurves,
  phraseSettings,
  shiftedCurves,
  withEdit,
  withPhrases,
  type Span,
} from '../phraseEdits.ts';
import { spanOf, xsOf, type Scene } from '../scene.ts';
import { tenths, type Gesture, type GestureStart, type Hand } from './gesture.ts';

/** The selected phrases, the one under the hand first; that one alone when it is not among them. */
function phrasesUnder(scene: Scene, index: number): readonly Span[] {
  const { selection } = useTimeline.getState();
  const selected = selection.flatMap((item) => (item.kind === 'phrase' ? [item.index] : []));
  const all = selected.includes(index) ? [index, ...selected.filter((other) => other !== index)] : [index];
  return all.flatMap((each) => spanOf(scene.facts.phrases, each) ?? []);
}

/** Raises and lowers phrases; with Shift to whole semitones. */
export function shiftPitch({ scene, lanes, scale, text, hand }: GestureStart, index: number): Gesture {
  const lane = laneNamed(lanes, 'pitch');
  const spans = phrasesUnder(scene, index);
  const before = phraseSettings(scene.edit, spans[0]).pitchSemitones;
  const start = scene.document;
  return {
    edits: true,
    move(to) {
      if (!lane) return {};
      const wanted = before + (hand.y - to.y) / pxPerSemitone(scale, lane);
      const by = (to.shift ? Math.round(wanted) : tenths(wanted)) - before;
      useProject.getState().edit(() => withEdit(start, (edit) => shiftPhrases(edit, spans, by)));
      return { readout: { x: to.x, y: to.y, text: text.semitones(before + by) } };
    },
  };
}

/** Moves phrases and what is drawn over them by semitones. */
export const shiftPhrases = (edit: Scene['edit'], spans: readonly Span[], by: number): Scene['edit'] =>
  by === 0
    ? edit
    : withPhrases(
        spans.reduce((changed, span) => shiftedCurves(changed, span, by), edit),
        spans,
        (settings) => ({ pitchSemitones: settings.pitchSemitones + by }),
      );

/** Makes the melody of phrases wider or flatter by a handle of their box. */
export function scaleRange(
  { scene, lanes, scale, text, hand }: GestureStart,
  index: number,
  side: 'top' | 'bottom',
): Gesture {
  const lane = laneNamed(lanes, 'pitch');
  const spans = phrasesUnder(scene, index);
  const tones = tonesOf(scene, index) ?? [-1, 1];
  const extent = Math.max(0.5, tones[1] - tones[0]);
  const centre = (tones[0] + tones[1]) / 2;
  const before = phraseSettings(scene.edit, spans[0]).range;
  const start = scene.document;
  return {
    edits: true,
    move(to) {
      if (!lane) return {};
      const outwards = (side === 'top' ? hand.y - to.y : to.y - hand.y) / pxPerSemitone(scale, lane);
      // At the voice's own range of zero a factor could never widen it again.
      const asked = Math.max(0.05, before) * Math.max(0, 1 + (2 * outwards) / extent);
      const range = Math.min(2.5, to.shift ? tenths(asked) : Math.round(asked * 20) / 20);
      const factor = range / Math.max(0.05, before);
      useProject.getState().edit(() =>
        withEdit(start, (edit) =>
          range === before
            ? edit
            : withPhrases(
                spans.reduce(
                  (changed, span) =>
                    mappedCurves(changed, span, (value) => centre + (value - centre) * factor),
                  edit,
                ),
                spans,
                (settings) => ({ range: settings.range === before ? range : settings.range * factor }),
              ),
        ),
      );
      return { readout: { x: to.x, y: to.y, text: `↕ ${text.factor(range)}` } };
    },
  };
}

/** Makes phrases louder or softer. */
export function shiftEnergy({ scene, lanes, text, hand }: GestureStart, index: number): Gesture {
  const lane = laneNamed(lanes, 'energy');
  const spans = phrasesUnder(scene, index);
  const before = phraseSettings(scene.edit, spans[0]).energyDb;
  const start = scene.document;
  return {
    edits: true,
    move(to) {
      if (!lane) return {};
      const wanted = before + ((hand.y - to.y) / lane.heightPx) * 2 * ENERGY_RANGE_DB;
      const by = (to.shift ? Math.round(wanted) : tenths(wanted)) - before;
      useProject
        .getState()
        .edit(() =>
          withEdit(start, (edit) =>
            by === 0 ? edit : withPhrases(edit, spans, (settings) => ({ energyDb: settings.energyDb + by })),
          ),
        );
      return { readout: { x: to.x, y: to.y, text: text.decibels(before + by) } };
    },
  };
}

/** Shorter than this is no phrase any more, seconds. */
const LEAST_LENGTH_SEC = 0.05;

/**
 * Stretches phrases by an edge: their tempo. The other edge stays under the eye, so that the hand always moves what it
 * holds.
 */
export function stretchPhrase(
  { scene, text, hand }: GestureStart,
  index: number,
  edge: 'start' | 'end',
): Gesture {
  const spans = phrasesUnder(scene, index);
  const [span] = spans;
  const lengthSec = toAdjusted(scene.timeMap, span.endSec) - toAdjusted(scene.timeMap, span.startSec);
  const before = phraseSettings(scene.edit, span).tempo;
  const start = scene.document;
  const { window } = useTimeline.getState();
  const { pxPerSec, startSec } = scene.view;
  // All of the voice stays all of the voice only when the hand lets go: pixels must not change under it.
  useTimeline.setState({ window: { startSec, pxPerSec } });
  return {
    edits: true,
    move(to) {
      const bySec = ((to.x - hand.x) / pxPerSec) * (edge === 'end' ? 1 : -1);
      const wantedSec = Math.max(LEAST_LENGTH_SEC, lengthSec + bySec);
      const asked = (before * lengthSec) / wantedSec;
      const tempo = Math.min(2.5, Math.max(0.4, to.shift ? tenths(asked) : Math.round(asked * 100) / 100));
      useProject
        .getState()
        .edit(() =>
          withEdit(start, (edit) =>
            tempo === before
              ? edit
              : withPhrases(edit, spans, (settings) => ({ tempo: (settings.tempo * tempo) / before })),
          ),
        );
      const grownSec = (lengthSec * before) / tempo - lengthSec;
      if (edge === 'start') useTimeline.setState({ window: { startSec: startSec + grownSec, pxPerSec } });
      return { readout: { x: to.x, y: to.y, text: `↔ ${text.factor(tempo)}` } };
    },
    end: () => {
      if (window.pxPerSec === null) useTimeline.setState({ window });
    },
    cancel: () => useTimeline.setState({ window }),
  };
}

/** Selects the phrases that a drag passes over; a press selects one and goes there. */
export function sweepPhrases(
  { hand, sceneNow }: GestureStart,
  index: number,
  onPress: (at: Hand) => void,
): Gesture {
  const { selection, focus, select, toggle } = useTimeline.getState();
  return {
    edits: false,
    move(to) {
      const [from, until] = [Math.min(hand.x, to.x), Math.max(hand.x, to.x)];
      const now = sceneNow();
      const passed: number[] = [];
      for (let i = now.phrases[0]; i < now.phrases[1]; i++) {
        const span = spanOf(now.facts.phrases, i);
        if (!span) continue;
        const [left, right] = xsOf(now, span);
        if (right > from && left < until) passed.push(i);
      }
      const kept = hand.shift || hand.mod ? selection.filter(({ kind }) => kind === 'phrase') : [];
      const added = passed.filter((i) => !kept.some((item) => item.index === i));
      select([...kept, ...added.map((i) => ({ kind: 'phrase' as const, index: i }))]);
      return {};
    },
    end(moved, at) {
      if (moved) return;
      const item = { kind: 'phrase' as const, index };
      if (hand.mod) toggle(item);
      else if (hand.shift && focus?.kind === 'phrase') {
        const [first, last] = [Math.min(focus.index, index), Math.max(focus.index, index)];
        const run = Array.from({ length: last - first + 1 }, (_, i) => ({
          kind: 'phrase' as const,
          index: first + i,
        }));
        select(run, item);
      } else {
        select([item]);
        onPress(at);
      }
    },
    cancel: () => select(selection, focus),
  };
}
