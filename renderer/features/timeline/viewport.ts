/** Between seconds of the voice that is heard and pixels of the lanes. */
import type { TimelineWindow } from '../../stores/timeline.ts';

export interface Viewport {
  readonly startSec: number;
  readonly pxPerSec: number;
  readonly widthPx: number;
  /** Length of all there is, seconds. */
  readonly durationSec: number;
}

/** So close that a syllable fills a hand's breadth. */
export const MOST_PX_PER_SEC = 1200;
/** Free room behind the end, as a share of the width, so that the last edge can be taken hold of. */
const END_ROOM = 0.03;
const FIT_MIN_SEC = 0.5;
/** Free room before the beginning, so that a playhead there is seen, pixels. */
const START_ROOM_PX = 9;

export const fitPxPerSec = (durationSec: number, widthPx: number): number =>
  Math.min(
    MOST_PX_PER_SEC,
    Math.max(1, widthPx * (1 - END_ROOM) - START_ROOM_PX) / Math.max(FIT_MIN_SEC, durationSec),
  );

/** The window never shows much more than all there is. */
const LEAST_OF_FIT = 0.5;

/** @returns what the window shows of a voice in so many pixels, held within the voice */
export function viewportOf(window: TimelineWindow, durationSec: number, widthPx: number): Viewport {
  const fit = fitPxPerSec(durationSec, widthPx);
  // A voice that becomes shorter under the hand leaves room behind its end rather than growing under it.
  const least = window.pxPerSec === null ? fit : LEAST_OF_FIT * fit;
  const pxPerSec = Math.min(MOST_PX_PER_SEC, Math.max(least, window.pxPerSec ?? fit));
  const shownSec = widthPx / pxPerSec;
  const firstStartSec = -START_ROOM_PX / pxPerSec;
  const lastStartSec = Math.max(firstStartSec, durationSec + END_ROOM * shownSec - shownSec);
  return {
    startSec: Math.min(lastStartSec, Math.max(firstStartSec, window.startSec)),
    pxPerSec,
    widthPx,
    durationSec,
  };
}

export const xOf = ({ startSec, pxPerSec }: Viewport, sec: number): number => (sec - startSec) * pxPerSec;
export const secAt = ({ startSec, pxPerSec }: Viewport, x: number): number => startSec + x / pxPerSec;
export const endSecOf = (view: Viewport): number => secAt(view, view.widthPx);

/** All of the voice, however long it is. */
export const ALL: TimelineWindow = { startSec: -Infinity, pxPerSec: null };

/** Closer or farther, with the moment under `x` staying where it is. */
export function zoomedAt(view: Viewport, factor: number, x: number): TimelineWindow {
  const fit = fitPxPerSec(view.durationSec, view.widthPx);
  const pxPerSec = Math.min(MOST_PX_PER_SEC, Math.max(fit, view.pxPerSec * factor));
  if (pxPerSec <= fit) return ALL;
  return { startSec: secAt(view, x) - x / pxPerSec, pxPerSec };
}

export const scrolledBy = (view: Viewport, px: number): TimelineWindow => ({
  startSec: view.startSec + px / view.pxPerSec,
  pxPerSec: view.pxPerSec,
});

/** A stretch in the middle of the window, with some room at its sides. */
export function windowAround(view: Viewport, startSec: number, endSec: number): TimelineWindow {
  const shownSec = 1.16 * Math.max(0.1, endSec - startSec);
  const pxPerSec = Math.min(MOST_PX_PER_SEC, view.widthPx / shownSec);
  return { startSec: (startSec + endSec) / 2 - view.widthPx / pxPerSec / 2, pxPerSec };
}

/** Moves as little as needed to show a moment; the window itself when it is seen. */
export function windowShowing(view: Viewport, sec: number, marginPx = 40): TimelineWindow | null {
  const x = xOf(view, sec);
  const margin = Math.min(marginPx, view.widthPx / 4);
  if (x >= margin && x <= view.widthPx - margin) return null;
  const goal = x < margin ? margin : view.widthPx - margin;
  const moved = scrolledBy(view, x - goal);
  return viewportOf(moved, view.durationSec, view.widthPx).startSec === view.startSec ? null : moved;
}

/** Steps of the ruler: seconds that people count in. */
const TICK_STEPS_SEC = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200];

/** @returns seconds between labelled ticks that lie at least `leastPx` apart, and between the small ones */
export function tickSteps(
  pxPerSec: number,
  leastPx: number,
): { readonly major: number; readonly minor: number } {
  const at = TICK_STEPS_SEC.findIndex((sec) => sec * pxPerSec >= leastPx);
  const major = TICK_STEPS_SEC.at(at) ?? 3600;
  const minor = [10, 5, 4, 2].map((parts) => major / parts).find((sec) => sec * pxPerSec >= 6) ?? major;
  return { major, minor };
}
