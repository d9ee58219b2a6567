import { useRef, useState, type DOMAttributes, type PointerEvent } from 'react';
import type { Placement } from '../../../shared/framing/placement.ts';
import { useProject } from '../../stores/project.ts';
import { NO_GUIDES, snapped, zoomedAt, type Guides } from './placementMath.ts';
import type { PlacementEdits } from './usePlacement.ts';

/** A press that moves less than this is a tap. */
const TAP_PX = 4;
/** The person is drawn to a line from this far, pixels of the screen. */
const SNAP_PX = 9;

/** A press under way: where it began, and where the person stood. */
interface Press {
  readonly placement: Placement;
  readonly x: number;
  readonly y: number;
  /** Distance of two fingers at the beginning, pixels; null for one pointer. */
  readonly spreadPx: number | null;
  isDrag: boolean;
}

const middleOf = (points: readonly PointerEvent[]): readonly [x: number, y: number] => [
  points.reduce((sum, { clientX }) => sum + clientX, 0) / points.length,
  points.reduce((sum, { clientY }) => sum + clientY, 0) / points.length,
];

const spreadOf = ([a, b]: readonly PointerEvent[]): number =>
  Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);

/** Drags with one pointer, drags and scales with two fingers. One gesture is one step; Escape takes it back. */
export function usePlacementPointer(
  { framed, placement, place }: PlacementEdits,
  onTap?: () => void,
): {
  readonly guides: Guides;
  readonly isMoving: boolean;
  readonly handlers: Pick<
    DOMAttributes<HTMLElement>,
    'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerCancel'
  >;
} {
  const pointers = useRef(new Map<number, PointerEvent>());
  const press = useRef<Press | null>(null);
  const [guides, setGuides] = useState(NO_GUIDES);
  const [isMoving, setMoving] = useState(false);
  const { beginGesture, endGesture } = useProject.getState();

  function begin(): void {
    const points = [...pointers.current.values()];
    const [x, y] = middleOf(points);
    const spreadPx = points.length > 1 ? spreadOf(points) : null;
    press.current = { placement, x, y, spreadPx, isDrag: press.current?.isDrag ?? false };
  }

  function end(): void {
    pointers.current.clear();
    press.current = null;
    setGuides(NO_GUIDES);
    setMoving(false);
  }

  // Escape takes the gesture back elsewhere: what the pointer does from then on is nothing.
  const inHand = useProject((store) => store.gestureStart !== null) && isMoving;

  return {
    guides: inHand ? guides : NO_GUIDES,
    isMoving: inHand,
    handlers: {
      onPointerDown(event) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, event);
        begin();
      },
      onPointerMove(event) {
        const start = press.current;
        if (!start || !pointers.current.has(event.pointerId)) return;
        pointers.current.set(event.pointerId, event);
        const points = [...pointers.current.values()];
        const [x, y] = middleOf(points);
        if (!start.isDrag && start.spreadPx === null && Math.hypot(x - start.x, y - start.y) < TAP_PX) return;
        if (!start.isDrag) {
          start.isDrag = true;
          beginGesture();
          setMoving(true);
        } else if (!useProject.getState().gestureStart) return;
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
        const zoomed =
          start.spreadPx !== null && points.length > 1
            ? zoomedAt(start.placement, spreadOf(points) / start.spreadPx, [
                (start.x - left) / width,
                (start.y - top) / height,
              ])
            : start.placement;
        const wish = {
          ...zoomed,
          offsetX: zoomed.offsetX + (x - start.x) / width,
          offsetY: zoomed.offsetY + (y - start.y) / height,
        };
        const near = event.altKey
          ? { placement: wish, guides: NO_GUIDES }
          : snapped(framed, wish, [SNAP_PX / width, SNAP_PX / height]);
        setGuides(near.guides);
        place(near.placement);
      },
      onPointerUp(event) {
        const start = press.current;
        if (!start || !pointers.current.delete(event.pointerId)) return;
        if (pointers.current.size > 0) {
          begin();
          return;
        }
        if (start.isDrag) endGesture();
        else onTap?.();
        end();
      },
      onPointerCancel() {
        if (press.current?.isDrag) useProject.getState().cancelGesture();
        end();
      },
    },
  };
}
