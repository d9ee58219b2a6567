/** Text becomes a voice file, made once: the same words in the same voice are taken from the cache. */
import path from 'node:path';
import { z } from 'zod';
import { TEXT_MAX_CHARS } from '../../shared/contract/spokenConstants.ts';
import { readingsSchema } from '../../shared/contract/spoken.ts';
import { inputError, missingError } from '../../shared/errors.ts';
import { readingsIn, type Reading } from '../../shared/speech/readings.ts';
import type { EngineFolders } from './context.ts';
import { resolveFolders } from './folders.ts';
import { keyOf } from './runtime/contentCache/keyOf.ts';
import { readJson } from './runtime/jsonFile.ts';
import { createModelStore } from './runtime/modelStore.ts';
import { loadSession } from './runtime/onnx.ts';
import { keptSentence, phonemesSchema, readKept, writeKept } from './spokenStore.ts';
import { createEspeak } from './stages/voice/sources/espeak/index.ts';
import { findEspeak } from './stages/voice/sources/espeak/program.ts';
import { createKokoro } from './stages/voice/sources/neural/kokoro/index.ts';
import { createPiper } from './stages/voice/sources/neural/piper/index.ts';
import type { NeuralDesk } from './stages/voice/sources/neural/speechNetwork.ts';
import { createSystemVoices } from './stages/voice/sources/system/index.ts';
import { createVoicevox } from './stages/voice/sources/voicevox/index.ts';
import { isSpoken } from './stages/voice/sources/sentences.ts';
import type {
  Portrait,
  SpeakerVoice,
  SpeakRoom,
  SpeakSettings,
  SpokenSentence,
  VoiceSource,
  VoiceSourceId,
} from './stages/voice/sources/types.ts';

/** Raised whenever the same request would sound different. */
const SPEAK_VERSION = 4;
/** Sources whose voices speak at another pitch by themselves; the others are raised afterwards. */
const OWN_PITCH: ReadonlySet<VoiceSourceId> = new Set(['espeak', 'voicevox']);
/** The user's own readings, in the home folder. */
export const READINGS_FILE = 'readings.json';

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
  durationSec: z.number(),
  sampleRateHz: z.number(),
  sentences: z.array(timedSchema),
  phonemes: phonemesSchema,
});
type SpokenRecord = z.infer<typeof recordSchema>;

/** A text as a voice file. */
export interface SpokenFile extends SpokenRecord {
  /** Absolute path of a WAV file in the cache: mono, 16 bits. */
  readonly path: string;
  readonly voice: SpeakerVoice;
  readonly cache: 'hit' | 'miss';
  /** Sentences that had to be spoken; the others were there from earlier texts. */
  readonly spokenAnew: number;
}

type SentenceSound = Omit<SpokenSentence, 'text'>;

/** A source that cannot be used now. */
export interface UnavailableSource {
  readonly source: VoiceSourceId;
  readonly why: string;
  readonly remedy: string;
}

/** Where voices, what they made and the user's readings are. */
export type SpeakFolders = Pick<EngineFolders, 'cache'> & Partial<Pick<EngineFolders, 'home' | 'models'>>;

/** Voices that a person has installed: networks out of the model library. */
function installedVoices({ cache, home, models }: SpeakFolders): readonly VoiceSource[] {
  if (home === undefined || models === undefined) return [];
  const desk: NeuralDesk = {
    models: createModelStore(models, { home }),
    cacheFolder: path.join(cache, 'networks'),
    espeak: findEspeak(),
    load: loadSession,
  };
  return [createKokoro(desk), createPiper(desk)];
}

/** In the order in which a language's voice is looked for: what a person has installed is what they want to hear. */
export const voiceSources = (folders: SpeakFolders = resolveFolders()): readonly VoiceSource[] => [
  ...installedVoices(folders),
  createEspeak(),
  createVoicevox(),
  createSystemVoices(),
];

/** Every voice of every source that can be used now, and why the others cannot. */
export async function describeVoices(
  signal: AbortSignal,
  sources: readonly VoiceSource[] = voiceSources(),
): Promise<{
  readonly voices: readonly SpeakerVoice[];
  readonly unavailable: readonly UnavailableSource[];
}> {
  const voices: SpeakerVoice[] = [];
  const unavailable: UnavailableSource[] = [];
  for (const source of sources) {
    const reason = await source.unavailable(signal);
    if (reason) unavailable.push({ source: source.id, ...reason });
    else voices.push(...(await source.voices(signal)));
  }
  return { voices, unavailable };
}

/** {@link describeVoices} with what cannot be used in one sentence each. */
export async function listVoices(
  signal: AbortSignal,
  sources: readonly VoiceSource[] = voiceSources(),
): Promise<{ readonly voices: readonly SpeakerVoice[]; readonly unavailable: readonly string[] }> {
  const { voices, unavailable } = await describeVoices(signal, sources);
  return { voices, unavailable: unavailable.map(({ why, remedy }) => `${why} ${remedy}`) };
}

/**
 * The picture of a speaker; null where the source has none.
 * @throws KotohogiError `voice-not-available`, kind `missing`, `cancelled`
 */
export async function portraitOf(
  voiceId: string,
  signal: AbortSignal,
  sources: readonly VoiceSource[] = voiceSources(),
): Promise<Portrait | null> {
  const { voice, source } = await chooseVoice({ voiceId, language: 'en' }, signal, sources);
  return source.portrait(voice, signal);
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
  { voiceId, language }: Pick<SpeakRequest, 'voiceId' | 'language'>,
  signal: AbortSignal,
  sources: readonly VoiceSource[],
): Promise<{ voice: SpeakerVoice; source: VoiceSource }> {
  const reasons: string[] = [];
  for (const source of sources) {
    if (voiceId !== null && !voiceId.startsWith(`${source.id}:`)) continue;
    const { voices, unavailable } = await listVoices(signal, [source]);
    // What is missing for every language comes before what nobody has installed.
    if (source.id === 'espeak') reasons.unshift(...unavailable);
    else reasons.push(...unavailable);
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

/** The user's own readings; none when there is no list, or none that can be read. */
const ownReadings = async (home: string | undefined): Promise<readonly Reading[]> =>
  home === undefined ? [] : ((await readJson(path.join(home, READINGS_FILE), readingsSchema)) ?? []);

/**
 * Reads a text aloud.
 * @throws KotohogiError `text-empty`, `text-too-long`, `text-unreadable`, `voice-not-available`; `cancelled`
 */
export async function speakText(
  request: SpeakRequest,
  folders: SpeakFolders,
  room: SpeakRoom,
  sources: readonly VoiceSource[] = voiceSources(folders),
): Promise<SpokenFile> {
  if (!isSpoken(request.text))
    throw inputError('text-empty', 'There is nothing to say in the text.', 'Write at least one word.');
  if (request.text.length > TEXT_MAX_CHARS)
    throw inputError(
      'text-too-long',
      `The text has ${request.text.length} characters; at most ${TEXT_MAX_CHARS} are spoken at once.`,
      'Make it shorter, or make several videos.',
    );
  const { cache, home } = folders;
  const { voice, source } = await chooseVoice(request, room.signal, sources);
  const readings = readingsIn(request.text, await ownReadings(home), voice.language);
  const folder = path.join(cache, 'spoken');
  const made = {
    version: SPEAK_VERSION,
    voice: voice.id,
    voiceVersion: voice.version,
    settings: { ...request.settings },
  };
  const text = request.text.normalize('NFC');
  const key = keyOf({ ...made, text, readings: readings.map((entry) => ({ ...entry })) });
  const file = path.join(folder, `${key}.wav`);
  const kept = await readKept(file, recordSchema);
  if (kept) return { ...kept.record, path: file, voice, cache: 'hit', spokenAnew: 0 };

  const { pitchSemitones } = request.settings;
  const pitched = async (speak: () => Promise<SentenceSound>): Promise<SentenceSound> => {
    const sound = await speak();
    if (pitchSemitones === 0 || OWN_PITCH.has(source.id)) return sound;
    const { atPitch } = await import('./atPitch.ts');
    return atPitch(sound, pitchSemitones, room.signal);
  };
  let spokenAnew = 0;
  const keep: SpeakRoom['keep'] = async (words, speak) => {
    const sentence = path.join(folder, 'sentences', `${keyOf({ ...made, words })}.wav`);
    const { cache: from, ...sound } = await keptSentence(sentence, () => pitched(speak), room.signal);
    if (from === 'miss') spokenAnew++;
    return sound;
  };
  const { clip, sentences, phonemes } = await source.speak(
    text,
    voice,
    request.settings,
    { ...room, keep },
    readings,
  );
  const record: SpokenRecord = {
    durationSec: clip.length / clip.sampleRateHz,
    sampleRateHz: clip.sampleRateHz,
    sentences: [...sentences],
    phonemes: phonemes && [...phonemes],
  };
  const { id, name, licence, credit } = voice;
  const timings = source.timings && phonemes && { ...source.timings, phonemes };
  const facts = { speakers: [{ id, name, licence, credit }], timings };
  await writeKept(file, clip, record, facts, room.signal);
  return { ...record, path: file, voice, cache: 'miss', spokenAnew };
}
