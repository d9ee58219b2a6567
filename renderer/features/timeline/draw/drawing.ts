import type { ItemRef, PointRef, TimelineTool } from '../../../stores/timeline.ts';
import type { Lane, LaneName } from '../laneLayout.ts';
import type { PitchScale } from '../pitchScale.ts';
import type { Scene } from '../scene.ts';
import type { Brush, Ink } from './ink.ts';

/** Words and numbers inside the lanes, in the language of the window. */
export interface LaneText {
  readonly semitones: (value: number) => string;
  readonly decibels: (value: number) => string;
  readonly seconds: (value: number) => string;
  readonly clock: (sec: number, stepSec: number) => string;
  readonly factor: (value: number) => string;
  readonly musicLoops: string;
}

/** What a lane is drawn from. */
export interface Drawing {
  readonly scene: Scene;
  readonly lanes: readonly Lane[];
  readonly scale: PitchScale;
  readonly ink: Ink;
  readonly text: LaneText;
  /** Keys of the selected items: see {@link itemKey}. */
  readonly selected: ReadonlySet<string>;
  /** Key of what lies under the pointer. */
  readonly hovered: string | null;
  /** The clips that are shown are still being put together. */
  readonly arranging: boolean;
  readonly point: PointRef | null;
  readonly tool: TimelineTool;
  /** Levels of the partials behind the pitch lane, as far as they are there. */
  readonly spectrogram: ((brush: Brush, drawing: Drawing, lane: Lane) => void) | null;
}

/** Draws one lane; what it draws is counted, so that work can be seen to grow with pixels alone. */
export type DrawLane = (brush: Brush, drawing: Drawing, lane: Lane, count: Counter) => void;

/** Shapes and points that were drawn. */
export interface Counter {
  drawn: number;
}

export const laneNamed = (lanes: readonly Lane[], name: LaneName): Lane | undefined =>
  lanes.find((lane) => lane.name === name);

export const itemKey = ({ kind, index }: ItemRef): string => `${kind}-${index}`;

export const isSelected = ({ selected }: Drawing, kind: ItemRef['kind'], index: number): boolean =>
  selected.has(itemKey({ kind, index }));

/**
 * The spans of a list that are seen, left to right; of those that share a pixel with the one before, only the
 * first. No more come than there are pixels.
 */
export function* seenSpans<Span>(
  spans: readonly Span[],
  [first, end]: readonly [number, number],
  xs: (span: Span) => readonly [left: number, right: number],
): Generator<{ readonly index: number; readonly left: number; readonly right: number }> {
  let drawnTo = -Infinity;
  for (let index = first; index < end; index++) {
    const [left, right] = xs(spans[index]);
    if (right < drawnTo + 1) continue;
    yield { index, left, right };
    drawnTo = Math.max(right, left);
  }
}
