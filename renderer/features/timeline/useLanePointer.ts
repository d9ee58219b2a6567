import { useEffect } from 'react';
import { usePlayback } from '../../stores/playback.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { withEdit, withPauseLength } from './phraseEdits.ts';
import { beginGesture } from './gestures/beginGesture.ts';
import type { Gesture, GestureStart, Hand } from './gestures/gesture.ts';
import { pan } from './gestures/timeGestures.ts';
import { hitTest, type Target } from './hitTest.ts';
import type { LaneBoard } from './laneBoard.ts';
import { LANE_OF_ITEM } from './laneLayout.ts';
import { pitchScaleOf } from './pitchScale.ts';
import { inTimeline } from './playheadTimes.ts';
import { spanOf, type Scene } from './scene.ts';
import { scrolledBy, zoomedAt } from './viewport.ts';

const MAIN_BUTTON = 0;
const MIDDLE_BUTTON = 1;
/** A press that moves less than this is no drag, pixels. */
const DRAG_FROM_PX = 3;
/** A turn of the wheel by so many pixels doubles or halves. */
const WHEEL_PER_DOUBLING_PX = 200;
/** A drag this near to a side scrolls the lanes, pixels. */
const EDGE_PX = 24;
const EDGE_SCROLL_PX = 14;

const CURSORS: Readonly<Record<Target['kind'], string>> = {
  lane: 'default',
  playhead: 'ew-resize',
  loopEdge: 'ew-resize',
  phrase: 'default',
  phraseEdge: 'col-resize',
  pause: 'default',
  pauseGrip: 'ew-resize',
  rangeHandle: 'ns-resize',
  point: 'move',
  block: 'grab',
};

/** Pointer, wheel and double presses on the lanes. */
export function useLanePointer(element: HTMLElement | null, board: LaneBoard | null): void {
  useEffect(() => {
    if (!element || !board) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    let active: {
      readonly gesture: Gesture;
      /** What it began on. */
      readonly facts: Scene['facts'] | undefined;
      readonly from: Hand;
      moved: boolean;
      at: Hand;
      pointer: number;
    } | null = null;
    let moving: number | null = null;

    const handOf = (event: MouseEvent): Hand => {
      const { left, top } = element.getBoundingClientRect();
      return {
        x: event.clientX - left,
        y: event.clientY - top,
        shift: event.shiftKey,
        alt: event.altKey,
        mod: event.ctrlKey || event.metaKey,
      };
    };
    const targetAt = ({ x, y }: Hand): Target | null => {
      const scene = board.scene();
      if (!scene) return null;
      const { tool, selection } = useTimeline.getState();
      const player = usePlayback.getState();
      const at = (positionSec: number): number =>
        inTimeline(scene, { ...player, positionSec }) ?? positionSec;
      return hitTest(
        {
          scene,
          lanes: board.lanes,
          scale: pitchScaleOf(scene.contour.own),
          tool,
          selection,
          playheadSec: inTimeline(scene, player),
          loop: player.loop && { startSec: at(player.loop.startSec), endSec: at(player.loop.endSec) },
        },
        x,
        y,
      );
    };
    const startOf = (hand: Hand): GestureStart | null => {
      const scene = board.scene();
      const { text } = board;
      if (!scene || !text) return null;
      return {
        scene,
        lanes: board.lanes,
        scale: pitchScaleOf(scene.contour.own),
        text,
        hand,
        sceneNow: () => board.scene() ?? scene,
      };
    };

    const finish = (how: 'end' | 'cancel'): void => {
      if (!active) return;
      const { gesture, moved, at, pointer } = active;
      active = null;
      if (moving !== null) cancelAnimationFrame(moving);
      moving = null;
      if (element.hasPointerCapture(pointer)) element.releasePointerCapture(pointer);
      if (how === 'end') gesture.end?.(moved, at);
      else gesture.cancel?.();
      if (gesture.edits) useProject.getState()[how === 'end' ? 'endGesture' : 'cancelGesture']();
      board.mark(null);
    };

    /** Another voice has come under the hand: an edit of the last one would bring that one back. */
    const hasLostVoice = (): boolean =>
      active !== null && active.gesture.edits && board.scene()?.facts !== active.facts;

    /** Once per picture: more moves than pictures would be work that nobody sees. */
    const step = (): void => {
      moving = null;
      if (hasLostVoice()) finish('cancel');
      if (!active) return;
      const marks = active.gesture.move(active.at);
      board.mark(marks);
      scrollAtEdge(active.at.x);
    };
    const scrollAtEdge = (x: number): void => {
      const scene = board.scene();
      if (!scene || !active || active.gesture.edits) return;
      const past =
        x < EDGE_PX ? x - EDGE_PX : x > scene.view.widthPx - EDGE_PX ? x - scene.view.widthPx + EDGE_PX : 0;
      if (past === 0 || useTimeline.getState().window.pxPerSec === null) return;
      const by = Math.sign(past) * Math.min(EDGE_SCROLL_PX, Math.abs(past));
      useTimeline.setState({ window: scrolledBy(scene.view, by) });
      moving ??= requestAnimationFrame(step);
    };

    element.addEventListener(
      'pointerdown',
      (event) => {
        if (active) return;
        const hand = handOf(event);
        const start = startOf(hand);
        if (!start) return;
        const { tool } = useTimeline.getState();
        const target = targetAt(hand);
        const gesture =
          event.button === MIDDLE_BUTTON
            ? pan(start)
            : event.button === MAIN_BUTTON && target
              ? beginGesture(start, target, tool)
              : null;
        if (!gesture) return;
        element.setPointerCapture(event.pointerId);
        if (gesture.edits) useProject.getState().beginGesture();
        focusLane(element, target);
        board.hover(null);
        active = {
          gesture,
          facts: start.scene.facts,
          from: hand,
          moved: false,
          at: hand,
          pointer: event.pointerId,
        };
        board.invalidate();
      },
      { signal },
    );
    element.addEventListener(
      'pointermove',
      (event) => {
        const hand = handOf(event);
        if (!active) {
          const target = targetAt(hand);
          const { tool } = useTimeline.getState();
          element.style.cursor = cursorOf(target, tool);
          board.hover(target?.kind === 'block' ? target.item : null);
          return;
        }
        active.at = hand;
        const { from } = active;
        if (!active.moved && Math.hypot(hand.x - from.x, hand.y - from.y) < DRAG_FROM_PX) return;
        active.moved = true;
        moving ??= requestAnimationFrame(step);
      },
      { signal },
    );
    element.addEventListener(
      'pointerup',
      () => {
        if (hasLostVoice()) finish('cancel');
        // The last move may still wait for its picture.
        if (active?.moved) active.gesture.move(active.at);
        finish('end');
      },
      { signal },
    );
    // Pressing what cannot have the focus would take it from the list that has just got it.
    element.addEventListener('mousedown', (event) => event.preventDefault(), { signal });
    element.addEventListener('pointercancel', () => finish('cancel'), { signal });
    element.addEventListener('pointerleave', () => board.hover(null), { signal });
    // Escape: the project goes back by itself; what else a gesture has moved goes back here.
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !active) return;
        finish('cancel');
        // It was for the gesture: what is selected stays selected.
        event.stopPropagation();
      },
      { signal, capture: true },
    );
    element.addEventListener(
      'wheel',
      (event) => {
        const scene = board.scene();
        if (!scene) return;
        const hand = handOf(event);
        if (event.ctrlKey || event.metaKey) {
          event.preventDefault();
          useTimeline.setState({
            window: zoomedAt(scene.view, 2 ** (-event.deltaY / WHEEL_PER_DOUBLING_PX), hand.x),
          });
          return;
        }
        const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
        const scrollsLanes =
          element.parentElement && element.parentElement.scrollHeight > element.parentElement.clientHeight;
        if (!sideways && scrollsLanes) return;
        event.preventDefault();
        if (useTimeline.getState().window.pxPerSec !== null)
          useTimeline.setState({
            window: scrolledBy(scene.view, sideways ? event.deltaX || event.deltaY : event.deltaY),
          });
      },
      { signal, passive: false },
    );
    element.addEventListener(
      'dblclick',
      (event) => {
        const target = targetAt(handOf(event));
        const scene = board.scene();
        if (!target || !scene) return;
        if (target.kind === 'block' && (target.item.kind === 'caption' || target.item.kind === 'title'))
          useTimeline.setState({ typing: target.item });
        if (target.kind === 'pauseGrip') {
          const span = spanOf(scene.facts.pauses, target.index);
          if (span)
            useProject
              .getState()
              .edit((document) => withEdit(document, (edit) => withPauseLength(edit, span, null)));
        }
        if (target.kind === 'lane' && target.lane === 'ruler') usePlayback.getState().setLoop(null);
      },
      { signal },
    );
    return () => {
      finish('cancel');
      listening.abort();
    };
  }, [element, board]);
}

function cursorOf(target: Target | null, tool: string): string {
  if (!target) return 'default';
  const drawn =
    (target.kind === 'phrase' && target.lane !== 'voice') ||
    (target.kind === 'lane' && (target.lane === 'pitch' || target.lane === 'energy'));
  if (drawn && tool !== 'select') return 'crosshair';
  if (target.kind === 'phrase' && target.lane !== 'voice') return 'ns-resize';
  if (target.kind === 'lane' && target.lane === 'minimap') return 'grab';
  if (target.kind === 'lane' && target.lane === 'ruler') return 'text';
  if (target.kind === 'block' && target.part !== 'body') return 'col-resize';
  return CURSORS[target.kind];
}

/** The keyboard follows the pointer: keys act upon what was pressed. */
function focusLane(element: HTMLElement, target: Target | null): void {
  const lane = target?.kind === 'block' ? LANE_OF_ITEM[target.item.kind] : 'voice';
  element.parentElement
    ?.querySelector<HTMLElement>(`[data-testid="timeline-${lane}"]`)
    ?.focus({ preventScroll: true });
}
