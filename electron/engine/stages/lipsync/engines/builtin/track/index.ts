/**
 * From sound to mouth movement: the network's articulation, stressed by loudness, stilled in silence, and sampled at
 * the video's frames.
 */
import { toOriginal, type TimeMap } from '../../../../../../../shared/prosody/timeMap.ts';
import { frameCount } from '../../../../../../../shared/timeline/frames.ts';
import type { EngineContext } from '../../../../../context.ts';
import { isUntouched, spliceCurve, type Stretch } from '../../../../../runtime/stretches.ts';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import type { MouthTrack } from '../../../types.ts';
import { adjustedArticulation, recordedArticulation } from './articulation.ts';
import { closureFrames } from './closures.ts';
import { gainTo, stretched } from './extent.ts';
import { calmFlaps, leastFlap } from './flaps.ts';
import { ARTICULATION_CHANNELS, type Articulation } from './forward.ts';
import { STEP_SEC } from './mel.ts';
import { speechRhythm } from './rhythm.ts';
import { FROM_THE_START, sampleSmooth, type CurveOrigin } from './sampleFrames.ts';
import { easeIntoSilence, silenceLevelDb, speechFrames } from './speechGate.ts';
import { stressScale } from './stress.ts';

/** Every voice opens about equally wide, and shows round and spread lips clearly. */
const OPEN_EXTENT = { strong: 0.92, leastGain: 0.7, mostGain: 1.6 };
const WIDTH_EXTENT = { strong: 0.85, leastGain: 1, mostGain: 1.7 };
const PROTRUSION_EXTENT = { strong: 0.85, leastGain: 1, mostGain: 1.5 };
/** Of the recording on either side of a changed stretch: more than stress, pauses and flutter look at. */
const AROUND_STEPS = 420;

/** What of the speech the mouth goes by, besides its articulation. */
export type HeardSpeech = Pick<SpeechFeatures, 'durationSec' | 'stepSec' | 'energyDb' | 'activity'>;

/** What a mouth is made from: curves every 10 ms. */
export interface MouthCurves {
  readonly articulation: Articulation;
  readonly speech: HeardSpeech;
  /** Of an adjusted voice: what its mouth is measured by. */
  readonly madeFrom?: {
    readonly recording: Omit<MouthCurves, 'madeFrom'>;
    readonly stretches: readonly Stretch[];
    readonly timeMap: TimeMap;
  };
}

/**
 * Computes the mouth of every frame of a voice. The same voice always gives the same track.
 * @param fps frames a second of the video; frame i is on screen from i / fps to (i + 1) / fps
 * @throws KotohogiError kind `missing` when the mouth network cannot be loaded, `cancelled` when the signal is aborted
 */
export async function mouthTrack(
  features: SpeechFeatures,
  fps: number,
  context: EngineContext,
): Promise<MouthTrack> {
  return trackOf(await mouthCurves(features, context), fps);
}

/** @throws KotohogiError as {@link mouthTrack} */
export async function mouthCurves(
  speech: SpeechFeatures,
  room: Pick<EngineContext, 'models' | 'signal' | 'progress'>,
): Promise<MouthCurves> {
  if (!speech.madeFrom) return { articulation: await recordedArticulation(speech, room), speech };
  const { recording, stretches, timeMap } = speech.madeFrom;
  return {
    articulation: await adjustedArticulation(speech, recording, stretches, room),
    speech,
    madeFrom: {
      recording: { articulation: await recordedArticulation(recording, room), speech: recording },
      stretches,
      timeMap,
    },
  };
}

/**
 * The pure part of {@link mouthTrack}: curves every 10 ms in, video frames out.
 *
 * How wide a voice opens, what counts as silence and as flutter are measures of the whole recording, whatever an edit
 * makes of it: a stretch that an edit leaves as it was has the mouth that it had, to the bit, and one that it changes has
 * the mouth that it would have if nothing else were changed.
 */
export function trackOf({ madeFrom, ...heard }: MouthCurves, fps: number): MouthTrack {
  if (!madeFrom) return recordedTrack(heard, fps).track;
  return adjustedTrack(heard, madeFrom, fps);
}

/** The mouth at frames, before it is brought to its extent. */
type Shapes = Pick<MouthTrack, 'open' | 'width' | 'protrusion' | 'closure' | 'teeth'>;

/** What is measured on a whole recording. */
interface VoiceNorms {
  readonly silenceDb: number;
  readonly openGain: number;
  readonly widthGain: number;
  readonly protrusionGain: number;
  readonly leastFlap: number;
}

function shapesOf(
  { articulation, speech: heard }: MouthCurves,
  silenceDb: number,
  fps: number,
  frames: number,
  origin: CurveOrigin = FROM_THE_START,
): Shapes {
  const steps = articulation.frames;
  const energyDb = Float32Array.from({ length: steps }, (_, t) => heard.energyDb[t] ?? -120);
  const speech = fitted(speechFrames(heard, silenceDb), steps);
  const stress = stressScale(energyDb, speech);
  const sampled = (curve: Float32Array): Float32Array =>
    sampleSmooth(easeIntoSilence(curve, speech), fps, frames, origin);
  const closure = closureFrames(easeIntoSilence(articulation.closure, speech), fps, frames, origin);
  const opening = sampled(articulation.open.map((value, t) => Math.max(0, value) * stress[t]));
  return {
    open: opening.map((value, i) => value * (1 - closure[i])),
    width: sampled(articulation.width),
    protrusion: sampled(articulation.protrusion),
    closure,
    teeth: sampled(articulation.teeth),
  };
}

/** The voice room's frames and the network's may differ by one at the end. */
function fitted(values: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => values[i] ?? 0);
}

const atExtent = (shapes: Shapes, norms: Pick<VoiceNorms, 'openGain' | 'widthGain' | 'protrusionGain'>) => ({
  ...shapes,
  open: stretched(shapes.open, norms.openGain, 0, 1),
  width: stretched(shapes.width, norms.widthGain, -1, 1),
  protrusion: stretched(shapes.protrusion, norms.protrusionGain, 0, 1),
});

/** The track of a recording, and what those of its edits are measured by. */
function recordedTrack(curves: MouthCurves, fps: number): { track: MouthTrack; norms: VoiceNorms } {
  const { durationSec, energyDb } = curves.speech;
  const frames = frameCount(durationSec, 1, fps);
  const silenceDb = silenceLevelDb(energyDb);
  const shapes = shapesOf(curves, silenceDb, fps, frames);
  const gains = {
    openGain: gainTo(shapes.open, OPEN_EXTENT),
    widthGain: gainTo(shapes.width, WIDTH_EXTENT),
    protrusionGain: gainTo(shapes.protrusion, PROTRUSION_EXTENT),
  };
  const reached = atExtent(shapes, gains);
  const norms = { ...gains, silenceDb, leastFlap: leastFlap(reached.open) };
  calmFlaps(reached.open, reached.closure, fps, norms.leastFlap);
  const momentSec = Float64Array.from({ length: frames }, (_, frame) => frame / fps);
  const rhythm = speechRhythm(reached.open, fps);
  return { track: { fps, frames, ...reached, rhythm, momentSec, recordedSec: frames / fps }, norms };
}

const SHAPES = ['open', 'width', 'protrusion', 'closure', 'teeth', 'rhythm'] as const;

/** The first frame whose middle lies in a stretch that begins with this step. */
export const firstFrameOf = (step: number, fps: number): number =>
  step === 0 ? 0 : Math.ceil(step * STEP_SEC * fps - 0.5 - 1e-6);

function adjustedTrack(
  heard: Omit<MouthCurves, 'madeFrom'>,
  { recording, stretches, timeMap }: NonNullable<MouthCurves['madeFrom']>,
  fps: number,
): MouthTrack {
  const { track: recorded, norms } = recordedTrack(recording, fps);
  const frames = frameCount(heard.speech.durationSec, 1, fps);
  const curve = (): Float32Array => new Float32Array(frames);
  const track = {
    fps,
    frames,
    open: curve(),
    width: curve(),
    protrusion: curve(),
    closure: curve(),
    teeth: curve(),
    rhythm: curve(),
    momentSec: new Float64Array(frames),
    recordedSec: recorded.recordedSec,
  };
  const splice = splicer(recording, heard);
  stretches.forEach((stretch, i) => {
    const first = firstFrameOf(stretch.heardFrom, fps);
    const next = stretches.at(i + 1);
    const end = next ? firstFrameOf(next.heardFrom, fps) : frames;
    const moved = (stretch.heardFrom - stretch.recordedFrom) * STEP_SEC * fps;
    const movedFrames = Math.round(moved);
    const isWhole = Math.abs(moved - movedFrames) < 1e-6;
    const isKept =
      isWhole &&
      end - movedFrames <= recorded.frames &&
      isUntouched(stretch, recording.speech.energyDb, heard.speech.energyDb);
    for (let frame = first; frame < end; frame++)
      track.momentSec[frame] = isKept
        ? (frame - movedFrames) / fps
        : Math.max(0, toOriginal(timeMap, frame / fps));
    if (isKept) {
      for (const name of SHAPES)
        track[name].set(recorded[name].subarray(first - movedFrames, end - movedFrames), first);
      return;
    }
    const { curves, firstStep, isLast } = splice(stretch);
    const firstFrame = Math.ceil(firstStep * STEP_SEC * fps - 1e-6);
    const lastStep = firstStep + curves.articulation.frames;
    const endFrame = isLast ? frames : Math.max(end, Math.floor(lastStep * STEP_SEC * fps));
    const shapes = atExtent(
      shapesOf(curves, norms.silenceDb, fps, endFrame - firstFrame, { step: firstStep, frame: firstFrame }),
      norms,
    );
    calmFlaps(shapes.open, shapes.closure, fps, norms.leastFlap);
    const spliced = { ...shapes, rhythm: speechRhythm(shapes.open, fps) };
    for (const name of SHAPES)
      track[name].set(spliced[name].subarray(first - firstFrame, end - firstFrame), first);
  });
  return track;
}

/** Puts changed stretches into the middle of their recording. */
function splicer(recording: MouthCurves, heard: MouthCurves) {
  const recordedActivity = Float32Array.from(recording.speech.activity);
  const heardActivity = Float32Array.from(heard.speech.activity);
  const steps = heard.speech.energyDb.length;
  return (stretch: Stretch): { curves: MouthCurves; firstStep: number; isLast: boolean } => {
    const around = (recorded: Float32Array, own: Float32Array): Float32Array =>
      spliceCurve(stretch, recorded, own, AROUND_STEPS).values;
    const { values: energyDb, from } = spliceCurve(
      stretch,
      recording.speech.energyDb,
      heard.speech.energyDb,
      AROUND_STEPS,
    );
    const [open, width, protrusion, closure, teeth] = ARTICULATION_CHANNELS.map((name) =>
      around(recording.articulation[name], heard.articulation[name]),
    );
    const activity = Uint8Array.from(around(recordedActivity, heardActivity));
    return {
      curves: {
        articulation: { frames: energyDb.length, open, width, protrusion, closure, teeth },
        speech: { ...heard.speech, energyDb, activity },
      },
      firstStep: stretch.heardFrom - from,
      isLast: stretch.heardTo === steps,
    };
  };
}
