/**
 * Who speaks in a WAV file and when each speech sound is heard, inside the file itself: whoever has the file has the
 * times and the credit, in the cache, in a project or on another computer. Programs that know nothing of it skip the
 * chunk, as RIFF asks them to.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { z } from 'zod';

/** A speech sound in the source's own alphabet and when it is heard. */
export interface TimedPhoneme {
  /** Empty: a pause. */
  readonly symbol: string;
  readonly startSec: number;
  readonly endSec: number;
}

/** `ipa`: the International Phonetic Alphabet; `mora`: the Japanese names of VOICEVOX (`sh`, `ky`, `N`, `cl`, `U`). */
export type PhonemeAlphabet = 'ipa' | 'mora';

export interface SpeechTimings {
  readonly alphabet: PhonemeAlphabet;
  /** False: sounds and pauses are in their order, and only the pauses between sentences are where they say. */
  readonly exact: boolean;
  /** In order, without overlaps; seconds of the voice. */
  readonly phonemes: readonly TimedPhoneme[];
}

/** A voice that read a text aloud: named with whatever is made of its sound. */
export interface SpeakerCredit {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  /** Words to show with the sound; null where nothing is asked. */
  readonly credit: string | null;
}

/** In whose colour a voice speaks, and by which networks it came to it. */
export interface VoiceColour {
  readonly person: string;
  /** Hash of the sample of their voice. */
  readonly sampleSha256: string;
  readonly models: readonly {
    readonly id: string;
    readonly role: string;
    readonly sha256: string;
    readonly licence: string;
  }[];
}

/** What a voice file tells about its own making. */
export interface SpokenFacts {
  /** In the order of their first words; seldom more than one. */
  readonly speakers: readonly SpeakerCredit[];
  /** null: the voice engine tells no times within a sentence. */
  readonly timings: SpeechTimings | null;
  /** In whose colour it was put; absent or empty: it sounds as it was recorded or read. */
  readonly colours?: readonly VoiceColour[];
}

const CHUNK = 'kspk';
const VERSION = 1;
/** An hour has some 50 000 speech sounds of about 40 bytes. */
const MAX_BYTES = 16 * 1024 * 1024;
const HEADER_BYTES = 8;

const schema = z.object({
  version: z.literal(VERSION),
  speakers: z.array(
    z.object({ id: z.string(), name: z.string(), licence: z.string(), credit: z.string().nullable() }),
  ),
  timings: z
    .object({
      alphabet: z.enum(['ipa', 'mora']),
      exact: z.boolean(),
      /** Symbol, start and end in microseconds. */
      phonemes: z.array(z.tuple([z.string().max(16), z.number().int().min(0), z.number().int().min(0)])),
    })
    .nullable(),
  colours: z
    .array(
      z.object({
        person: z.string(),
        sampleSha256: z.string(),
        models: z.array(
          z.object({ id: z.string(), role: z.string(), sha256: z.string(), licence: z.string() }),
        ),
      }),
    )
    .default([]),
});

const MICRO = 1e6;
const micro = (sec: number): number => Math.max(0, Math.round(sec * MICRO));

/** The times in another time, e.g. that of the adjusted voice. What has no length left is dropped. */
export const mapTimings = (
  { phonemes, ...kind }: SpeechTimings,
  toOther: (sec: number) => number,
): SpeechTimings => ({
  ...kind,
  phonemes: phonemes
    .map(({ symbol, startSec, endSec }) => ({ symbol, startSec: toOther(startSec), endSec: toOther(endSec) }))
    .filter(({ startSec, endSec }) => endSec > startSec),
});

/** Adds the facts to a WAV file that has none yet. */
export async function addSpokenFacts(
  file: string,
  { speakers, timings, colours = [] }: SpokenFacts,
): Promise<void> {
  const record: z.infer<typeof schema> = {
    version: VERSION,
    speakers: [...speakers],
    colours: colours.map((colour) => ({ ...colour, models: [...colour.models] })),
    timings: timings && {
      alphabet: timings.alphabet,
      exact: timings.exact,
      phonemes: timings.phonemes.map(({ symbol, startSec, endSec }) => [
        symbol,
        micro(startSec),
        micro(endSec),
      ]),
    },
  };
  const json = Buffer.from(JSON.stringify(record));
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const lead = size % 2;
    const chunk = Buffer.alloc(lead + HEADER_BYTES + json.length + (json.length % 2));
    chunk.write(CHUNK, lead, 'latin1');
    chunk.writeUInt32LE(json.length, lead + 4);
    json.copy(chunk, lead + HEADER_BYTES);
    await handle.write(chunk, 0, chunk.length, size);
    const riffBytes = Buffer.alloc(4);
    riffBytes.writeUInt32LE(Math.min(0xffff_ffff, size + chunk.length - HEADER_BYTES));
    await handle.write(riffBytes, 0, 4, 4);
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer | null> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return bytesRead === length ? buffer : null;
}

/** The bytes of our chunk; null where there is none. */
async function chunkOf(handle: FileHandle): Promise<Buffer | null> {
  const { size } = await handle.stat();
  const head = await readAt(handle, 0, 12);
  if (head?.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE') return null;
  for (let at = 12; at + HEADER_BYTES <= size;) {
    const header = await readAt(handle, at, HEADER_BYTES);
    if (!header) return null;
    const length = header.readUInt32LE(4);
    if (header.toString('latin1', 0, 4) === CHUNK)
      return length <= MAX_BYTES ? readAt(handle, at + HEADER_BYTES, length) : null;
    at += HEADER_BYTES + length + (length % 2);
  }
  return null;
}

/** The facts inside a WAV file; null where there are none, or none that can be read. */
export async function readSpokenFacts(file: string): Promise<SpokenFacts | null> {
  const handle = await open(file, 'r');
  try {
    const bytes = await chunkOf(handle);
    if (!bytes) return null;
    const { speakers, timings, colours } = schema.parse(JSON.parse(bytes.toString('utf8')));
    return {
      speakers,
      ...(colours.length > 0 ? { colours } : {}),
      timings: timings && {
        ...timings,
        phonemes: timings.phonemes.map(([symbol, start, end]) => ({
          symbol,
          startSec: start / MICRO,
          endSec: end / MICRO,
        })),
      },
    };
  } catch {
    // Damaged: the mouth is moved by what is heard, as with any other file.
    return null;
  } finally {
    await handle.close();
  }
}
