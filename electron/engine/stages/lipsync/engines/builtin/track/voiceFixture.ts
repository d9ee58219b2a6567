/** For tests and measurements: the features of a voice in a WAV file. */
import { readFile } from 'node:fs/promises';
import { silentProgress } from '../../../../../progress.ts';
import { createAudioClip } from '../../../../../runtime/audio.ts';
import { analyseSpeech } from '../../../../voice/index.ts';
import type { SpeechFeatures } from '../../../../voice/types.ts';

const SAMPLE_RATE_HZ = 16_000;

/** Samples of a 16-bit mono WAV file at 16 kHz, -1..1. */
export async function readWav(file: string): Promise<Float32Array> {
  const bytes = await readFile(file);
  let offset = 12;
  for (;;) {
    const id = bytes.toString('latin1', offset, offset + 4);
    const length = bytes.readUInt32LE(offset + 4);
    const isMono16k = (): boolean =>
      bytes.readUInt16LE(offset + 10) === 1 && bytes.readUInt32LE(offset + 12) === SAMPLE_RATE_HZ;
    if (id === 'fmt ' && !isMono16k()) throw new Error(`${file} is not mono at 16 kHz.`);
    if (id === 'data') {
      const count = Math.min(length, bytes.length - offset - 8) >> 1;
      return Float32Array.from({ length: count }, (_, i) => bytes.readInt16LE(offset + 8 + 2 * i) / 32768);
    }
    offset += 8 + length + (length & 1);
  }
}

/** What the voice room finds in samples at 16 kHz. */
export function featuresOf(mono16k: Float32Array): SpeechFeatures {
  const clip = createAudioClip(SAMPLE_RATE_HZ, 1, mono16k.length);
  clip.channels[0].set(mono16k);
  const voice = {
    path: 'voice.wav',
    sha256: '',
    clip,
    durationSec: mono16k.length / SAMPLE_RATE_HZ,
    warnings: [],
  };
  return analyseSpeech(voice, { signal: new AbortController().signal, progress: silentProgress });
}
