import { throwIfCancelled } from '../../../../../../../shared/errors.ts';
import type { ProgressToken } from '../../../../../progress.ts';
import type { OpenModel } from '../../../../../runtime/modelStore.ts';
import { floatOutput } from '../../../../../runtime/onnx.ts';
import { createMelFrontEnd, frameCountOf, levelReference, MEL_BANDS } from './mel.ts';

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

/**
 * Runs the mouth network over a voice of any length, in overlapping chunks; the seams are exact.
 * @param mono16k the voice at 16 kHz
 */
export async function articulate(
  model: OpenModel,
  mono16k: Float32Array,
  signal: AbortSignal,
  progress: ProgressToken,
): Promise<Articulation> {
  const frames = frameCountOf(mono16k.length);
  const curve = (): Float32Array => new Float32Array(frames);
  const result = {
    frames,
    open: curve(),
    width: curve(),
    protrusion: curve(),
    closure: curve(),
    teeth: curve(),
  };
  const reference = levelReference(mono16k);
  const frontEnd = createMelFrontEnd();
  for (let first = 0; first < frames; first += CHUNK_FRAMES) {
    throwIfCancelled(signal);
    const last = Math.min(frames, first + CHUNK_FRAMES);
    // No frames beyond the ends: the network was trained with zeros inside its layers there, not with silence.
    const from = Math.max(0, first - REACH_FRAMES);
    const to = Math.min(frames, last + REACH_FRAMES);
    const mel = frontEnd.frames(mono16k, reference, from, to);
    const outputs = await model.session.run({ mel: { dims: [1, to - from, MEL_BANDS], data: mel } });
    for (const channel of ARTICULATION_CHANNELS)
      result[channel].set(floatOutput(outputs, channel).data.subarray(first - from, last - from), first);
    progress.report(last / frames);
  }
  return result;
}
