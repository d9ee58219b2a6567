import { settled } from './settled.ts';

/** A twentieth more or less is within what voices differ by from word to word. */
const GAIN_STEP = 0.05;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** How far a voice's curve is stretched: the network is cautious with voices it does not know, people are not. */
export interface Extent {
  /** What the strongest twentieth of the frames should exceed. */
  readonly strong: number;
  readonly leastGain: number;
  readonly mostGain: number;
}

/**
 * The factor that brings a curve to its extent.
 * @param curve one value per frame, 0 at rest; frames at rest do not count
 */
export function gainTo(curve: Float32Array, { strong, leastGain, mostGain }: Extent): number {
  const sizes = curve
    .map(Math.abs)
    .filter((size) => size > 0.02)
    .sort();
  if (sizes.length === 0) return 1;
  return clamp(
    settled(strong / sizes[Math.floor(0.95 * (sizes.length - 1))], GAIN_STEP),
    leastGain,
    mostGain,
  );
}

/** The curve times a gain, within bounds. */
export const stretched = (curve: Float32Array, gain: number, low: number, high: number): Float32Array =>
  curve.map((value) => clamp(value * gain, low, high));
