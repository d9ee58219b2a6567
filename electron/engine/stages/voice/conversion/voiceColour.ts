/** The colour of a voice: one vector for all of its speech, whatever it says. */
import { throwIfCancelled } from '../../../../../shared/errors.ts';
import type { OpenModel } from '../../../runtime/modelStore.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import { resampleToMono } from '../resample.ts';
import { CONVERSION_RATE_HZ, linearSpectrogram } from './spectrogram.ts';
import { EMBEDDING, encoderPorts, floatsOf, spectrogramFor } from './tensors.ts';

/** Speech is embedded in pieces of about so long: the network was trained on such. */
const PIECE_SEC = 10;
/** More speech than this makes the colour no truer. */
const SPEECH_MAX_SEC = 120;

/** The speech of a sound without its pauses. */
export interface Speech {
  /** Mono at {@link CONVERSION_RATE_HZ}. */
  readonly samples: Float32Array;
  readonly speechSec: number;
}

/**
 * @param pauses stretches without speech, in order, seconds
 * @returns what lies between them, at most {@link SPEECH_MAX_SEC}
 */
export function withoutPauses(
  clip: AudioClip,
  pauses: readonly (readonly [startSec: number, endSec: number])[],
): Speech {
  const samples = resampleToMono(clip, CONVERSION_RATE_HZ);
  const kept: Float32Array[] = [];
  let fromSec = 0;
  let speechSec = 0;
  const durationSec = samples.length / CONVERSION_RATE_HZ;
  for (const [startSec, endSec] of [...pauses, [durationSec, durationSec] as const]) {
    const room = SPEECH_MAX_SEC - speechSec;
    if (startSec > fromSec && room > 0) {
      const toSec = Math.min(startSec, fromSec + room);
      kept.push(
        samples.subarray(Math.round(fromSec * CONVERSION_RATE_HZ), Math.round(toSec * CONVERSION_RATE_HZ)),
      );
      speechSec += toSec - fromSec;
    }
    fromSec = endSec;
  }
  const speech = new Float32Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of kept) {
    speech.set(part, at);
    at += part.length;
  }
  return { samples: speech, speechSec };
}

/** Pieces of the same length, none longer than {@link PIECE_SEC}, so that all weigh the same. */
export function piecesOf(samples: Float32Array): readonly Float32Array[] {
  const count = Math.max(1, Math.ceil(samples.length / (PIECE_SEC * CONVERSION_RATE_HZ)));
  const length = samples.length / count;
  return Array.from({ length: count }, (_, i) =>
    samples.subarray(Math.round(i * length), Math.round((i + 1) * length)),
  );
}

/**
 * @param encoder a network of the family `openvoice-encoder`
 * @param speech without pauses
 * @returns mean of the embeddings of all pieces
 * @throws KotohogiError `conversion-tensors`, `cancelled`
 */
export async function voiceColour(
  encoder: OpenModel,
  speech: Float32Array,
  room: { readonly signal: AbortSignal; readonly progress: { report(fraction: number): void } },
): Promise<Float32Array> {
  const { input, layout, output } = encoderPorts(encoder.session, encoder);
  const sum = new Float32Array(EMBEDDING);
  const pieces = piecesOf(speech);
  for (const [i, piece] of pieces.entries()) {
    throwIfCancelled(room.signal);
    const { frames, data } = linearSpectrogram(piece);
    const outputs = await encoder.session.run({
      [input.name]: spectrogramFor(input, layout, frames, data),
    });
    const embedding = floatsOf(outputs, output);
    for (let k = 0; k < EMBEDDING; k++) sum[k] += embedding[k] / pieces.length;
    room.progress.report((i + 1) / pieces.length);
  }
  return sum;
}
