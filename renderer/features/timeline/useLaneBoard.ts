import { useEffect, useRef, useState, type RefObject } from 'react';
import { useSession } from '../../session/session.ts';
import { LaneBoard } from './laneBoard.ts';

/** The pictures of the lanes, for as long as their canvases are there. */
export function useLaneBoard(
  base: RefObject<HTMLCanvasElement | null>,
  over: RefObject<HTMLCanvasElement | null>,
): LaneBoard | null {
  const { timeline } = useSession();
  const [board, setBoard] = useState<LaneBoard | null>(null);
  const latest = useRef(timeline);
  useEffect(() => {
    latest.current = timeline;
  });
  useEffect(() => {
    if (!base.current || !over.current) return undefined;
    const made = new LaneBoard({
      base: base.current,
      over: over.current,
      loadSpectrogram: (window) => latest.current.spectrogram(window),
    });
    setBoard(made);
    const recolour = (): void => made.recolour();
    const queries = [
      '(prefers-color-scheme: dark)',
      '(forced-colors: active)',
      '(prefers-contrast: more)',
    ].map((query) => matchMedia(query));
    for (const query of queries) query.addEventListener('change', recolour);
    return () => {
      for (const query of queries) query.removeEventListener('change', recolour);
      made.dispose();
    };
  }, [base, over]);
  return board;
}
