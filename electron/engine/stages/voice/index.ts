/** What is heard: the measures of speech that the mouth and the reports are made from. */
import { throwIfCancelled } from '../../../../shared/errors.ts';
import { toAdjusted, type TimeMap } from '../../../../shared/prosody/timeMap.ts';
import type { EngineContext } from '../../context.ts';
import type { AudioClip } from '../../runtime/audio.ts';
import { mixedMono, wholeOf, type MonoSound } from '../../runtime/monoSource.ts';
import type { SoundSource } from '../../runtime/soundSource.ts';
import type { SoundFile } from '../../runtime/spooledSound.ts';
import { isUntouched, spliceCurve, stretchesOf } from '../../runtime/stretches.ts';
import type { Voice } from '../media/types.ts';
import { ACTIVITY_REACH_STEPS, activityNorms, pausesOf, speechActivity } from './activity.ts';
import { measureBand } from './band.ts';
import { ANALYSIS_RATE_HZ, shortTimeLevelDb, STEP_SEC } from './level.ts';
import { forEachResampled, resampleToMono } from './resample.ts';
import type { MadeFrom, MelMatrix, SpeechFeatures } from './types.ts';
import { wav2lipMel } from './wav2lipMel.ts';

/** The shortest sound that fills one mel window (16 frames of 12.5 ms): shorter ones are padded with silence. */
const MIN_MEL_SAMPLES = 0.2 * ANALYSIS_RATE_HZ;
/** On either side of a stretch, for the decision whether there is speech: more than it hears. */
const ACTIVITY_AROUND_STEPS = ACTIVITY_REACH_STEPS + 20;

/**
 * Measures a voice: 16 kHz mono, Wav2Lip mel, level, voicing, speech activity and pauses.
 * A recording without speech is not an error here: its activity is all 0 and one pause covers it.
 * @throws `cancelled`
 */
export function analyseSpeech(
  voice: Voice<AudioClip | SoundSource>,
  context: Pick<EngineContext, 'signal' | 'progress'>,
): SpeechFeatures {
  context.progress.report(0);
  throwIfCancelled(context.signal);
  return withLazyMel(measured(voice, analysed16k(voice.clip), context));
}

/** What an edit made of a recording, for {@link analyseAdjusted}. */
export interface AdjustedSound {
  readonly voice: Omit<Voice, 'clip'>;
  /** At 16 kHz, before the loudness of the whole was set: that depends on every phrase. */
  readonly mono16k: MonoSound;
  readonly timeMap: TimeMap;
  /** Middles of the pauses between phrases, seconds of the recording. */
  readonly cutsSec: readonly number[];
}

/**
 * Measures an adjusted voice by its recording: what an edit did not change is as it was, whatever it changed elsewhere.
 * @param recording what {@link analyseSpeech} found
 * @throws `cancelled`
 */
export function analyseAdjusted(
  { voice, mono16k, timeMap, cutsSec }: AdjustedSound,
  recording: SpeechFeatures,
  context: Pick<EngineContext, 'signal' | 'progress'>,
): SpeechFeatures {
  const own = measured(voice, mono16k, context);
  const stretches = stretchesOf(cutsSec, recording.energyDb.length, own.energyDb.length, (sec) =>
    toAdjusted(timeMap, sec),
  );
  const madeFrom: MadeFrom = { recording, stretches, timeMap };
  const norms = activityNorms(recording.bandDb, recording.voicing);
  const activity = new Uint8Array(own.activity.length);
  for (const stretch of stretches) {
    const { recordedFrom, recordedTo, heardFrom, heardTo } = stretch;
    if (isUntouched(stretch, recording.energyDb, own.energyDb)) {
      activity.set(recording.activity.subarray(recordedFrom, recordedTo), heardFrom);
      continue;
    }
    const level = spliceCurve(stretch, recording.bandDb, own.bandDb, ACTIVITY_AROUND_STEPS);
    const voicing = spliceCurve(stretch, recording.voicing, own.voicing, ACTIVITY_AROUND_STEPS);
    const decided = speechActivity(level.values, voicing.values, norms);
    activity.set(decided.subarray(level.from, level.from + heardTo - heardFrom), heardFrom);
  }
  return withLazyMel({ ...own, activity, pauses: pausesOf(activity, voice.durationSec), madeFrom });
}

/** What is at the rate of the analysis already needs no second copy: sounds are never changed. */
function analysed16k(sound: AudioClip | SoundSource | SoundFile): MonoSound {
  const isSource = 'read' in sound;
  const channelCount = isSource ? sound.channelCount : sound.channels.length;
  if (sound.sampleRateHz === ANALYSIS_RATE_HZ && channelCount === 1)
    return isSource ? mixedMono(sound) : sound.channels[0];
  if (!('folder' in sound)) return resampleToMono(sound, ANALYSIS_RATE_HZ);
  const writer = sound.folder.create(ANALYSIS_RATE_HZ, 1);
  forEachResampled(sound, ANALYSIS_RATE_HZ, (samples) => {
    writer.append(samples);
  });
  return mixedMono(writer.finish());
}

type Measured = Omit<SpeechFeatures, 'wav2lipMel'>;

/** Adds the mel, which is made when it is first asked for: only networks hear it, and it is as large as the sound. */
function withLazyMel(features: Measured): SpeechFeatures {
  let mel: MelMatrix | null = null;
  return {
    ...features,
    get wav2lipMel() {
      mel ??= wav2lipMel(padded(wholeOf(features.mono16k), MIN_MEL_SAMPLES));
      return mel;
    },
  };
}

function measured(
  voice: Omit<Voice, 'clip'>,
  mono16k: MonoSound,
  context: Pick<EngineContext, 'signal' | 'progress'>,
): Measured {
  const step = (fraction: number): void => {
    context.progress.report(fraction);
    throwIfCancelled(context.signal);
  };
  step(0.45);
  const energyDb = shortTimeLevelDb(mono16k);
  const { bandDb, voicing } = measureBand(mono16k, (fraction) => step(0.5 + 0.45 * fraction));
  const activity = speechActivity(bandDb, voicing);
  step(1);
  return {
    durationSec: voice.durationSec,
    mono16k,
    stepSec: STEP_SEC,
    energyDb,
    voicing,
    activity,
    bandDb,
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
