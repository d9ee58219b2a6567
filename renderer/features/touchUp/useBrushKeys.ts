import { useEffect, type KeyboardEvent, type RefObject } from 'react';
import { nextRadius, useTouchUp } from '../../stores/touchUp.ts';
import { useView } from '../../stores/view.ts';
import type { StrokeInHand } from './strokeInHand.ts';
import {
  fitView,
  revealing,
  zoomed,
  type PointPx,
  type SizePx,
  type ViewTransform,
} from './viewTransform.ts';

export interface BrushKeyParts {
  readonly hand: RefObject<StrokeInHand | null>;
  readonly cursor: PointPx | null;
  readonly view: ViewTransform;
  readonly room: SizePx;
  readonly photoSize: SizePx;
  readonly onView: (change: (view: ViewTransform) => ViewTransform) => void;
  readonly onCursor: (point: PointPx) => void;
  readonly onPainted: () => void;
}

export const ZOOM_STEP = 1.5;

const DIRECTIONS: Readonly<Record<string, PointPx>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const isTyping = ({ target }: Event): boolean =>
  target instanceof HTMLSelectElement ||
  (target instanceof HTMLInputElement && (target.type === 'number' || target.type === 'text'));

/**
 * The brush by keys. Size, kind and dropping a stroke work wherever the focus is; leading the brush works
 * on the canvas.
 * @returns the canvas's own handler
 */
export function useBrushKeys(parts: BrushKeyParts): (event: KeyboardEvent) => void {
  const { hand, cursor, view, room, photoSize, onView, onCursor, onPainted } = parts;
  const setBrush = useTouchUp((store) => store.setBrush);

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (isTyping(event) || useView.getState().dialog !== null) return;
      const { brush } = useTouchUp.getState();
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === '[') setBrush({ radiusPx: nextRadius(brush.radiusPx, -1) });
      else if (key === ']') setBrush({ radiusPx: nextRadius(brush.radiusPx, 1) });
      else if (key === 'x') setBrush({ kind: brush.kind === 'add' ? 'remove' : 'add' });
      else if (key === 'escape' && hand.current?.isDown) {
        hand.current.drop();
        onPainted();
      } else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [hand, onPainted, setBrush]);

  return (event) => {
    const middle: PointPx = [photoSize.width / 2, photoSize.height / 2];
    const at = cursor ?? middle;
    const direction = DIRECTIONS[event.key];
    const { brush } = useTouchUp.getState();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (direction) {
      const step = event.shiftKey ? 1 : Math.max(1, brush.radiusPx / 2);
      const held = (value: number, max: number): number => Math.min(max, Math.max(0, value));
      const next: PointPx = [
        held(at[0] + direction[0] * step, photoSize.width),
        held(at[1] + direction[1] * step, photoSize.height),
      ];
      onCursor(next);
      onView((before) => revealing(before, next, room, photoSize));
      if (hand.current?.isDown) {
        hand.current.lead(next);
        onPainted();
      }
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (hand.current?.isDown) hand.current.end();
      else hand.current?.begin(brush, at);
      onCursor(at);
      onPainted();
    } else if (event.key === '+' || event.key === '=' || event.key === '-') {
      const factor = event.key === '-' ? 1 / ZOOM_STEP : ZOOM_STEP;
      const anchor: PointPx = [at[0] * view.scale + view.x, at[1] * view.scale + view.y];
      onView((before) => zoomed(before, factor, anchor, room, photoSize));
    } else if (event.key === '0') onView(() => fitView(room, photoSize));
    else return;
    event.preventDefault();
  };
}
