/** Text becomes a voice file, made once: the same words in the same voice are taken from the cache. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { inputError, missingError } from '../../shared/errors.ts';
import type { EngineFolders } from './context.ts';
import { keyOf } from './runtime/contentCache/keyOf.ts';
import { writeWavFile } from './runtime/wavFile.ts';
import { writeWhole } from './runtime/writeWhole.ts';
import { createEspeak } from './stages/voice/sources/espeak/index.ts';
import { createVoicevox } from './stages/voice/sources/voicevox/index.ts';
import { isSpoken } from './stages/voice/sources/sentences.ts';
import type { SpeakerVoice, SpeakRoom, SpeakSettings, VoiceSource } from './stages/voice/sources/types.ts';

/** Raised whenever the same request would sound different. */
const SPEAK_VERSION = 1;
/** An hour of speech, the longest voice that is taken, has about 50 000 characters. */
const TEXT_MAX_CHARS = 50_000;

export interface SpeakRequest {
  readonly text: string;
  /** BCP 47; decides the voice when none is named. */
  readonly language: string;
  /** Voice by its id; null: the first of the language. */
  readonly voiceId: string | null;
  readonly settings: SpeakSettings;
}

const timedSchema = z.object({ text: z.string(), startSec: z.number(), endSec: z.number() });
const recordSchema = z.object({
  /** Of the WAV file beside it. */
  sha256: z.string(),
  durationSec: z.number(),
  sampleRateHz: z.number(),
  sentences: z.array(timedSchema),
  phonemes: z.array(z.object({ symbol: z.string(), startSec: z.number(), endSec: z.number() })).nullable(),
});
type SpokenRecord = z.infer<typeof recordSchema>;

/** A text as a voice file. */
export interface SpokenFile extends Omit<SpokenRecord, 'sha256'> {
  /** Absolute path of a WAV file in the cache: mono, 16 bits. */
  readonly path: string;
  readonly voice: SpeakerVoice;
  readonly cache: 'hit' | 'miss';
}

export const voiceSources = (): readonly VoiceSource[] => [createEspeak(), createVoicevox()];

/** Every voice of every source that can be used now, and why the others cannot. */
export async function listVoices(
  signal: AbortSignal,
  sources: readonly VoiceSource[] = voiceSources(),
): Promise<{ readonly voices: readonly SpeakerVoice[]; readonly unavailable: readonly string[] }> {
  const voices: SpeakerVoice[] = [];
  const unavailable: string[] = [];
  for (const source of sources) {
    const reason = await source.unavailable(signal);
    if (reason) unavailable.push(`${reason.why} ${reason.remedy}`);
    else voices.push(...(await source.voices(signal)));
  }
  return { voices, unavailable };
}

/** A voice of exactly this language, of this one in general, then of a kind of it: `en` is answered by `en-US`. */
function voiceOfLanguage(voices: readonly SpeakerVoice[], language: string): SpeakerVoice | undefined {
  const wanted = new Intl.Locale(language);
  const { region } = wanted.maximize();
  const same = voices.filter((voice) => new Intl.Locale(voice.language).language === wanted.language);
  return (
    same.find((voice) => voice.language === wanted.toString()) ??
    same.find((voice) => voice.language === `${wanted.language}-${region}`) ??
    same.find((voice) => voice.language === wanted.language) ??
    same.at(0)
  );
}

/** Asks only the source that a voice belongs to; without a voice one source after the other until one has the language. */
async function chooseVoice(
  { voiceId, language }: SpeakRequest,
  signal: AbortSignal,
  sources: readonly VoiceSource[],
): Promise<{ voice: SpeakerVoice; source: VoiceSource }> {
  const reasons: string[] = [];
  for (const source of sources) {
    if (voiceId !== null && !voiceId.startsWith(`${source.id}:`)) continue;
    const { voices, unavailable } = await listVoices(signal, [source]);
    reasons.push(...unavailable);
    const voice =
      voiceId === null ? voiceOfLanguage(voices, language) : voices.find(({ id }) => id === voiceId);
    if (voice) return { voice, source };
  }
  throw missingError(
    'voice-not-available',
    voiceId === null
      ? `There is no voice for the language "${language}" on this computer.`
      : `There is no voice "${voiceId}" on this computer.`,
    reasons.at(0) ?? '"kotohogi speak --list" shows the voices that there are.',
  );
}

async function fromCache(file: string): Promise<SpokenRecord | null> {
  try {
    const record = recordSchema.parse(JSON.parse(await readFile(`${file}.json`, 'utf8')));
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return sha256 === record.sha256 ? record : null;
  } catch {
    // Not there, or not what was written: it is made anew.
    return null;
  }
}

/**
 * Reads a text aloud.
 * @throws KotohogiError `text-empty`, `text-too-long`, `text-unreadable`, `voice-not-available`; `cancelled`
 */
export async function speakText(
  request: SpeakRequest,
  { cache }: Pick<EngineFolders, 'cache'>,
  room: SpeakRoom,
  sources: readonly VoiceSource[] = voiceSources(),
): Promise<SpokenFile> {
  if (!isSpoken(request.text))
    throw inputError('text-empty', 'There is nothing to say in the text.', 'Write at least one word.');
  if (request.text.length > TEXT_MAX_CHARS)
    throw inputError(
      'text-too-long',
      `The text has ${request.text.length} characters; at most ${TEXT_MAX_CHARS} are spoken at once.`,
      'Make it shorter, or make several videos.',
    );
  const { voice, source } = await chooseVoice(request, room.signal, sources);
  const folder = path.join(cache, 'spoken');
  const key = keyOf({
    version: SPEAK_VERSION,
    text: request.text.normalize('NFC'),
    voice: voice.id,
    voiceVersion: voice.version,
    settings: { ...request.settings },
  });
  const file = path.join(folder, `${key}.wav`);
  const kept = await fromCache(file);
  if (kept) return { ...kept, path: file, voice, cache: 'hit' };

  const { clip, sentences, phonemes } = await source.speak(request.text, voice, request.settings, room);
  await mkdir(folder, { recursive: true });
  await writeWavFile(clip, file, 'pcm16', room.signal);
  const record: SpokenRecord = {
    sha256: createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
    durationSec: clip.length / clip.sampleRateHz,
    sampleRateHz: clip.sampleRateHz,
    sentences: [...sentences],
    phonemes: phonemes && [...phonemes],
  };
  await writeWhole(`${file}.json`, (partial) => writeFile(partial, JSON.stringify(record)));
  return { ...record, path: file, voice, cache: 'miss' };
}
