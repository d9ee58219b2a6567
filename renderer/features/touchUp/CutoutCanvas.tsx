import { useEffect, useRef } from 'react';
import { CLOSE_UP_MAX_SIDE_PX } from '../../../shared/limits.ts';
import type { MatteTouchUp } from '../../../shared/matteTouchUp.ts';
import { useSession } from '../../session/session.ts';
import { useTouchUp } from '../../stores/touchUp.ts';
import { useText } from '../../text/useText.ts';
import { paintCutout } from './paintCutout.ts';
import { StrokeInHand } from './strokeInHand.ts';
import { useCloseUp, type PhotoPart } from './useCloseUp.ts';
import type { LiveCutout } from './useLivePerson.ts';
import { useBrushKeys } from './useBrushKeys.ts';
import { useBrushPointer } from './useBrushPointer.ts';
import { toPhoto, type PointPx, type SizePx, type ViewTransform } from './viewTransform.ts';

export interface CutoutCanvasProps {
  readonly cutout: LiveCutout;
  readonly token: string;
  readonly touchUp: MatteTouchUp | null;
  readonly photoSize: SizePx;
  readonly room: SizePx;
  readonly view: ViewTransform;
  readonly chosen: string | HTMLImageElement | null;
  readonly cursor: PointPx | null;
  readonly onView: (change: (view: ViewTransform) => ViewTransform) => void;
  readonly onCursor: (point: PointPx) => void;
  /** Counts the changes of the person: strokes under the hand are in no list yet. */
  readonly painted: number;
  readonly onPainted: () => void;
}

/** The part of the photo that is seen now; null where the reduced picture shows as much. */
function seenPart(view: ViewTransform, room: SizePx, photo: SizePx, liveScale: number): PhotoPart | null {
  if (view.scale * window.devicePixelRatio <= liveScale * 1.2) return null;
  const [left, top] = toPhoto(view, [0, 0]).map((value) => Math.max(0, Math.floor(value)));
  const [right, bottom] = toPhoto(view, [room.width, room.height]).map(Math.ceil);
  const width = Math.min(right, photo.width) - left;
  const height = Math.min(bottom, photo.height) - top;
  const fits = width > 0 && height > 0 && Math.max(width, height) <= CLOSE_UP_MAX_SIDE_PX;
  return fits ? [left, top, width, height] : null;
}

/** The cut-out under the brush: painted by pointer or keys, seen from afar or close by. */
export function CutoutCanvas(props: CutoutCanvasProps) {
  const { cutout, token, touchUp, photoSize, room, view, chosen, cursor, painted } = props;
  const { onView, onCursor, onPainted } = props;
  const { words } = useText();
  const { touchUp: actions } = useSession();
  const brush = useTouchUp((store) => store.brush);
  const backdrop = useTouchUp((store) => store.backdrop);
  const working = useTouchUp((store) => store.working);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { live, photo } = cutout;
  const part = working ? null : seenPart(view, room, photoSize, live.scale);
  const closeUp = useCloseUp(token, touchUp, part);
  const hand = useRef<StrokeInHand | null>(null);
  useEffect(() => {
    hand.current = new StrokeInHand(live, actions.addStroke);
    return () => {
      hand.current = null;
    };
  }, [live, actions]);

  useEffect(() => {
    if (!canvas.current) return;
    paintCutout(canvas.current, {
      photo,
      photoSize,
      person: live.picture,
      view,
      room,
      backdrop,
      chosen,
      // Under the hand the close look is out of date at once.
      closeUp: hand.current?.isDown ? null : closeUp,
      cursor: cursor && { point: cursor, brush },
    });
  }, [photo, photoSize, live, view, room, backdrop, chosen, closeUp, cursor, brush, painted]);
  useBrushPointer({ canvas, hand, view, room, photoSize, onView, onCursor, onPainted });
  const onKeyDown = useBrushKeys({ hand, cursor, view, room, photoSize, onView, onCursor, onPainted });
  const text = words.touchUp;

  return (
    <canvas
      ref={canvas}
      className="cutout-canvas"
      tabIndex={0}
      role="application"
      aria-label={text.canvas}
      aria-description={text.canvasHelp}
      onKeyDown={onKeyDown}
      data-testid="cutout-canvas"
    />
  );
}
