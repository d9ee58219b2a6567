import { readFileSync } from 'node:fs';
import type { IntensityTrack, PitchTrack } from '../types.ts';

/** What Praat measured in one clip. Rows of numbers, without the heading. */
export interface PraatReference {
  readonly mono: Float32Array;
  readonly sampleRateHz: number;
  /** Time, Hz (0 where unvoiced). */
  readonly pitch: readonly (readonly number[])[];
  readonly pulsesSec: readonly number[];
  /** Time, dB. */
  readonly intensity: readonly (readonly number[])[];
}

/** @param tableOf file of "pitch", "pulses" or "intensity" */
export function readPraatReference(wavPath: string, tableOf: (measure: string) => string): PraatReference {
  const table = (measure: string): number[][] =>
    readFileSync(tableOf(measure), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number));
  return {
    ...readMono16(wavPath),
    pitch: table('pitch'),
    pulsesSec: table('pulses').map(([timeSec]) => timeSec),
    intensity: table('intensity'),
  };
}

/** A mono WAV file of 16 bits. */
function readMono16(wavPath: string): { mono: Float32Array; sampleRateHz: number } {
  const bytes = readFileSync(wavPath);
  let sampleRateHz = 0;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const id = bytes.toString('latin1', at, at + 4);
    if (id === 'fmt ') sampleRateHz = bytes.readUInt32LE(at + 12);
    if (id === 'data') {
      const length = Math.floor(Math.min(size, bytes.length - at - 8) / 2);
      const mono = Float32Array.from({ length }, (_, i) => bytes.readInt16LE(at + 8 + 2 * i) / 32_768);
      return { mono, sampleRateHz };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error(`${wavPath} has no samples.`);
}

export interface PitchAgreement {
  /** Over frames voiced in both, gross errors left out. */
  readonly rmseCents: number;
  /** Share of the frames voiced in both that are 200 cents off or more. */
  readonly grossShare: number;
  /** Share of the frames that are voiced in both or in neither. */
  readonly voicingAgreement: number;
}

export function comparePitch(track: PitchTrack, reference: PraatReference['pitch']): PitchAgreement {
  let [agreeing, compared, voiced, gross, squares] = [0, 0, 0, 0, 0];
  for (const [timeSec, praatHz] of reference) {
    const hz = track.hz[Math.round((timeSec - track.startSec) / track.stepSec)];
    if (hz === undefined) continue;
    compared++;
    if (hz > 0 === praatHz > 0) agreeing++;
    if (hz === 0 || praatHz === 0) continue;
    voiced++;
    const cents = 1200 * Math.log2(hz / praatHz);
    if (Math.abs(cents) >= 200) gross++;
    else squares += cents * cents;
  }
  return {
    rmseCents: Math.sqrt(squares / Math.max(1, voiced - gross)),
    grossShare: gross / Math.max(1, voiced),
    voicingAgreement: agreeing / Math.max(1, compared),
  };
}

/** Share of Praat's pulses that have one of ours within 0.5 ms. */
export function sharedPulses(pulsesSec: Float64Array, reference: readonly number[]): number {
  let hits = 0;
  let nearest = 0;
  for (const timeSec of reference) {
    while (
      nearest + 1 < pulsesSec.length &&
      Math.abs(pulsesSec[nearest + 1] - timeSec) <= Math.abs(pulsesSec[nearest] - timeSec)
    )
      nearest++;
    if (Math.abs(pulsesSec[nearest] - timeSec) <= 0.0005) hits++;
  }
  return hits / Math.max(1, reference.length);
}

/** Largest difference in dB where there is sound. */
export function intensityError(track: IntensityTrack, reference: PraatReference['intensity']): number {
  let largest = 0;
  for (const [timeSec, praatDb] of reference) {
    const db = track.db[Math.round((timeSec - track.startSec) / track.stepSec)];
    if (praatDb > -250) largest = Math.max(largest, Math.abs(db - praatDb));
  }
  return largest;
}
