/**
 * From sound to mouth movement: the network's articulation, stressed by loudness, stilled in silence, and sampled at
 * the video's frames.
 */
import { frameCount } from '../../../../../../../shared/timeline/frames.ts';
import type { EngineContext } from '../../../../../context.ts';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import type { MouthTrack } from '../../../types.ts';
import { closureFrames } from './closures.ts';
import { stretched } from './extent.ts';
import { calmFlaps } from './flaps.ts';
import { speechArticulation } from './articulation.ts';
import type { Articulation } from './forward.ts';
import { sampleSmooth } from './sampleFrames.ts';
import { easeIntoSilence, speechFrames } from './speechGate.ts';
import { stressScale } from './stress.ts';

/** Every voice opens about equally wide, and shows round and spread lips clearly. */
const OPEN_EXTENT = { strong: 0.92, leastGain: 0.7, mostGain: 1.6 };
const WIDTH_EXTENT = { strong: 0.85, leastGain: 1, mostGain: 1.7 };
const PROTRUSION_EXTENT = { strong: 0.85, leastGain: 1, mostGain: 1.5 };

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
  return trackOf(await speechArticulation(features, context), features, fps);
}

/** What of the speech the mouth goes by, besides its articulation. */
export type HeardSpeech = Pick<SpeechFeatures, 'durationSec' | 'stepSec' | 'energyDb' | 'activity'>;

/** The pure part of {@link mouthTrack}: curves every 10 ms in, video frames out. */
export function trackOf(articulation: Articulation, features: HeardSpeech, fps: number): MouthTrack {
  const frames = frameCount(features.durationSec, 1, fps);
  const steps = articulation.frames;
  const energyDb = Float32Array.from({ length: steps }, (_, t) => features.energyDb[t] ?? -120);
  const speech = fitted(speechFrames(features), steps);
  const stress = stressScale(energyDb, speech);
  const sampled = (curve: Float32Array): Float32Array =>
    sampleSmooth(easeIntoSilence(curve, speech), fps, frames);

  const closure = closureFrames(easeIntoSilence(articulation.closure, speech), fps, frames);
  const opening = sampled(articulation.open.map((value, t) => Math.max(0, value) * stress[t]));
  const open = stretched(
    opening.map((value, i) => value * (1 - closure[i])),
    OPEN_EXTENT,
    0,
    1,
  );
  calmFlaps(open, closure, fps);
  return {
    fps,
    frames,
    open,
    width: stretched(sampled(articulation.width), WIDTH_EXTENT, -1, 1),
    protrusion: stretched(sampled(articulation.protrusion), PROTRUSION_EXTENT, 0, 1),
    closure,
    teeth: sampled(articulation.teeth),
  };
}

/** The voice room's frames and the network's may differ by one at the end. */
function fitted(values: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => values[i] ?? 0);
}
