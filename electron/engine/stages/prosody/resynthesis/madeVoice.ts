import { createAudioClip, type AudioClip } from '../../../runtime/audio.ts';
import { seededRandom } from '../../../runtime/random.ts';
import type { ProsodyAnalysis, TimeSpan } from '../types.ts';

/** A voiced stretch of a made voice; F0 in Hz at a time. */
export interface VoicedPart {
  readonly startSec: number;
  readonly endSec: number;
  readonly hz: (sec: number) => number;
}

export interface MadeVoice {
  readonly clip: AudioClip;
  readonly analysis: ProsodyAnalysis;
}

interface MadeVoiceOptions {
  readonly durationSec?: number;
  readonly sampleRateHz?: number;
  readonly channelCount?: number;
  readonly pauses?: readonly TimeSpan[];
  /** Adds to the sound: samples of one channel. */
  readonly decorate?: (samples: Float32Array) => void;
}

const STEP_SEC = 0.01;
/** Formants of an open vowel: frequency and bandwidth in Hz. */
const FORMANTS = [
  [700, 90],
  [1200, 110],
  [2600, 160],
] as const;

/** A vowel made of damped resonances started at known pulses: a voice whose analysis is known without analysing it. */
export function makeVoice(parts: readonly VoicedPart[], options: MadeVoiceOptions = {}): MadeVoice {
  const { durationSec = 2, sampleRateHz = 48_000, channelCount = 1, pauses = [] } = options;
  const clip = createAudioClip(sampleRateHz, channelCount, Math.round(durationSec * sampleRateHz));
  const samples = clip.channels[0];
  const pulses = parts.flatMap(pulsesOf);
  for (const pulse of pulses) addResonances(samples, pulse * sampleRateHz, sampleRateHz);
  options.decorate?.(samples);
  for (let c = 1; c < channelCount; c++)
    for (let i = 0; i < samples.length; i++) clip.channels[c][i] = 0.5 * samples[i];
  const startSec = 0.02;
  const hz = Float32Array.from(
    { length: Math.floor((durationSec - 2 * startSec) / STEP_SEC) + 1 },
    (_, i) => {
      const sec = startSec + i * STEP_SEC;
      return parts.find((part) => sec >= part.startSec && sec <= part.endSec)?.hz(sec) ?? 0;
    },
  );
  const voiced = hz.filter((f) => f > 0).sort();
  return {
    clip,
    analysis: {
      durationSec: clip.length / sampleRateHz,
      sampleRateHz,
      mono: samples,
      pitch: {
        startSec,
        stepSec: STEP_SEC,
        hz,
        strength: hz.map((f) => (f > 0 ? 1 : 0)),
        floorHz: 75,
        ceilingHz: 600,
      },
      pulsesSec: Float64Array.from(pulses),
      intensity: { startSec, stepSec: STEP_SEC, db: new Float32Array(hz.length).fill(60) },
      pauses,
      syllablesSec: new Float64Array(0),
      phrases: [[0, durationSec]],
      medianHz: voiced.length > 0 ? voiced[voiced.length >> 1] : null,
      rangeSemitones: voiced.length > 0 ? 2 : null,
      syllableRateHz: 4,
    },
  };
}

function pulsesOf({ startSec, endSec, hz }: VoicedPart): number[] {
  const pulses: number[] = [];
  for (let sec = startSec; sec <= endSec;) {
    pulses.push(sec);
    const half = sec + 0.5 / hz(sec);
    sec += 1 / hz(half);
  }
  return pulses;
}

function addResonances(samples: Float32Array, at: number, sampleRateHz: number): void {
  const first = Math.ceil(at);
  const last = Math.min(samples.length, first + Math.round(0.02 * sampleRateHz));
  for (let i = first; i < last; i++) {
    const sec = (i - at) / sampleRateHz;
    for (const [hz, bandwidthHz] of FORMANTS)
      samples[i] += 0.1 * Math.exp(-Math.PI * bandwidthHz * sec) * Math.sin(2 * Math.PI * hz * sec);
  }
}

/** Adds white noise between two moments. */
export function addNoise(samples: Float32Array, from: number, to: number, amplitude: number, seed = 1): void {
  const random = seededRandom(seed);
  for (let i = from; i < to; i++) samples[i] += amplitude * (2 * random() - 1);
}

/** Root mean square of a stretch of samples. */
export function rms(samples: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i] ** 2;
  return Math.sqrt(sum / (to - from));
}

/**
 * Frequency of a periodic sound around a moment: the lag near the expected period, times `periods`, at which the sound
 * agrees best with itself, refined by a parabola.
 */
export function frequencyAt(
  samples: Float32Array,
  sampleRateHz: number,
  sec: number,
  expectedHz: number,
  periods = 4,
): number {
  const expected = (periods * sampleRateHz) / expectedHz;
  const centre = Math.round(sec * sampleRateHz);
  const width = Math.round((2 * sampleRateHz) / expectedHz);
  const agreement = (lag: number): number => {
    const from = centre - Math.round((lag + width) / 2);
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = from; i < from + width; i++) {
      ab += samples[i] * samples[i + lag];
      aa += samples[i] ** 2;
      bb += samples[i + lag] ** 2;
    }
    return ab / Math.sqrt(aa * bb);
  };
  let best = Math.round(expected);
  for (let lag = Math.floor(expected * 0.94); lag <= expected * 1.06; lag++)
    if (agreement(lag) > agreement(best)) best = lag;
  const [a, b, c] = [agreement(best - 1), agreement(best), agreement(best + 1)];
  return (periods * sampleRateHz) / (best + (a - c) / (2 * (a - 2 * b + c)));
}
