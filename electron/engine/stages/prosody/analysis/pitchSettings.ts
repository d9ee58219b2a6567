/** Parameters of the pitch tracker; the names and defaults are those of Praat's raw autocorrelation method. */
export interface PitchSettings {
  readonly floorHz: number;
  readonly ceilingHz: number;
  readonly stepSec: number;
  readonly maxCandidates: number;
  /** Frames quieter than this share of the loudest tend to be unvoiced. */
  readonly silenceThreshold: number;
  /** Candidates weaker than this tend to lose against the unvoiced one. */
  readonly voicingThreshold: number;
  /** Favour of high frequencies, per octave. */
  readonly octaveCost: number;
  /** Cost of a jump, per octave and 10 ms. */
  readonly octaveJumpCost: number;
  /** Cost of a change between voiced and unvoiced, per 10 ms. */
  readonly voicedUnvoicedCost: number;
}

export const PITCH_DEFAULTS: PitchSettings = {
  floorHz: 75,
  ceilingHz: 600,
  stepSec: 0.01,
  maxCandidates: 15,
  silenceThreshold: 0.03,
  voicingThreshold: 0.45,
  octaveCost: 0.01,
  octaveJumpCost: 0.35,
  voicedUnvoicedCost: 0.14,
};
