import { useEffect, useState, type RefObject } from 'react';
import type { Room } from './tileLayout.ts';

/** Size of an element's content, CSS pixels; nothing before it was measured. */
export function useRoom(element: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ widthPx: 0, heightPx: 0 });
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry)
        setRoom({
          widthPx: Math.floor(entry.contentRect.width),
          heightPx: Math.floor(entry.contentRect.height),
        });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return room;
}
