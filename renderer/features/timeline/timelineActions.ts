/** What keys and buttons do to what is selected. */
import { toAdjusted } from '../../../shared/prosody/timeMap.ts';
import { usePlayback } from '../../stores/playback.ts';
import { useProject } from '../../stores/project.ts';
import { withCaptions, type ProjectDocument } from '../../stores/projectDocument.ts';
import { useTimeline, type ItemRef } from '../../stores/timeline.ts';
import { actedUpon } from './actedUpon.ts';
import { copyClips, nudgeClips, pasteAtPlayhead, removeClips } from './clipActions.ts';
import { withoutPoint, withPointAt, pointsOf } from './gestures/drawGestures.ts';
import { shiftPhrases } from './gestures/phraseGestures.ts';
import { laneOf, withBlock } from './gestures/timeGestures.ts';
import { blocksOf } from './hitTest.ts';
import { isInnerPause, pauseBounds } from './pauses.ts';
import {
  copyPhrase,
  pastePhrase,
  withEdit,
  withoutPhraseEdits,
  withPauseLength,
  withPhrases,
  type EditChange,
  type Span,
} from './phraseEdits.ts';
import { heardInPlayer } from './playheadTimes.ts';
import { spanOf, type Scene } from './scene.ts';
import { windowAround, windowShowing, zoomedAt } from './viewport.ts';

/** Tempo of a key press: three per cent. */
const TEMPO_STEP = 1.03;
const PAUSE_STEP_SEC = 0.05;
const BLOCK_STEP_SEC = 0.1;
export const ZOOM_STEP = 1.5;

/** Recorded span of an item; null for what has none. */
export function itemSpan(scene: Scene, { kind, index }: ItemRef): Span | null {
  switch (kind) {
    case 'phrase':
      return spanOf(scene.facts.phrases, index);
    case 'pause':
      return spanOf(scene.facts.pauses, index);
    case 'caption':
    case 'title':
    case 'clip':
      return blocksOf(scene, laneOf(kind)).at(index) ?? null;
    case 'music':
      return { startSec: 0, endSec: scene.facts.durationSec };
  }
}

export const selectedPhrases = (scene: Scene): readonly Span[] =>
  actedUpon().flatMap((item) => (item.kind === 'phrase' ? (itemSpan(scene, item) ?? []) : []));

const editProject = (change: (document: ProjectDocument) => ProjectDocument, merge?: string): void =>
  useProject.getState().edit(change, merge === undefined ? {} : { merge });

const changeEdit = (change: EditChange, merge?: string): void =>
  editProject((document) => withEdit(document, change), merge);

/** Phrases higher or lower, or the chosen point. Presses in a row are one step. */
export function nudgePitch(scene: Scene, by: number): void {
  const { point } = useTimeline.getState();
  if (point) {
    const at = pointsOf(scene.edit, point).at(point.point);
    if (at) changeEdit((edit) => withPointAt(edit, point, { ...at, value: at.value + by }), 'timeline-point');
    return;
  }
  const spans = selectedPhrases(scene);
  if (spans.length > 0) changeEdit((edit) => shiftPhrases(edit, spans, by), 'timeline-pitch');
}

/** Along the time: phrases slower or faster, pauses longer or shorter, blocks to and fro. `forward`: longer, later. */
export function nudgeTime(scene: Scene, forward: boolean): void {
  const { point } = useTimeline.getState();
  const sign = forward ? 1 : -1;
  if (point) {
    const at = pointsOf(scene.edit, point).at(point.point);
    if (at)
      changeEdit(
        (edit) => withPointAt(edit, point, { ...at, sec: Math.max(0, at.sec + sign * 0.01) }),
        'timeline-point',
      );
    return;
  }
  const items = actedUpon();
  const phrases = selectedPhrases(scene);
  if (phrases.length > 0)
    return changeEdit(
      (edit) => withPhrases(edit, phrases, ({ tempo }) => ({ tempo: tempo * TEMPO_STEP ** -sign })),
      'timeline-tempo',
    );
  const pauses = items.filter(({ kind, index }) => kind === 'pause' && isInnerPause(scene.facts, index));
  if (pauses.length > 0)
    return changeEdit(
      (edit) =>
        pauses.reduce((changed, { index }) => {
          const span = spanOf(scene.facts.pauses, index);
          if (!span) return changed;
          const [least, most] = pauseBounds((span.endSec - span.startSec) / scene.settings.tempo);
          const wanted = Math.round((heardLength(scene, span) + sign * PAUSE_STEP_SEC) * 100) / 100;
          return withPauseLength(changed, span, Math.min(most, Math.max(least, wanted)));
        }, edit),
      'timeline-pause',
    );
  const [block] = items;
  if (block?.kind === 'clip') return nudgeClips(scene, sign * BLOCK_STEP_SEC);
  if (block && block.kind !== 'music') moveBlock(scene, block, sign * BLOCK_STEP_SEC);
  else if (block)
    editProject(
      (document) =>
        document.music
          ? {
              ...document,
              music: {
                ...document.music,
                startSec: Math.max(0, document.music.startSec - sign * BLOCK_STEP_SEC),
              },
            }
          : document,
      'timeline-music',
    );
}

function moveBlock(scene: Scene, item: ItemRef, bySec: number): void {
  const span = itemSpan(scene, item);
  if (!span) return;
  const startSec = Math.max(0, span.startSec + bySec);
  const wanted = { startSec, endSec: startSec + span.endSec - span.startSec };
  editProject(
    (document) => withBlock(document, item, 'body', wanted, scene.facts.durationSec),
    'timeline-block',
  );
}

export const heardLength = ({ timeMap }: Scene, { startSec, endSec }: Span): number =>
  toAdjusted(timeMap, endSec) - toAdjusted(timeMap, startSec);

/**
 * Gives phrases and pauses back what they were recorded with; removes captions, titles, clips and points.
 * @param ripple what lies behind a clip closes the gap
 */
export function resetSelected(scene: Scene, ripple = false): void {
  const { point, select } = useTimeline.getState();
  if (point) {
    changeEdit((edit) => withoutPoint(edit, point));
    useTimeline.setState({ point: null });
    return;
  }
  const items = actedUpon();
  const spans = selectedPhrases(scene);
  const pauses = items.flatMap((item) => (item.kind === 'pause' ? (itemSpan(scene, item) ?? []) : []));
  if (spans.length > 0 || pauses.length > 0)
    changeEdit((edit) => {
      const cleared = withoutPhraseEdits(edit, spans);
      return pauses.reduce((changed, span) => withPauseLength(changed, span, null), cleared);
    });
  removeClips(scene, ripple);
  const removed = items.filter(({ kind }) => kind === 'caption' || kind === 'title');
  if (removed.length === 0) return;
  editProject((document) => removed.reduce(withoutItem(document), document));
  select([]);
}

/** Indices count in the list before anything was removed. */
const withoutItem =
  (before: ProjectDocument) =>
  (document: ProjectDocument, { kind, index }: ItemRef): ProjectDocument => {
    switch (kind) {
      case 'caption':
        return withCaptions(document, {
          items: document.captions.items.filter((item) => item !== before.captions.items[index]),
        });
      case 'title':
        return { ...document, titles: document.titles.filter(({ id }) => id !== before.titles[index]?.id) };
      case 'clip':
      case 'phrase':
      case 'pause':
      case 'music':
        return document;
    }
  };

export function copySelected(scene: Scene): void {
  const [span] = selectedPhrases(scene);
  if (span) useTimeline.setState({ copied: copyPhrase(scene.edit, span), copiedClips: [] });
  else copyClips(scene);
}

/** What was done to a phrase goes to the selected ones; clips go to the playhead. */
export function pasteCopied(scene: Scene): void {
  const { copied } = useTimeline.getState();
  if (!copied) return pasteAtPlayhead(scene);
  const spans = selectedPhrases(scene);
  if (spans.length > 0) changeEdit((edit) => pastePhrase(edit, spans, copied));
}

/** From the beginning of the first to the end of the last selected item, in times of the timeline. */
function selectedStretch(scene: Scene): readonly [number, number] | null {
  const spans = actedUpon().flatMap((item) => itemSpan(scene, item) ?? []);
  if (spans.length === 0) return null;
  return [
    toAdjusted(scene.timeMap, Math.min(...spans.map(({ startSec }) => startSec))),
    toAdjusted(scene.timeMap, Math.max(...spans.map(({ endSec }) => endSec))),
  ];
}

/** Loops what is selected; once more, and nothing is looped. */
export function loopSelected(scene: Scene): void {
  const playback = usePlayback.getState();
  const stretch = selectedStretch(scene);
  if (!stretch || playback.loop) return playback.setLoop(null);
  const [startSec, endSec] = stretch.map((sec) => heardInPlayer(scene, playback, sec));
  playback.setLoop({ startSec, endSec });
}

export function zoomToSelected(scene: Scene): void {
  const stretch = selectedStretch(scene);
  if (stretch) useTimeline.setState({ window: windowAround(scene.view, ...stretch) });
}

export const showAll = (): void => useTimeline.setState({ window: { startSec: -Infinity, pxPerSec: null } });

/** About the playhead where it is seen, else about the middle. */
export function zoomBy(scene: Scene, factor: number): void {
  const { view } = scene;
  useTimeline.setState({ window: zoomedAt(view, factor, view.widthPx / 2) });
}

/** All phrases, or all items of the lane that has the keyboard. */
export function selectAll(scene: Scene, items: readonly ItemRef[]): void {
  const { select, focus } = useTimeline.getState();
  const isVoice = items.every(({ kind }) => kind === 'phrase' || kind === 'pause');
  select(isVoice ? scene.facts.phrases.map((_, index) => ({ kind: 'phrase', index })) : items, focus);
}

/** Scrolls as little as needed to see an item. */
export function revealItem(scene: Scene, item: ItemRef): void {
  const span = itemSpan(scene, item);
  if (!span) return;
  for (const sec of [span.endSec, span.startSec]) {
    const window = windowShowing(scene.view, toAdjusted(scene.timeMap, sec));
    if (window) useTimeline.setState({ window });
  }
}

/** Sets one setting of the selected phrases to a value. */
export function setPhraseSetting(
  spans: readonly Span[],
  name: 'pitchSemitones' | 'range' | 'tempo' | 'energyDb' | 'endLiftSemitones',
  value: number,
  before: number,
): void {
  changeEdit(
    (edit) =>
      name === 'pitchSemitones'
        ? shiftPhrases(edit, spans, value - before)
        : withPhrases(edit, spans, () => ({ [name]: value })),
    `timeline-${name}`,
  );
}

export const setPauseLength = (span: Span, lengthSec: number): void =>
  changeEdit((edit) => withPauseLength(edit, span, lengthSec), 'timeline-pause');
