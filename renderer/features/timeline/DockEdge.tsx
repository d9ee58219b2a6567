import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { DOCK_MAX_SHARE, DOCK_MIN_PX, DOCK_STEP_PX, useTimeline } from '../../stores/timeline.ts';
import { useText } from '../../text/useText.ts';

const MAIN_BUTTON = 0;

/** The upper edge of the dock: dragged, or moved by arrow keys. */
export function DockEdge({ heightPx }: { heightPx: number }) {
  const { words } = useText();
  const from = useRef<{ readonly y: number; readonly heightPx: number } | null>(null);
  const resize = (wantedPx: number): void =>
    useTimeline.setState({
      heightPx: Math.round(Math.min(DOCK_MAX_SHARE * window.innerHeight, Math.max(DOCK_MIN_PX, wantedPx))),
    });

  function onKeyDown(event: KeyboardEvent): void {
    switch (event.key) {
      case 'ArrowUp':
        resize(heightPx + DOCK_STEP_PX);
        break;
      case 'ArrowDown':
        resize(heightPx - DOCK_STEP_PX);
        break;
      case 'Home':
        resize(Infinity);
        break;
      case 'End':
        resize(DOCK_MIN_PX);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    if (event.button !== MAIN_BUTTON) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { y: event.clientY, heightPx };
  }

  return (
    <div
      className="tl-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={words.timeline.height}
      aria-valuemin={DOCK_MIN_PX}
      aria-valuemax={Math.round(DOCK_MAX_SHARE * window.innerHeight)}
      aria-valuenow={heightPx}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={({ clientY }) =>
        from.current && resize(from.current.heightPx + from.current.y - clientY)
      }
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
      onDoubleClick={() => useTimeline.setState({ heightPx: null })}
    />
  );
}
