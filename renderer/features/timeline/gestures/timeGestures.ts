/** Drags along the time: pauses, blocks of the tracks, the playhead, the loop, the window and what is selected. */
import { toAdjusted, toOriginal } from '../../../../shared/prosody/timeMap.ts';
import { usePlayback } from '../../../stores/playback.ts';
import { useProject } from '../../../stores/project.ts';
import { withCaptions, type ProjectDocument } from '../../../stores/projectDocument.ts';
import { useTimeline, type ItemRef } from '../../../stores/timeline.ts';
import { mapX } from '../draw/drawTime.ts';
import { blocksOf, type BlockPart } from '../hitTest.ts';
import { laneAt } from '../laneLayout.ts';
import { pauseBounds } from '../pauses.ts';
import { withEdit, withPauseLength } from '../phraseEdits.ts';
import { heardInPlayer, inTimeline } from '../playheadTimes.ts';
import { spanOf, spansWithin, xOfRecorded, xsOf, type Scene } from '../scene.ts';
import { snapX } from '../snapping.ts';
import { secAt, scrolledBy, xOf } from '../viewport.ts';
import type { Gesture, GestureStart, Hand } from './gesture.ts';

/** Makes a pause longer or shorter. */
export function stretchPause({ scene, text, hand }: GestureStart, index: number): Gesture {
  const span = spanOf(scene.facts.pauses, index) ?? { startSec: 0, endSec: 0 };
  const start = scene.document;
  const lengthSec = toAdjusted(scene.timeMap, span.endSec) - toAdjusted(scene.timeMap, span.startSec);
  const [least, most] = pauseBounds((span.endSec - span.startSec) / scene.settings.tempo);
  const { window } = useTimeline.getState();
  const { startSec, pxPerSec } = scene.view;
  useTimeline.getState().select([{ kind: 'pause', index }]);
  useTimeline.setState({ window: { startSec, pxPerSec } });
  return {
    edits: true,
    move(to) {
      // The grip is in the middle: it goes half as far as the end that it moves.
      const wanted = lengthSec + (2 * (to.x - hand.x)) / pxPerSec;
      const held = Math.min(most, Math.max(least, to.alt ? wanted : Math.round(wanted * 20) / 20));
      useProject.getState().edit(() => withEdit(start, (edit) => withPauseLength(edit, span, held)));
      return { readout: { x: to.x, y: to.y, text: text.seconds(held) } };
    },
    end: () => {
      if (window.pxPerSec === null) useTimeline.setState({ window });
    },
    cancel: () => useTimeline.setState({ window }),
  };
}

/** Captions shorter than this cannot be read. */
const LEAST_BLOCK_SEC = 0.2;

/** Moves or trims a caption or a title. */
export function dragBlock(start: GestureStart, item: ItemRef, part: BlockPart): Gesture {
  const { scene, hand } = start;
  const before = scene.document;
  const block = blocksOf(scene, laneOf(item.kind))[item.index];
  const [left, right] = xsOf(scene, block);
  const { snap } = useTimeline.getState();
  return {
    edits: true,
    move(to) {
      const by = to.x - hand.x;
      const edgeX = part === 'end' ? right + by : left + by;
      const playheadSec = inTimeline(scene, usePlayback.getState());
      const caught = snapX(scene, edgeX, playheadSec, to.alt || !snap);
      const other =
        part === 'body'
          ? snapX(scene, right + by, playheadSec, to.alt || !snap || caught.caughtX !== null)
          : null;
      const shift = other?.caughtX != null ? other.x - right : caught.x - (part === 'end' ? right : left);
      const at = (x: number): number => Math.max(0, toOriginal(scene.timeMap, secAt(scene.view, x)));
      const moved = {
        startSec: part === 'end' ? block.startSec : at(left + shift),
        endSec: part === 'start' ? block.endSec : at(right + shift),
      };
      useProject.getState().edit(() => withBlock(before, item, part, moved, scene.facts.durationSec));
      return { snapX: other?.caughtX ?? caught.caughtX };
    },
  };
}

export const laneOf = (kind: ItemRef['kind']): 'captions' | 'titles' | 'clips' =>
  kind === 'caption' ? 'captions' : kind === 'title' ? 'titles' : 'clips';

/** Puts a caption or a title at other times; what it cannot pass holds it. */
export function withBlock(
  document: ProjectDocument,
  { kind, index }: ItemRef,
  part: BlockPart,
  wanted: { readonly startSec: number; readonly endSec: number },
  durationSec: number,
): ProjectDocument {
  const list = kind === 'caption' ? document.captions.items : document.titles;
  const old = list[index];
  const least = kind === 'caption' && index > 0 ? list[index - 1].endSec : 0;
  const most = kind === 'caption' && index + 1 < list.length ? list[index + 1].startSec : durationSec;
  const { startSec, endSec } = heldBetween(old, part, wanted, least, Math.max(most, least));
  if (startSec === old.startSec && endSec === old.endSec) return document;
  if (kind === 'caption') {
    const items = document.captions.items.with(index, {
      ...document.captions.items[index],
      startSec,
      endSec,
    });
    return withCaptions(document, { items });
  }
  return {
    ...document,
    titles: document.titles.with(index, { ...document.titles[index], startSec, endSec }),
  };
}

function heldBetween(
  old: { readonly startSec: number; readonly endSec: number },
  part: BlockPart,
  wanted: { readonly startSec: number; readonly endSec: number },
  least: number,
  most: number,
): { readonly startSec: number; readonly endSec: number } {
  switch (part) {
    case 'start':
      return {
        startSec: Math.max(least, Math.min(wanted.startSec, old.endSec - LEAST_BLOCK_SEC)),
        endSec: old.endSec,
      };
    case 'end':
      return {
        startSec: old.startSec,
        endSec: Math.min(most, Math.max(wanted.endSec, old.startSec + LEAST_BLOCK_SEC)),
      };
    case 'body': {
      const lengthSec = Math.min(wanted.endSec - wanted.startSec, most - least);
      const startSec = Math.max(least, Math.min(wanted.startSec, most - lengthSec));
      return { startSec, endSec: startSec + Math.max(lengthSec, 0.01) };
    }
  }
}

/** Moves where in the music the video begins. */
export function dragMusic({ scene, text, hand }: GestureStart): Gesture {
  const before = scene.document;
  const fileSec = scene.music?.durationSec ?? Infinity;
  return {
    edits: true,
    move(to) {
      if (!before.music) return {};
      const wanted = before.music.startSec - (to.x - hand.x) / scene.view.pxPerSec;
      const startSec = Math.round(Math.min(Math.max(0, fileSec - 1), Math.max(0, wanted)) * 100) / 100;
      const music = { ...before.music, startSec };
      useProject.getState().edit(() => (startSec === before.music?.startSec ? before : { ...before, music }));
      return { readout: { x: to.x, y: to.y, text: text.seconds(startSec) } };
    },
  };
}

/** Goes to the moment under the hand. */
export function seekTo(scene: Scene, x: number): void {
  const playback = usePlayback.getState();
  playback.seek(heardInPlayer(scene, playback, secAt(scene.view, x)));
}

/** Drags the playhead. */
export function scrub({ sceneNow, hand }: GestureStart): Gesture {
  const go = (at: Hand): void => seekTo(sceneNow(), at.x);
  usePlayback.getState().setScrubbing(true);
  go(hand);
  return {
    edits: false,
    move(to) {
      go(to);
      return {};
    },
    end: () => usePlayback.getState().setScrubbing(false),
    cancel: () => usePlayback.getState().setScrubbing(false),
  };
}

/** Draws a loop on the ruler, or drags one of its ends; a press alone goes there. */
export function loop({ scene, hand, sceneNow }: GestureStart, edge: 'start' | 'end' | null): Gesture {
  const before = usePlayback.getState().loop;
  const fixedSec = edge === null || !before ? null : edge === 'start' ? before.endSec : before.startSec;
  const anchorX =
    fixedSec === null
      ? hand.x
      : xOf(scene.view, inTimeline(scene, { ...usePlayback.getState(), positionSec: fixedSec }) ?? 0);
  return {
    edits: false,
    move(to) {
      const playback = usePlayback.getState();
      const caught = snapX(scene, to.x, null, to.alt || !useTimeline.getState().snap);
      const [from, until] = [Math.min(anchorX, caught.x), Math.max(anchorX, caught.x)];
      const now = sceneNow();
      playback.setLoop({
        startSec: Math.max(0, heardInPlayer(now, playback, secAt(now.view, from))),
        endSec: heardInPlayer(now, playback, secAt(now.view, until)),
      });
      return { snapX: caught.caughtX };
    },
    end: (moved, at) => {
      if (!moved) seekTo(sceneNow(), at.x);
    },
    cancel: () => usePlayback.getState().setLoop(before),
  };
}

/** Moves the window over the map of the whole voice; a press beside it brings it there. */
export function dragMap({ scene, hand }: GestureStart): Gesture {
  const { window } = useTimeline.getState();
  const { view } = scene;
  const shownSec = view.widthPx / view.pxPerSec;
  const perPx = view.durationSec / view.widthPx;
  const inside = hand.x >= mapX(scene, view.startSec) && hand.x <= mapX(scene, view.startSec + shownSec);
  const from = inside ? view.startSec : hand.x * perPx - shownSec / 2;
  const place = (x: number): void => {
    if (window.pxPerSec !== null)
      useTimeline.setState({
        window: { startSec: Math.max(0, from + (x - hand.x) * perPx), pxPerSec: view.pxPerSec },
      });
  };
  place(hand.x);
  return {
    edits: false,
    move(to) {
      place(to.x);
      return {};
    },
    cancel: () => useTimeline.setState({ window }),
  };
}

/** Drags the lanes themselves, as with the middle button. */
export function pan({ scene, hand }: GestureStart): Gesture {
  const { window } = useTimeline.getState();
  return {
    edits: false,
    move(to) {
      if (window.pxPerSec !== null) useTimeline.setState({ window: scrolledBy(scene.view, hand.x - to.x) });
      return {};
    },
    cancel: () => useTimeline.setState({ window }),
  };
}

/** A box around what is to be selected; a press on nothing selects nothing and goes there. */
export function marquee({ scene, lanes, hand }: GestureStart): Gesture {
  const { selection, focus, select } = useTimeline.getState();
  return {
    edits: false,
    move(to) {
      const [left, right] = [Math.min(hand.x, to.x), Math.max(hand.x, to.x)];
      const [top, bottom] = [Math.min(hand.y, to.y), Math.max(hand.y, to.y)];
      const lane = laneAt(lanes, hand.y)?.name;
      const found =
        lane === 'captions' || lane === 'titles' || lane === 'clips'
          ? blocksIn(scene, lane, left, right)
          : phrasesIn(scene, left, right);
      const kept = hand.shift || hand.mod ? selection.filter(({ kind }) => kind === found[0]?.kind) : [];
      select([...kept, ...found.filter(({ index }) => !kept.some((item) => item.index === index))]);
      return { box: { left, right, top, bottom } };
    },
    end: (moved, at) => {
      if (moved) return;
      select([]);
      seekTo(scene, at.x);
    },
    cancel: () => select(selection, focus),
  };
}

function phrasesIn(scene: Scene, left: number, right: number): readonly ItemRef[] {
  const { phrases } = scene.facts;
  const columns = scene.edgesSec.length - 1;
  const secOf = (x: number): number => scene.edgesSec[Math.min(columns, Math.max(0, Math.round(x)))];
  const [first, end] = spansWithin(phrases, secOf(left), secOf(right));
  return Array.from({ length: end - first }, (_, i) => ({ kind: 'phrase', index: first + i }));
}

function blocksIn(
  scene: Scene,
  lane: 'captions' | 'titles' | 'clips',
  left: number,
  right: number,
): readonly ItemRef[] {
  const kind = ({ captions: 'caption', titles: 'title', clips: 'clip' } as const)[lane];
  return blocksOf(scene, lane).flatMap(({ startSec, endSec }, index) =>
    xOfRecorded(scene, endSec) > left && xOfRecorded(scene, startSec) < right ? [{ kind, index }] : [],
  );
}
