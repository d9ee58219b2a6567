import { ANALYSIS_RATE_HZ, STEP_SEC, stepCount } from './level.ts';

/** Half the analysis rate: periods of 60 to 500 Hz are 16 to 133 samples long. */
const RATE_HZ = ANALYSIS_RATE_HZ / 2;
const STEP_SAMPLES = RATE_HZ * STEP_SEC;
const MIN_LAG = Math.floor(RATE_HZ / 500);
const MAX_LAG = Math.ceil(RATE_HZ / 60);
/** 30 ms: between one and two periods of the lowest voice. */
const WINDOW_SAMPLES = 240;
/** Periodicity below about -75 dB is that of rounding and hum, not of a voice. */
const SILENCE_POWER = 10 ** (-75 / 10);

/**
 * Strength of periodicity per 10 ms step: the highest normalised cross-correlation (Talkin 1995, RAPT, 14.2) of two
 * stretches of 30 ms that lie one period of 60 to 500 Hz apart.
 * @param mono 16 kHz, freed of rumble
 * @returns 0 (noise, silence) to 1 (perfectly periodic)
 */
export function voicingStrength(mono: Float32Array): Float32Array {
  const signal = halveRate(mono);
  const strength = new Float32Array(stepCount(mono.length));
  const span = WINDOW_SAMPLES + MAX_LAG + 1;
  const frame = new Float64Array(span);
  const powers = new Float64Array(span + 1);
  for (let i = 0; i < strength.length; i++) {
    loadFrame(signal, i * STEP_SAMPLES - Math.floor(span / 2), frame);
    for (let n = 0; n < span; n++) powers[n + 1] = powers[n] + frame[n] * frame[n];
    strength[i] = bestCorrelation(frame, powers);
  }
  return strength;
}

function loadFrame(signal: Float32Array, start: number, frame: Float64Array): void {
  let mean = 0;
  for (let n = 0; n < frame.length; n++) {
    frame[n] = signal[start + n] ?? 0;
    mean += frame[n];
  }
  mean /= frame.length;
  for (let n = 0; n < frame.length; n++) frame[n] -= mean;
}

/** Highest inner peak of the correlation: the flank of a tone below the range (mains hum) is no period. */
function bestCorrelation(frame: Float64Array, powers: Float64Array): number {
  const floor = WINDOW_SAMPLES * SILENCE_POWER;
  const power0 = powers[WINDOW_SAMPLES] + floor;
  if (power0 <= 2 * floor) return 0;
  let best = 0;
  // NaN compares false: the first lag has no left neighbour and cannot be a peak.
  let [before, previous] = [NaN, NaN];
  for (let lag = MIN_LAG - 1; lag <= MAX_LAG + 1; lag++) {
    let sum = 0;
    for (let n = 0; n < WINDOW_SAMPLES; n++) sum += frame[n] * frame[n + lag];
    const powerAtLag = powers[lag + WINDOW_SAMPLES] - powers[lag] + floor;
    const correlation = sum / Math.sqrt(power0 * powerAtLag);
    if (previous > best && previous >= before && previous >= correlation) best = previous;
    [before, previous] = [previous, correlation];
  }
  return Math.min(1, best);
}

/**
 * Half-band low-pass (31 taps, Hamming) and every second sample. It only has to keep the first harmonics apart from
 * noise: nothing above 2 kHz matters for the period.
 */
function halveRate(mono: Float32Array): Float32Array {
  const half = 15;
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, i) => {
    const n = i - half;
    const sinc = n === 0 ? 0.25 : Math.sin(Math.PI * 0.25 * n) / (Math.PI * n);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * n) / (half + 1)));
  });
  const output = new Float32Array(Math.ceil(mono.length / 2));
  for (let i = 0; i < output.length; i++) {
    let sum = 0;
    const first = Math.max(0, half - 2 * i);
    const end = Math.min(taps.length, mono.length - 2 * i + half);
    for (let j = first; j < end; j++) sum += taps[j] * mono[2 * i + j - half];
    output[i] = sum;
  }
  return output;
}
