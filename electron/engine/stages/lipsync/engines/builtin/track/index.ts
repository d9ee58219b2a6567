/**
 * From sound to mouth movement: the network's articulation, stressed by loudness, stilled in silence, and sampled at
 * the video's frames.
 */
import type { EngineContext } from '../../../../../context.ts';
import type { SpeechFeatures } from '../../../../voice/types.ts';
import type { MouthTrack } from '../../../types.ts';
import { closureFrames } from './closures.ts';
import { calmFlaps, openingRange } from './flaps.ts';
import { articulate, type Articulation } from './forward.ts';
import { sampleSmooth } from './sampleFrames.ts';
import { easeIntoSilence, speechFrames } from './speechGate.ts';
import { stressScale } from './stress.ts';

/** Changes whenever the same voice would give another track. */
export const MOUTH_TRACK_VERSION = 1;

/** The opening that the widest syllables of every voice are brought to. */
const WIDEST = 0.92;
const LEAST_GAIN = 0.7;
const MOST_GAIN = 1.6;

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
  const model = await context.models.open('mouth');
  const articulation = await articulate(model, features.mono16k, context.signal, context.progress);
  return trackOf(articulation, features, fps);
}

/** The pure part of {@link mouthTrack}: curves every 10 ms in, video frames out. */
export function trackOf(articulation: Articulation, features: SpeechFeatures, fps: number): MouthTrack {
  const frames = Math.max(1, Math.ceil(features.durationSec * fps - 1e-6));
  const steps = articulation.frames;
  const energyDb = Float32Array.from({ length: steps }, (_, t) => features.energyDb[t] ?? -120);
  const speech = fitted(speechFrames(features), steps);
  const stress = stressScale(energyDb, speech);
  const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
  const still = (curve: Float32Array): Float32Array => easeIntoSilence(curve, speech);

  const opening = articulation.open.map((value, t) => clamp(value, 0, 1.2) * stress[t]);
  const closure = closureFrames(still(articulation.closure), fps, frames);
  const open = sampleSmooth(still(opening), fps, frames).map((value, i) => value * (1 - closure[i]));
  const range = openingRange(open);
  const gain = range > 0 ? clamp(WIDEST / range, LEAST_GAIN, MOST_GAIN) : 1;
  const scaled = open.map((value) => clamp(value * gain, 0, 1));
  calmFlaps(scaled, closure, fps);

  const shape = (curve: Float32Array, low: number): Float32Array =>
    sampleSmooth(still(curve), fps, frames).map((value) => clamp(value, low, 1));
  return {
    fps,
    frames,
    open: scaled,
    width: shape(articulation.width, -1),
    protrusion: shape(articulation.protrusion, 0),
    closure,
    teeth: shape(articulation.teeth, 0),
  };
}

/** The voice room's frames and the network's may differ by one at the end. */
function fitted(values: Uint8Array, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => values[i] ?? 0);
}
