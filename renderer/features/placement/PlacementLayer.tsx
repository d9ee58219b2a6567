import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PhotoInspection } from '../../../shared/contract/media.ts';
import { useProject } from '../../stores/project.ts';
import { useText } from '../../text/useText.ts';
import { FramePicture } from '../stage/FramePicture.tsx';
import { EditedTitle } from '../stage/TitleOverlay.tsx';
import { centredOffsetX, zoomedAt } from './placementMath.ts';
import { usePlacement } from './usePlacement.ts';
import { usePlacementPointer } from './usePlacementPointer.ts';

/** Steps of the keyboard: shares of the frame, and of the size. */
const STEP = 0.01;
const LARGE_STEP = 0.05;
const ZOOM_STEP = 1.04;
/** Turns of the wheel to sizes; a pinch on a touchpad comes as smaller turns with the control key. */
const WHEEL_ZOOM = 0.0012;
const PINCH_ZOOM = 0.01;

/** A preview of the speaking face is drawn anew within about this time. */
const CATCH_UP_MS = 900;

/** True for a while after a value changed. */
function useRecentChange(value: unknown, forMs: number): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), forMs);
    return () => clearTimeout(timer);
  }, [value, forMs]);
  return settled !== value;
}

/** @param onTap a press that moved nothing */
export interface PlacementLayerProps {
  readonly inspection: PhotoInspection;
  /** Below it is the speaking face, not the photo: what is only seen while it is edited is shown here. */
  readonly isOverVideo?: boolean;
  readonly onTap?: () => void;
}

/**
 * Lies over the picture on the stage: the person is dragged, scaled with the wheel, moved by the arrow keys. While that
 * goes on it shows the photo itself, which follows the hand at once.
 */
export function PlacementLayer({ inspection, isOverVideo = false, onTap }: PlacementLayerProps) {
  const { words } = useText();
  const edits = usePlacement(inspection);
  const { framed, placement, place, reset } = edits;
  const layer = useRef<HTMLDivElement>(null);
  const { guides, isMoving, handlers } = usePlacementPointer(edits, onTap);
  const document = useProject((store) => store.document);
  const isCatchingUp = useRecentChange(placement, CATCH_UP_MS);
  const { widthPx, heightPx } = framed.size;

  useEffect(() => {
    const element = layer.current;
    if (!element) return;
    // React listens to wheels passively: the page would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      const { scrollHeight, clientHeight } = element.ownerDocument.documentElement;
      // In a small window the page itself scrolls, and whoever passes over the picture changes nothing.
      if (!event.ctrlKey && scrollHeight > clientHeight) return;
      event.preventDefault();
      const { left, top, width, height } = element.getBoundingClientRect();
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? PINCH_ZOOM : WHEEL_ZOOM));
      place(zoomedAt(placement, factor, [(event.clientX - left) / width, (event.clientY - top) / height]));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [place, placement]);

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const { offsetX, offsetY } = placement;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => place({ ...placement, offsetX: offsetX - step }),
      ArrowRight: () => place({ ...placement, offsetX: offsetX + step }),
      ArrowUp: () => place({ ...placement, offsetY: offsetY - step }),
      ArrowDown: () => place({ ...placement, offsetY: offsetY + step }),
      '+': () => place(zoomedAt(placement, ZOOM_STEP, [0.5, 0.5])),
      '-': () => place(zoomedAt(placement, 1 / ZOOM_STEP, [0.5, 0.5])),
      c: () => place({ ...placement, offsetX: centredOffsetX(framed, placement.scale) }),
      '0': reset,
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    // The stage has other uses for some of these keys.
    event.stopPropagation();
    act();
  }

  const face = (framed.faceBox[1] + framed.faceBox[3] / 2 - framed.crop.top) * framed.crop.scaleY;
  const faceShare = ((face / heightPx - 0.5) * placement.scale + placement.offsetY + 0.5) * 100;
  return (
    <div
      ref={layer}
      className="frame placement-layer"
      data-testid="placement-layer"
      data-moving={isMoving || undefined}
      role="group"
      aria-label={words.picture.placement.layer}
      aria-description={words.picture.placement.keys}
      title={words.picture.placement.hint}
      tabIndex={0}
      style={{ '--ratio': widthPx / heightPx }}
      onKeyDown={onKeyDown}
      {...handlers}
    >
      {isMoving || isCatchingUp ? (
        <FramePicture document={document} inspection={inspection} />
      ) : (
        isOverVideo && <EditedTitle document={document} inspection={inspection} />
      )}
      {guides.vertical && <span className="placement-guide placement-guide-vertical" />}
      {guides.horizontal && (
        <span className="placement-guide placement-guide-horizontal" style={{ top: `${faceShare}%` }} />
      )}
    </div>
  );
}
