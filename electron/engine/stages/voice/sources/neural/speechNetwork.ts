/** What all speech networks have in common: opening one for a text, and taking its sound. */
import { missingError } from '../../../../../../shared/errors.ts';
import type { ModelStore } from '../../../../runtime/modelStore.ts';
import {
  DEFAULT_SESSION_OPTIONS,
  type OnnxSession,
  type SessionLoader,
  type Tensor,
} from '../../../../runtime/onnx.ts';
import type { SpeakerVoice } from '../types.ts';

/** What neural voices work with. */
export interface NeuralDesk {
  readonly models: Pick<ModelStore, 'cards' | 'file' | 'choose'>;
  /** For copies of networks that also tell times. */
  readonly cacheFolder: string;
  /** Path of espeak-ng; null: not installed. */
  readonly espeak: string | null;
  readonly load: SessionLoader;
}

export const openNetwork = (load: SessionLoader, file: string): Promise<OnnxSession> =>
  load(file, DEFAULT_SESSION_OPTIONS);

/**
 * A network that is opened when the first sentence needs it, and released at the end: where every sentence is in the
 * cache, nothing is loaded.
 */
export async function withLazy<Thing extends { release(): Promise<void> }, Result>(
  open: () => Promise<Thing>,
  use: (thing: () => Promise<Thing>) => Promise<Result>,
): Promise<Result> {
  let opened: Promise<Thing> | undefined;
  try {
    return await use(() => (opened ??= open()));
  } finally {
    await opened?.then(
      (thing) => thing.release(),
      () => undefined,
    );
  }
}

const failed = (voice: SpeakerVoice, found: string): Error =>
  missingError(
    'voice-failed',
    `The network of the voice "${voice.name}" made no sound that can be used: ${found}.`,
    'Verify the voice ("kotohogi models verify") and install it again.',
  );

/** The sound of an output, -1..1. @throws KotohogiError `voice-failed` */
export function soundOf(output: Tensor | undefined, voice: SpeakerVoice): Float32Array {
  if (!(output?.data instanceof Float32Array)) throw failed(voice, 'no floats came out');
  if (output.data.length === 0) throw failed(voice, 'nothing came out');
  const samples = new Float32Array(output.data.length);
  for (let i = 0; i < samples.length; i++) {
    const value = output.data[i];
    if (!Number.isFinite(value)) throw failed(voice, `sample ${i} is ${value}`);
    samples[i] = Math.min(Math.max(value, -1), 1);
  }
  return samples;
}

/** One number per token; null where the network gave none, or another number of them. */
export function lengthsOf(output: Tensor | undefined, tokens: number): readonly number[] | null {
  if (output?.data.length !== tokens) return null;
  const lengths = Array.from(output.data, Number);
  return lengths.every((length) => Number.isFinite(length) && length >= 0) ? lengths : null;
}

export const int64 = (values: readonly number[], dims: readonly number[]): Tensor => ({
  dims,
  data: BigInt64Array.from(values, BigInt),
});
