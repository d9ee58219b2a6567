import { throwIfCancelled } from '../../../../../../../shared/errors.ts';
import type { ProgressToken } from '../../../../../progress.ts';
import type { MonoSound } from '../../../../../runtime/monoSource.ts';
import type { OpenModel } from '../../../../../runtime/modelStore.ts';
import { floatOutput } from '../../../../../runtime/onnx.ts';
import { createMelFrontEnd, frameCountOf, LEVEL_AROUND_FRAMES, levelReference, MEL_BANDS } from './mel.ts';

/** The network's raw opinion every 10 ms; value i belongs to i * 0.01 s. */
export interface Articulation {
  readonly frames: number;
  /** About 0..1. */
  readonly open: Float32Array;
  /** About -1 round..1 spread. */
  readonly width: Float32Array;
  /** About 0..1. */
  readonly protrusion: Float32Array;
  /** Probability of lips pressed together. */
  readonly closure: Float32Array;
  /** Probability of teeth shown close together. */
  readonly teeth: Float32Array;
}

export const ARTICULATION_CHANNELS = ['open', 'width', 'protrusion', 'closure', 'teeth'] as const;

/** Frames of one run: half a minute of speech, so that an hour needs no more memory than a minute. */
const CHUNK_FRAMES = 3000;
/** Frames on either side that an output depends on: the sum of the network's dilations. */
const REACH_FRAMES = 64;
/** Frames on either side whose sound has a part in an output; two more for the windows they are cut with. */
export const HEARD_AROUND_FRAMES = REACH_FRAMES + LEVEL_AROUND_FRAMES + 2;

/** A part of a sound, frames `from` up to `to - 1`, in the light of the whole voice. */
export interface ArticulatedPart {
  readonly from: number;
  readonly to: number;
  /** lowestReference of the whole voice, see mel.ts. */
  readonly lowest: number;
}

/**
 * Runs the mouth network over a voice of any length, in overlapping chunks; the seams are exact.
 * @param mono16k the voice at 16 kHz
 * @param part of the sound; by default the whole is heard by itself
 */
export async function articulate(
  model: OpenModel,
  mono16k: MonoSound,
  signal: AbortSignal,
  progress: ProgressToken,
  part?: ArticulatedPart,
): Promise<Articulation> {
  const soundFrames = frameCountOf(mono16k.length);
  const { from: partFrom, to: partTo } = part ?? { from: 0, to: soundFrames };
  const frames = partTo - partFrom;
  const curve = (): Float32Array => new Float32Array(frames);
  const result = {
    frames,
    open: curve(),
    width: curve(),
    protrusion: curve(),
    closure: curve(),
    teeth: curve(),
  };
  const reference = levelReference(mono16k, part?.lowest);
  const frontEnd = createMelFrontEnd();
  for (let first = partFrom; first < partTo; first += CHUNK_FRAMES) {
    throwIfCancelled(signal);
    const last = Math.min(partTo, first + CHUNK_FRAMES);
    // No frames beyond the ends: the network was trained with zeros inside its layers there, not with silence.
    const from = Math.max(0, first - REACH_FRAMES);
    const to = Math.min(soundFrames, last + REACH_FRAMES);
    const mel = frontEnd.frames(mono16k, reference, from, to);
    const outputs = await model.session.run({ mel: { dims: [1, to - from, MEL_BANDS], data: mel } });
    for (const channel of ARTICULATION_CHANNELS)
      result[channel].set(
        floatOutput(outputs, channel).data.subarray(first - from, last - from),
        first - partFrom,
      );
    progress.report((last - partFrom) / frames);
  }
  return result;
}
