import { create } from 'zustand';
import type { PanelName, StageView } from './view.ts';

/** What the tour points at, in its order; each is an element with `data-tour` of this name. */
export const TOUR_STOPS = ['materials', 'expression', 'stage', 'timeline', 'look', 'make'] as const;
export type TourStop = (typeof TOUR_STOPS)[number];

/** What has to be open for the stop to be seen. */
export const TOUR_SCENES: Readonly<Record<TourStop, { panel?: PanelName; stage?: StageView }>> = {
  materials: { panel: 'materials', stage: 'preview' },
  expression: { panel: 'expression' },
  stage: { stage: 'preview' },
  timeline: {},
  look: { panel: 'look' },
  make: {},
};

interface TourStore {
  /** null: no tour is under way. */
  readonly stop: TourStop | null;
  readonly show: (stop: TourStop | null) => void;
  /** One stop on or back; past the last the tour ends. */
  readonly go: (direction: 1 | -1) => void;
}

export const useTour = create<TourStore>((set) => ({
  stop: null,
  show: (stop) => set({ stop }),
  go: (direction) =>
    set(({ stop }) =>
      stop === null ? {} : { stop: TOUR_STOPS[TOUR_STOPS.indexOf(stop) + direction] ?? null },
    ),
}));
