/** Speech-like sound of known pitch and formants for tests: vowels between silences. */
import type { PitchTrack, ProsodyAnalysis } from '../types.ts';

const STEP_SEC = 0.01;
const FORMANTS: readonly (readonly [hz: number, bandwidthHz: number])[] = [
  [620, 80],
  [1250, 90],
  [2500, 120],
  [3500, 175],
];

export interface SyntheticSpeech {
  readonly sampleRateHz: number;
  readonly durationSec: number;
  /** F0 at a moment, Hz; 0 is silence. */
  readonly f0: (sec: number) => number;
  /** Formant frequencies are multiplied by this. */
  readonly formantFactor?: number;
}

/** A pulse train through resonators (Klatt 1980), peak 0.5. */
export function synthesise({
  sampleRateHz,
  durationSec,
  f0,
  formantFactor = 1,
}: SyntheticSpeech): Float32Array {
  const source = new Float64Array(Math.round(durationSec * sampleRateHz));
  let phase = 0;
  for (let i = 0; i < source.length; i++) {
    const hz = f0(i / sampleRateHz);
    phase = hz === 0 ? 0 : phase + hz / sampleRateHz;
    if (phase < 1) continue;
    phase -= 1;
    source[i] = 1;
  }
  for (const [hz, bandwidthHz] of FORMANTS) {
    const radius = Math.exp((-Math.PI * bandwidthHz) / sampleRateHz);
    const b = 2 * radius * Math.cos((2 * Math.PI * hz * formantFactor) / sampleRateHz);
    const c = -radius * radius;
    let [y1, y2] = [0, 0];
    for (let i = 0; i < source.length; i++) {
      const y = (1 - b - c) * source[i] + b * y1 + c * y2;
      [y2, y1] = [y1, y];
      source[i] = y;
    }
  }
  const peak = source.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  return Float32Array.from(source, (value) => (0.5 * value) / peak);
}

/** The contour that a perfect tracker finds. */
export function trueTrack({ durationSec, f0 }: SyntheticSpeech, strength = 0.97): PitchTrack {
  const frames = Math.floor(durationSec / STEP_SEC);
  const hz = Float32Array.from({ length: frames }, (_, i) => f0((i + 0.5) * STEP_SEC));
  return {
    startSec: STEP_SEC / 2,
    stepSec: STEP_SEC,
    hz,
    strength: hz.map((value) => (value > 0 ? strength : 0)),
    floorHz: 75,
    ceilingHz: 600,
  };
}

/** The analysis of a sound whose contour is known; only what confidence reads is filled in. */
export function analysisOf(mono: Float32Array, speech: SyntheticSpeech): ProsodyAnalysis {
  const { sampleRateHz, durationSec } = speech;
  const pitch = trueTrack(speech);
  const stepSamples = Math.round(STEP_SEC * sampleRateHz);
  const db = Float32Array.from(pitch.hz, (_, i) => {
    let power = 0;
    for (let n = i * stepSamples; n < (i + 1) * stepSamples; n++) power += mono[n] ** 2;
    return 10 * Math.log10(power / stepSamples / 4e-10 + 1e-30);
  });
  return {
    durationSec,
    sampleRateHz,
    mono,
    pitch,
    pulsesSec: new Float64Array(0),
    intensity: { startSec: pitch.startSec, stepSec: STEP_SEC, db },
    pauses: [],
    syllablesSec: new Float64Array(0),
    phrases: [],
    medianHz: null,
    rangeSemitones: null,
    syllableRateHz: null,
  };
}
