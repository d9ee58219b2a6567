/** What mouths are made from, measured on one phrase or cut from a whole voice, and put together again. */
import type { EngineContext } from '../context.ts';
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';
import { ARTICULATION_CHANNELS, type Articulation } from '../stages/lipsync/engines/builtin/track/forward.ts';
import { mouthCurves, type MouthCurves } from '../stages/lipsync/engines/builtin/track/index.ts';
import type { Voice } from '../stages/media/types.ts';
import { analyseSpeech } from '../stages/voice/index.ts';
import { LEVEL_FLOOR_DB, STEP_SEC } from '../stages/voice/level.ts';
import type { MelMatrix, SpeechFeatures } from '../stages/voice/types.ts';
import { MEL_FRAMES_PER_SEC } from '../stages/voice/wav2lipMel.ts';

/** Value i of every curve belongs to originSec + i * 0.01 s of the stretch, frame i of the mel to its own step. */
export interface PhraseCurves {
  readonly originSec: number;
  readonly energyDb: Float32Array;
  readonly activity: Uint8Array;
  readonly articulation: Articulation;
  readonly melOriginSec: number;
  readonly mel: MelMatrix;
}

/** The same of a whole voice. */
export interface VoiceCurves extends MouthCurves {
  readonly mel: MelMatrix;
}

/** Lowest value of the mel: silence. */
const MEL_SILENCE = -4;
const MEL_STEP_SEC = 1 / MEL_FRAMES_PER_SEC;
/** The shortest sound that the measures of speech take. */
const LEAST_SEC = 0.05;

/** @throws KotohogiError kind `missing` when the mouth network cannot be loaded; `cancelled` */
export async function curvesOf(speech: SpeechFeatures, room: EngineContext): Promise<VoiceCurves> {
  return { ...(await mouthCurves(speech, room)), mel: speech.wav2lipMel };
}

/** Measures a phrase by itself. What its neighbours would add is missing: settled curves are cut from the whole. */
export async function measurePhrase(
  clip: AudioClip,
  voice: Voice,
  room: EngineContext,
): Promise<PhraseCurves> {
  const sound = clip.length >= LEAST_SEC * clip.sampleRateHz ? clip : lengthened(clip);
  // Times of sounds are those of the whole voice.
  const durationSec = sound.length / sound.sampleRateHz;
  const part: Voice = { ...voice, clip: sound, durationSec, spoken: null };
  const { speech, articulation, mel } = await curvesOf(analyseSpeech(part, room), room);
  return { originSec: 0, ...speech, articulation, melOriginSec: 0, mel };
}

function lengthened(clip: AudioClip): AudioClip {
  const length = Math.ceil(LEAST_SEC * clip.sampleRateHz);
  const longer = createAudioClip(clip.sampleRateHz, clip.channels.length, length);
  clip.channels.forEach((samples, i) => longer.channels[i].set(samples));
  return longer;
}

/** The steps of a curve within a stretch: first, one past the last, and where the first lies in the stretch. */
function stepsWithin(fromSec: number, toSec: number, stepSec: number, count: number) {
  const first = Math.min(count, Math.max(0, Math.ceil(fromSec / stepSec - 1e-9)));
  const end = Math.min(count, Math.max(first, Math.ceil(toSec / stepSec - 1e-9)));
  return { first, end, originSec: first * stepSec - fromSec };
}

/** The curves of a stretch of a whole voice, seconds of that voice. */
export function cutCurves(
  { speech, articulation, mel }: VoiceCurves,
  fromSec: number,
  toSec: number,
): PhraseCurves {
  const steps = stepsWithin(fromSec, toSec, STEP_SEC, articulation.frames);
  const melSteps = stepsWithin(fromSec, toSec, MEL_STEP_SEC, mel.frames);
  const cut = <Curve extends Float32Array | Uint8Array>(curve: Curve): Curve =>
    curve.subarray(steps.first, steps.end) as Curve;
  const [open, width, protrusion, closure, teeth] = ARTICULATION_CHANNELS.map((name) =>
    cut(articulation[name]),
  );
  return {
    originSec: steps.originSec,
    energyDb: cut(speech.energyDb),
    activity: cut(speech.activity),
    articulation: { frames: steps.end - steps.first, open, width, protrusion, closure, teeth },
    melOriginSec: melSteps.originSec,
    mel: {
      bands: mel.bands,
      frames: melSteps.end - melSteps.first,
      data: mel.data.subarray(melSteps.first * mel.bands, melSteps.end * mel.bands),
    },
  };
}

/** A phrase at its place in the voice that is heard. */
export interface PlacedCurves {
  readonly startSec: number;
  readonly endSec: number;
  /** null: not known yet; silence stands in for it. */
  readonly curves: PhraseCurves | null;
}

/** For each step the index of the value to take from a stretch: the nearest one there is. */
const indexIn = (sec: number, originSec: number, stepSec: number, count: number): number =>
  Math.min(count - 1, Math.max(0, Math.round((sec - originSec) / stepSec)));

/**
 * Puts phrases together. What was cut from a whole and stays where it was comes back value for value; what was moved
 * lies on the nearest step, at most 5 ms off.
 */
export function joinCurves(
  placed: readonly PlacedCurves[],
  durationSec: number,
  melBands: number,
): VoiceCurves {
  const frames = Math.floor(durationSec / STEP_SEC + 1e-9) + 1;
  const melFrames = Math.floor(durationSec / MEL_STEP_SEC + 1e-9) + 1;
  const curve = (): Float32Array => new Float32Array(frames);
  const joined = {
    frames,
    open: curve(),
    width: curve(),
    protrusion: curve(),
    closure: curve(),
    teeth: curve(),
  };
  const energyDb = curve().fill(LEVEL_FLOOR_DB);
  const activity = new Uint8Array(frames);
  const melData = new Float32Array(melFrames * melBands).fill(MEL_SILENCE);
  placed.forEach(({ startSec, endSec, curves }, i) => {
    if (!curves || curves.articulation.frames === 0) return;
    const isLast = i === placed.length - 1;
    const first = Math.ceil(startSec / STEP_SEC - 1e-9);
    const end = isLast ? frames : Math.min(frames, Math.ceil(endSec / STEP_SEC - 1e-9));
    for (let t = first; t < end; t++) {
      const from = indexIn(t * STEP_SEC - startSec, curves.originSec, STEP_SEC, curves.articulation.frames);
      for (const name of ARTICULATION_CHANNELS) joined[name][t] = curves.articulation[name][from];
      energyDb[t] = curves.energyDb[Math.min(from, curves.energyDb.length - 1)];
      activity[t] = curves.activity[Math.min(from, curves.activity.length - 1)];
    }
    if (curves.mel.frames === 0) return;
    const melFirst = Math.ceil(startSec / MEL_STEP_SEC - 1e-9);
    const melEnd = isLast ? melFrames : Math.min(melFrames, Math.ceil(endSec / MEL_STEP_SEC - 1e-9));
    for (let t = melFirst; t < melEnd; t++) {
      const from = indexIn(t * MEL_STEP_SEC - startSec, curves.melOriginSec, MEL_STEP_SEC, curves.mel.frames);
      melData.set(curves.mel.data.subarray(from * melBands, (from + 1) * melBands), t * melBands);
    }
  });
  return {
    speech: { durationSec, stepSec: STEP_SEC, energyDb, activity },
    articulation: joined,
    mel: { bands: melBands, frames: Math.max(melFrames, MIN_MEL_FRAMES), data: padded(melData, melBands) },
  };
}

/** One window of the network. */
const MIN_MEL_FRAMES = 16;

function padded(data: Float32Array, bands: number): Float32Array {
  if (data.length >= MIN_MEL_FRAMES * bands) return data;
  const longer = new Float32Array(MIN_MEL_FRAMES * bands).fill(MEL_SILENCE);
  longer.set(data);
  return longer;
}
