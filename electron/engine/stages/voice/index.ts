/** What is heard: the measures of speech that the mouth and the reports are made from. */
import { throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import type { Voice } from '../media/types.ts';
import { pausesOf, speechActivity } from './activity.ts';
import { ANALYSIS_RATE_HZ, highPass, shortTimeLevelDb, STEP_SEC } from './level.ts';
import { resampleToMono } from './resample.ts';
import type { SpeechFeatures } from './types.ts';
import { voicingStrength } from './voicing.ts';
import { wav2lipMel } from './wav2lipMel.ts';

/** Raised whenever the same voice would give different features. */
export const VOICE_VERSION = 2;

/** Rumble, handling noise and mains hum lie below the voice and must not hold the mouth open. */
const RUMBLE_HZ = 90;
/** The shortest sound that fills one mel window (16 frames of 12.5 ms): shorter ones are padded with silence. */
const MIN_MEL_SAMPLES = 0.2 * ANALYSIS_RATE_HZ;

/**
 * Measures a voice: 16 kHz mono, Wav2Lip mel, level, voicing, speech activity and pauses.
 * A recording without speech is not an error here: its activity is all 0 and one pause covers it.
 * @throws `cancelled`
 */
export function analyseSpeech(
  voice: Voice,
  context: Pick<EngineContext, 'signal' | 'progress'>,
): SpeechFeatures {
  const step = (fraction: number): void => {
    context.progress.report(fraction);
    throwIfCancelled(context.signal);
  };
  step(0);
  const mono16k = resampleToMono(voice.clip, ANALYSIS_RATE_HZ);
  step(0.45);
  const mel = wav2lipMel(padded(mono16k, MIN_MEL_SAMPLES));
  step(0.6);
  const energyDb = shortTimeLevelDb(mono16k);
  const speechBand = highPass(mono16k, RUMBLE_HZ, ANALYSIS_RATE_HZ);
  step(0.65);
  const voicing = voicingStrength(speechBand);
  step(0.95);
  const activity = speechActivity(shortTimeLevelDb(speechBand), voicing);
  step(1);
  return {
    durationSec: voice.durationSec,
    mono16k,
    wav2lipMel: mel,
    stepSec: STEP_SEC,
    energyDb,
    voicing,
    activity,
    pauses: pausesOf(activity, voice.durationSec),
    timings: voice.spoken?.timings ?? null,
  };
}

function padded(signal: Float32Array, minLength: number): Float32Array {
  if (signal.length >= minLength) return signal;
  const output = new Float32Array(minLength);
  output.set(signal);
  return output;
}
