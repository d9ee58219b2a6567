/** Spoken sound on the disk: a WAV file, and beside it a record that says what the file must be. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { AudioClip } from './runtime/audio.ts';
import { addSpokenFacts, type SpokenFacts } from './runtime/spokenFacts.ts';
import { writeWavFile, type WavFormat } from './runtime/wavFile.ts';
import { writeWhole } from './runtime/writeWhole.ts';
import { readSpokenWav } from './stages/voice/sources/readSpokenWav.ts';
import type { SpokenSentence } from './stages/voice/sources/types.ts';

export const phonemesSchema = z
  .array(z.object({ symbol: z.string(), startSec: z.number(), endSec: z.number() }))
  .nullable();
const sentenceSchema = z.object({ phonemes: phonemesSchema });

const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What is kept under a key; null when it is not there, or not what was written: it is made anew then. */
export async function readKept<Record>(
  file: string,
  schema: z.ZodType<Record>,
): Promise<{ readonly record: Record; readonly bytes: Buffer } | null> {
  try {
    const { sha256, record } = z
      .object({ sha256: z.string(), record: schema })
      .parse(JSON.parse(await readFile(`${file}.json`, 'utf8')));
    const bytes = await readFile(file);
    return sha256Of(bytes) === sha256 ? { record, bytes } : null;
  } catch {
    return null;
  }
}

/** @param facts written into the file; null: none */
export async function writeKept(
  file: string,
  clip: AudioClip,
  record: unknown,
  facts: SpokenFacts | null,
  signal: AbortSignal,
  format: WavFormat = 'pcm16',
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeWavFile(clip, file, format, signal);
  if (facts) await addSpokenFacts(file, facts);
  const sha256 = sha256Of(await readFile(file));
  await writeWhole(`${file}.json`, (partial) => writeFile(partial, JSON.stringify({ sha256, record })));
}

type SentenceSound = Omit<SpokenSentence, 'text'>;

/** A sentence as it was spoken before, else as it is spoken now; 16 bits, as all sources give it. */
export async function keptSentence(
  file: string,
  speak: () => Promise<SentenceSound>,
  signal: AbortSignal,
): Promise<SentenceSound & { readonly cache: 'hit' | 'miss' }> {
  const kept = await readKept(file, sentenceSchema);
  if (kept) return { ...readSpokenWav(kept.bytes, 'The cache'), ...kept.record, cache: 'hit' };
  const made = await speak();
  const samples = new Float32Array(new SharedArrayBuffer(made.samples.length * 4));
  samples.set(made.samples);
  const clip: AudioClip = { sampleRateHz: made.sampleRateHz, channels: [samples], length: samples.length };
  await writeKept(file, clip, { phonemes: made.phonemes }, null, signal);
  return { ...made, cache: 'miss' };
}
