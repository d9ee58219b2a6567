/** What can be asked of a voice as a whole or of one phrase. Neutral values change nothing. */
export interface ProsodySettings {
  /** Raises (+) or lowers (-) the whole contour, semitones. */
  readonly pitchSemitones: number;
  /** Scales the distance of every tone from the speaker's median in semitones: 1 keeps, 0 is monotone. */
  readonly range: number;
  /** Speaking tempo: 2 is twice as fast. Lengths are divided by it. */
  readonly tempo: number;
  /** Level of the sound, dB. */
  readonly energyDb: number;
  /** Scales the inner part of pauses between phrases, on top of the tempo. */
  readonly pauses: number;
  /** Integrated loudness against the reference loudness, LU. */
  readonly loudnessLu: number;
  /** High shelf from 2.5 kHz, dB: raised vocal effort flattens the spectral tilt. */
  readonly brightnessDb: number;
  /** Added to the end of every phrase, growing over its last 250 ms, semitones. */
  readonly endLiftSemitones: number;
}

export const NEUTRAL_SETTINGS: ProsodySettings = {
  pitchSemitones: 0,
  range: 1,
  tempo: 1,
  energyDb: 0,
  pauses: 1,
  loudnessLu: 0,
  brightnessDb: 0,
  endLiftSemitones: 0,
};

/** Bounds of what can be stored. What sounds natural is narrower: see limits.ts. */
export const SETTINGS_BOUNDS: Readonly<Record<keyof ProsodySettings, readonly [min: number, max: number]>> = {
  pitchSemitones: [-12, 12],
  range: [0, 2.5],
  tempo: [0.4, 2.5],
  energyDb: [-24, 12],
  pauses: [0.1, 5],
  loudnessLu: [-12, 6],
  brightnessDb: [-6, 6],
  endLiftSemitones: [-4, 4],
};

/** Settings without an effect on the whole result; phrases can have these only. */
export type PhraseSettings = Pick<
  ProsodySettings,
  'pitchSemitones' | 'range' | 'tempo' | 'energyDb' | 'endLiftSemitones'
>;

export const NEUTRAL_PHRASE: PhraseSettings = {
  pitchSemitones: 0,
  range: 1,
  tempo: 1,
  energyDb: 0,
  endLiftSemitones: 0,
};

export const isNeutral = (settings: ProsodySettings): boolean =>
  settings.pitchSemitones === 0 &&
  settings.range === 1 &&
  settings.tempo === 1 &&
  settings.energyDb === 0 &&
  settings.pauses === 1 &&
  settings.loudnessLu === 0 &&
  settings.brightnessDb === 0 &&
  settings.endLiftSemitones === 0;

/**
 * A gentler (amount < 1) or stronger version: semitones and dB are multiplied, factors raised to the power, so that
 * 0 is neutral and 1 the settings themselves.
 * @param amount 0..1.5
 */
export const scaleSettings = (settings: ProsodySettings, amount: number): ProsodySettings => ({
  pitchSemitones: settings.pitchSemitones * amount,
  range: settings.range === 0 ? Math.max(0, 1 - amount) : settings.range ** amount,
  tempo: settings.tempo ** amount,
  energyDb: settings.energyDb * amount,
  pauses: settings.pauses ** amount,
  loudnessLu: settings.loudnessLu * amount,
  brightnessDb: settings.brightnessDb * amount,
  endLiftSemitones: settings.endLiftSemitones * amount,
});

/** Both at once: semitones and dB add up, factors multiply. The order does not matter. */
export const combineSettings = (a: ProsodySettings, b: ProsodySettings): ProsodySettings => ({
  pitchSemitones: a.pitchSemitones + b.pitchSemitones,
  range: a.range * b.range,
  tempo: a.tempo * b.tempo,
  energyDb: a.energyDb + b.energyDb,
  pauses: a.pauses * b.pauses,
  loudnessLu: a.loudnessLu + b.loudnessLu,
  brightnessDb: a.brightnessDb + b.brightnessDb,
  endLiftSemitones: a.endLiftSemitones + b.endLiftSemitones,
});

export const semitonesOf = (factor: number): number => 12 * Math.log2(factor);
export const factorOf = (semitones: number): number => 2 ** (semitones / 12);
