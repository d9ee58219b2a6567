/** Between semitones about the speaker's median and pixels of the pitch lane. */
import type { ProsodyView } from '../../../shared/contract/prosodyView.ts';
import type { Lane } from './laneLayout.ts';

export interface PitchScale {
  readonly lowSemitones: number;
  readonly highSemitones: number;
}

/** Room for edits above and below what the voice does by itself. */
const ROOM_UP = 5;
const ROOM_DOWN = 4;
const LEAST_UP = 9;
const LEAST_DOWN = 8;
/** Single wrong frames of the tracker do not decide the scale. */
const QUANTILE = 0.01;

const scales = new WeakMap<Float32Array, PitchScale>();

/** @param own semitones of the voice's own pitch, NaN where unvoiced; looked at once */
export function pitchScaleOf(own: Float32Array): PitchScale {
  const known = scales.get(own) ?? measureScale(own);
  scales.set(own, known);
  return known;
}

function measureScale(own: Float32Array): PitchScale {
  const voiced = own.filter((value) => !Number.isNaN(value)).sort();
  const quantile = (q: number): number => voiced.at(Math.floor(q * (voiced.length - 1))) ?? 0;
  return {
    lowSemitones: Math.floor(Math.min(-LEAST_DOWN, quantile(QUANTILE) - ROOM_DOWN)),
    highSemitones: Math.ceil(Math.max(LEAST_UP, quantile(1 - QUANTILE) + ROOM_UP)),
  };
}

export const pxPerSemitone = ({ lowSemitones, highSemitones }: PitchScale, lane: Lane): number =>
  lane.heightPx / (highSemitones - lowSemitones);

export const yOfSemitones = (scale: PitchScale, lane: Lane, semitones: number): number =>
  lane.topPx + (scale.highSemitones - semitones) * pxPerSemitone(scale, lane);

export const semitonesAtY = (scale: PitchScale, lane: Lane, y: number): number =>
  scale.highSemitones - (y - lane.topPx) / pxPerSemitone(scale, lane);

/** Semitones between lines of the grid, and between those with a name. */
export function gridSteps(scale: PitchScale, lane: Lane): { readonly line: number; readonly label: number } {
  const px = pxPerSemitone(scale, lane);
  return { line: px >= 5 ? 1 : px >= 2.5 ? 2 : 4, label: px >= 14 ? 1 : px >= 7 ? 2 : px >= 3.5 ? 4 : 6 };
}

/** Half the height of a label, pixels: it must not be cut off at the edges of the lane. */
const LABEL_REACH_PX = 6;

/** Whether a line of the grid has its name beside it. */
export function labelled(scale: PitchScale, lane: Lane, semitones: number): boolean {
  const y = yOfSemitones(scale, lane, semitones) - lane.topPx;
  return (
    semitones % gridSteps(scale, lane).label === 0 &&
    y >= LABEL_REACH_PX &&
    y <= lane.heightPx - LABEL_REACH_PX
  );
}

const NOTES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'];
const A4_HZ = 440;
const A4_NOTE = 69;

/** The note nearest to a tone of this voice, scientific names; empty without a median. */
export function noteName({ medianHz }: Pick<ProsodyView, 'medianHz'>, semitones: number): string {
  if (medianHz === null) return '';
  const note = Math.round(A4_NOTE + 12 * Math.log2(medianHz / A4_HZ) + semitones);
  return `${NOTES[((note % 12) + 12) % 12]}${Math.floor(note / 12) - 1}`;
}

/** dB that the energy lane shows up and down. */
export const ENERGY_RANGE_DB = 12;
export const yOfEnergy = (lane: Lane, db: number): number =>
  lane.topPx + ((ENERGY_RANGE_DB - db) / (2 * ENERGY_RANGE_DB)) * lane.heightPx;
export const energyAtY = (lane: Lane, y: number): number =>
  ENERGY_RANGE_DB - ((y - lane.topPx) / lane.heightPx) * 2 * ENERGY_RANGE_DB;
