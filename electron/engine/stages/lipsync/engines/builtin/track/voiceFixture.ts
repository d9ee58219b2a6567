/** For tests and measurements: a voice from a WAV file with the features that the mouth track reads. */
import { readFile } from 'node:fs/promises';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import { STEP_SEC } from './mel.ts';

const SAMPLE_RATE_HZ = 16_000;
const WINDOW = 400;
const HOP = 160;
const HANG_OVER_STEPS = 8;

/** Samples of a 16-bit mono WAV file at 16 kHz, -1..1. */
export async function readVoice(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  let offset = 12;
  for (;;) {
    const id = bytes.toString('latin1', offset, offset + 4);
    const length = bytes.readUInt32LE(offset + 4);
    if (
      id === 'fmt ' &&
      (bytes.readUInt16LE(offset + 10) !== 1 || bytes.readUInt32LE(offset + 12) !== SAMPLE_RATE_HZ)
    )
      throw new Error(`${file} is not mono at 16 kHz.`);
    if (id === 'data') {
      const count = Math.min(length, bytes.length - offset - 8) >> 1;
      return Float32Array.from({ length: count }, (_, i) => bytes.readInt16LE(offset + 8 + 2 * i) / 32768);
    }
    offset += 8 + length + (length & 1);
  }
}

/** Level, and activity by level alone: enough for clean recordings. */
export function voiceFeatures(mono16k: Float32Array): SpeechFeatures {
  const steps = Math.floor(mono16k.length / HOP) + 1;
  const energyDb = Float32Array.from({ length: steps }, (_, t) => {
    let power = 0;
    for (let i = t * HOP - WINDOW / 2; i < t * HOP + WINDOW / 2; i++) power += (mono16k[i] ?? 0) ** 2;
    return Math.max(-120, 10 * Math.log10(power / WINDOW + 1e-12));
  });
  const loud = energyDb.slice().sort()[Math.floor(0.95 * (steps - 1))];
  const activity = new Uint8Array(steps);
  for (let t = 0; t < steps; t++)
    if (energyDb[t] > loud - 35) activity.fill(1, Math.max(0, t - HANG_OVER_STEPS), t + HANG_OVER_STEPS);
  return {
    durationSec: mono16k.length / SAMPLE_RATE_HZ,
    mono16k,
    wav2lipMel: { bands: 0, frames: 0, data: new Float32Array(0) },
    stepSec: STEP_SEC,
    energyDb,
    voicing: new Float32Array(steps),
    activity,
    pauses: [],
  };
}
