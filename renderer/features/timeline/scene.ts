/** What the lanes show: the voice, its edits and the window, with the times that all lanes share. */
import type { ProsodyView, SoundOutline } from '../../../shared/contract/prosodyView.ts';
import { composeSettings } from '../../../shared/prosody/compose.ts';
import { composeTime } from '../../../shared/prosody/composeTime.ts';
import { NEUTRAL_EDIT, type ProsodyEdit } from '../../../shared/prosody/edits.ts';
import { findPreset, type ProsodyPreset } from '../../../shared/prosody/presets.ts';
import type { ProsodySettings } from '../../../shared/prosody/settings.ts';
import {
  adjustedDurationSec,
  toAdjusted,
  toOriginal,
  type TimeMap,
} from '../../../shared/prosody/timeMap.ts';
import type { ProjectDocument, VoiceClip } from '../../stores/projectDocument.ts';
import { LiveContour } from './liveContour.ts';
import { viewportOf, type Viewport } from './viewport.ts';
import type { TimelineWindow } from '../../stores/timeline.ts';

export interface Scene {
  readonly facts: ProsodyView;
  readonly contour: LiveContour;
  readonly document: ProjectDocument;
  /** Those that are shown: the document's, or those that are on their way into it. */
  readonly clips: readonly VoiceClip[];
  readonly edit: ProsodyEdit;
  /** For the whole voice: preset and settings together. */
  readonly settings: ProsodySettings;
  /** From the voice as it was recorded to the voice that is heard. */
  readonly timeMap: TimeMap;
  readonly view: Viewport;
  /** Recorded time at every pixel's left edge, and at the right edge of the last. */
  readonly edgesSec: Float64Array;
  /** Indices of the first phrase that is seen, and of the one behind the last. */
  readonly phrases: readonly [first: number, end: number];
  readonly music: SoundOutline | null;
}

/** What a scene is made of. */
export interface SceneParts {
  readonly facts: ProsodyView;
  readonly document: ProjectDocument;
  readonly clips: readonly VoiceClip[];
  readonly window: TimelineWindow;
  readonly widthPx: number;
  readonly music: SoundOutline | null;
  readonly ownPresets: readonly ProsodyPreset[];
}

const sameParts = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((part, i) => part === b[i]);

/** Keeps a value as long as what it is made from stays the same. */
function kept<Value>(): (parts: readonly unknown[], make: () => Value) => Value {
  let last: { readonly parts: readonly unknown[]; readonly value: Value } | null = null;
  return (parts, make) => {
    if (!last || !sameParts(last.parts, parts)) last = { parts, value: make() };
    return last.value;
  };
}

/** The part of an edit that moves times: everything else leaves the map as it is. */
const timeParts = (edit: ProsodyEdit, settings: ProsodySettings): readonly unknown[] => [
  settings.tempo,
  settings.pauses,
  edit.tempoCurve,
  edit.pauses,
  ...edit.phrases.flatMap(({ startSec, endSec, settings: { tempo } }) =>
    tempo === 1 ? [] : [startSec, endSec, tempo],
  ),
];

/** @returns what makes scenes, each anew only in what has changed since the last one */
export function createSceneMaker(): (parts: SceneParts) => Scene {
  const keepContour = kept<LiveContour>();
  const keepSettings = kept<ProsodySettings>();
  const keepMap = kept<TimeMap>();
  const keepView = kept<Viewport>();
  const keepEdges = kept<Float64Array>();
  const keepPhrases = kept<readonly [number, number]>();
  const keepScene = kept<Scene>();

  return ({ facts, document, clips, window, widthPx, music, ownPresets }) => {
    const edit = document.prosody ?? NEUTRAL_EDIT;
    const contour = keepContour([facts], () => new LiveContour(facts));
    const settings = keepSettings(
      [facts, edit.preset, edit.settings, edit.language, ownPresets],
      () =>
        composeSettings(facts, edit, edit.preset ? (findPreset(edit.preset.id, ownPresets) ?? null) : null)
          .settings,
    );
    const timeMap = keepMap(
      [facts, ...timeParts(edit, settings)],
      () => composeTime(facts, { ...edit, settings }).timeMap,
    );
    const view = keepView([timeMap, window, widthPx], () =>
      viewportOf(window, adjustedDurationSec(timeMap), widthPx),
    );
    const edgesSec = keepEdges([timeMap, view], () => recordedEdges(timeMap, view));
    const phrases = keepPhrases([facts, edgesSec], () =>
      spansWithin(facts.phrases, edgesSec[0], edgesSec[edgesSec.length - 1]),
    );
    return keepScene([contour, document, clips, settings, timeMap, view, edgesSec, phrases, music], () => ({
      facts,
      contour,
      document,
      clips,
      edit,
      settings,
      timeMap,
      view,
      edgesSec,
      phrases,
      music,
    }));
  };
}

/** Recorded times of pixel edges in one sweep over the knots that are seen. */
function recordedEdges(map: TimeMap, view: Viewport): Float64Array {
  const count = Math.max(1, Math.ceil(view.widthPx)) + 1;
  const edges = new Float64Array(count);
  for (let x = 0; x < count; x++) edges[x] = toOriginal(map, view.startSec + x / view.pxPerSec);
  return edges;
}

/** @returns indices of the first of ordered spans that reaches into a stretch, and of the one behind the last */
export function spansWithin(
  spans: readonly (readonly [startSec: number, endSec: number])[],
  fromSec: number,
  toSec: number,
): readonly [first: number, end: number] {
  const firstWhere = (test: (span: readonly [number, number]) => boolean): number => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (test(spans[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return [firstWhere(([, endSec]) => endSec > fromSec), firstWhere(([startSec]) => startSec >= toSec)];
}

/** Where a recorded moment lies in the lanes, pixels. */
export const xOfRecorded = ({ timeMap, view }: Scene, recordedSec: number): number =>
  (toAdjusted(timeMap, recordedSec) - view.startSec) * view.pxPerSec;

/** The recorded moment at a pixel of the lanes. */
export const recordedAtX = ({ timeMap, view }: Scene, x: number): number =>
  Math.min(
    timeMap.originalSec[timeMap.originalSec.length - 1],
    Math.max(0, toOriginal(timeMap, view.startSec + x / view.pxPerSec)),
  );

/** The stretch of a recorded span in the lanes, pixels. */
export const xsOf = (
  scene: Scene,
  { startSec, endSec }: { readonly startSec: number; readonly endSec: number },
): readonly [left: number, right: number] => [xOfRecorded(scene, startSec), xOfRecorded(scene, endSec)];

export const spanOf = (
  spans: readonly (readonly [number, number])[],
  index: number,
): { readonly startSec: number; readonly endSec: number } | null => {
  const span = spans[index] as readonly [number, number] | undefined;
  return span ? { startSec: span[0], endSec: span[1] } : null;
};
