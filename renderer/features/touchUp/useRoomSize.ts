import { useEffect, useState, type RefObject } from 'react';
import type { SizePx } from './viewTransform.ts';

/** Size of an element's content, CSS pixels; null before it was measured. */
export function useRoomSize(element: RefObject<HTMLElement | null>): SizePx | null {
  const [size, setSize] = useState<SizePx | null>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
