import { useEffect, useRef, type RefObject } from 'react';
import { useTouchUp } from '../../stores/touchUp.ts';
import type { StrokeInHand } from './strokeInHand.ts';
import { heldView, toPhoto, zoomed, type PointPx, type SizePx, type ViewTransform } from './viewTransform.ts';

export interface BrushPointerParts {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly hand: RefObject<StrokeInHand | null>;
  readonly view: ViewTransform;
  readonly room: SizePx;
  readonly photoSize: SizePx;
  readonly onView: (change: (view: ViewTransform) => ViewTransform) => void;
  readonly onCursor: (point: PointPx) => void;
  readonly onPainted: () => void;
}

const MAIN_BUTTON = 0;
const MIDDLE_BUTTON = 1;
/** A turn of the wheel by this many pixels doubles or halves the size. */
const WHEEL_PER_DOUBLING_PX = 240;

/** Drawing with the main button or a pen, moving with the middle button or the wheel, closer with Ctrl and the wheel. */
export function useBrushPointer(parts: BrushPointerParts): void {
  // Listeners stay for the canvas's life; what they need is what was drawn last.
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  const { canvas } = parts;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    let panFrom: { readonly pointer: PointPx; readonly view: ViewTransform } | null = null;

    const onScreen = ({ offsetX, offsetY }: MouseEvent): PointPx => [offsetX, offsetY];
    const onPhoto = (event: MouseEvent): PointPx => toPhoto(latest.current.view, onScreen(event));

    element.addEventListener(
      'pointerdown',
      (event) => {
        const { hand, view } = latest.current;
        if (event.button === MIDDLE_BUTTON) panFrom = { pointer: onScreen(event), view };
        if (event.button === MAIN_BUTTON) hand.current?.begin(useTouchUp.getState().brush, onPhoto(event));
        if (panFrom || hand.current?.isDown) element.setPointerCapture(event.pointerId);
        latest.current.onCursor(onPhoto(event));
        latest.current.onPainted();
      },
      { signal },
    );
    element.addEventListener(
      'pointermove',
      (event) => {
        const { hand, room, photoSize, onView } = latest.current;
        if (panFrom) {
          const { pointer, view } = panFrom;
          const [x, y] = onScreen(event);
          const moved = { ...view, x: view.x + x - pointer[0], y: view.y + y - pointer[1] };
          onView(() => heldView(moved, room, photoSize));
        }
        if (hand.current?.isDown) {
          // A quick hand makes several moves between two pictures; without them a curve would have corners.
          const moves = event.getCoalescedEvents();
          for (const move of moves.length > 0 ? moves : [event]) hand.current.lead(onPhoto(move));
          latest.current.onPainted();
        }
        latest.current.onCursor(onPhoto(event));
      },
      { signal },
    );
    element.addEventListener(
      'pointerup',
      () => {
        panFrom = null;
        latest.current.hand.current?.end();
        latest.current.onPainted();
      },
      { signal },
    );
    element.addEventListener(
      'pointercancel',
      () => {
        panFrom = null;
        latest.current.hand.current?.drop();
        latest.current.onPainted();
      },
      { signal },
    );
    element.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        const { room, photoSize, onView } = latest.current;
        const at = onScreen(event);
        if (event.ctrlKey || event.metaKey)
          onView((view) => zoomed(view, 2 ** (-event.deltaY / WHEEL_PER_DOUBLING_PX), at, room, photoSize));
        else
          onView((view) =>
            heldView({ ...view, x: view.x - event.deltaX, y: view.y - event.deltaY }, room, photoSize),
          );
      },
      // React's own listeners cannot stop the page from being zoomed.
      { signal, passive: false },
    );
    return () => listening.abort();
  }, [canvas]);
}
