import type { Overlay } from '../draw/drawTime.ts';
import type { LaneText } from '../draw/drawing.ts';
import type { Lane } from '../laneLayout.ts';
import type { PitchScale } from '../pitchScale.ts';
import type { Scene } from '../scene.ts';

/** Where the pointer is, with the keys that change what a drag does. */
export interface Hand {
  readonly x: number;
  readonly y: number;
  /** Whole semitones, more than one item. */
  readonly shift: boolean;
  /** Nothing catches. */
  readonly alt: boolean;
  /** Ctrl or Command. */
  readonly mod: boolean;
}

/** What is seen of a gesture over the lanes. */
export type GestureMark = Partial<Pick<Overlay, 'snapX' | 'box' | 'readout'>>;

/**
 * A drag from press to release. Every move computes the document from what it was at the start, so that the way of
 * the pointer leaves no traces.
 */
export interface Gesture {
  /** Whether it changes the project: then it is one step, which Escape takes back. */
  readonly edits: boolean;
  readonly move: (to: Hand) => GestureMark;
  /** @param moved false for a press without a drag */
  readonly end?: (moved: boolean, at: Hand) => void;
  /** Puts back what is not the project's. */
  readonly cancel?: () => void;
}

/** What gestures begin from. */
export interface GestureStart {
  readonly scene: Scene;
  readonly lanes: readonly Lane[];
  readonly scale: PitchScale;
  readonly text: LaneText;
  readonly hand: Hand;
  /** The scene as it is now: times may have moved since the start. */
  readonly sceneNow: () => Scene;
}

/** Tenths of semitones and decibels: what the hand can mean. */
export const tenths = (value: number): number => Math.round(value * 10) / 10;
