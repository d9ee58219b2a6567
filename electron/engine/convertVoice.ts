/** A voice in the colour of somebody else's, made once: the same voice and the same sample are taken from the cache. */
import path from 'node:path';
import { z } from 'zod';
import { consentOf, type ConsentNote } from '../../shared/consent/consent.ts';
import type { ModelCard } from '../../shared/contract/models.ts';
import { inputError, type KotohogiError } from '../../shared/errors.ts';
import type { EngineContext } from './context.ts';
import { namedModels } from './namedModels.ts';
import { silentProgress } from './progress.ts';
import { durationSecOf, type AudioClip } from './runtime/audio.ts';
import { keyOf } from './runtime/contentCache/keyOf.ts';
import type { VoiceColour } from './runtime/spokenFacts.ts';
import { readKept, writeKept } from './spokenStore.ts';
import { decodeVoice } from './stages/media/index.ts';
import type { Voice } from './stages/media/types.ts';
import { CONVERSION_RATE_HZ } from './stages/voice/conversion/spectrogram.ts';
import { convertColour } from './stages/voice/conversion/convertColour.ts';
import { voiceColour, withoutPauses, type Speech } from './stages/voice/conversion/voiceColour.ts';
import { analyseSpeech } from './stages/voice/index.ts';
import { resampleToMono } from './stages/voice/resample.ts';

/** Raised whenever the same voice and sample would sound different. */
const CONVERT_VERSION = 1;
/** Speech in a sample: less is refused, and less than the second is told to be little. */
const SAMPLE_MIN_SEC = 1;
const SAMPLE_GOOD_SEC = 3;

export interface ConversionOrder {
  readonly voicePath: string;
  /** A recording of the person: one voice, clean, at least three seconds of speech. */
  readonly samplePath: string;
  /** In whose colour. */
  readonly person: string;
  /** Notes of the project; one of them must say that the person agreed. */
  readonly consents: readonly ConsentNote[];
}

export interface ConvertedFile {
  /** Absolute path of a WAV file in the cache: mono, 22 050 Hz, 16 bits, as long as the voice. */
  readonly path: string;
  readonly durationSec: number;
  readonly colour: VoiceColour;
  /** Plain sentences about the sample. */
  readonly warnings: readonly string[];
  readonly cache: 'hit' | 'miss';
}

type ConversionContext = Pick<EngineContext, 'signal' | 'ffmpegPath' | 'folders' | 'progress' | 'models'>;

const recordSchema = z.object({ durationSec: z.number(), warnings: z.array(z.string()) });

export const consentMissing = (person: string): KotohogiError =>
  inputError(
    'consent-missing',
    `There is no note that ${person} agreed that a voice speaks in the colour of theirs.`,
    'Ask them, and write it down under "People and consent"; on the command line with --consent-from and --consent.',
  );

/** @throws KotohogiError `sample-too-short` */
function speechOfSample(sample: Voice, context: ConversionContext): Speech & { warnings: readonly string[] } {
  const { pauses } = analyseSpeech(sample, { signal: context.signal, progress: silentProgress });
  const speech = withoutPauses(sample.clip, pauses);
  const sec = speech.speechSec.toFixed(1);
  if (speech.speechSec < SAMPLE_MIN_SEC)
    throw inputError(
      'sample-too-short',
      `The sample "${sample.path}" has only ${sec} seconds of speech.`,
      'Choose a recording in which the person speaks for at least three seconds, alone and without music.',
    );
  const warnings = [...sample.warnings];
  if (speech.speechSec < SAMPLE_GOOD_SEC)
    warnings.push(`The sample has only ${sec} seconds of speech; with three or more the colour is truer.`);
  return { ...speech, warnings };
}

/** What is embedded of the voice itself: its speech, or all of it where that is too little. */
function speechOfVoice(voice: Voice, mono: Float32Array, context: ConversionContext): Float32Array {
  const { pauses } = analyseSpeech(voice, { signal: context.signal, progress: silentProgress });
  const { samples, speechSec } = withoutPauses(voice.clip, pauses);
  return speechSec < SAMPLE_MIN_SEC ? mono : samples;
}

/**
 * Gives a voice the colour of somebody else's. Words, pace and melody stay, and so do the times of speech sounds.
 * @throws KotohogiError `consent-missing`, `sample-too-short`, kind `input` of {@link decodeVoice}; kind `missing` when
 *   a network is not installed or does not fit; `cancelled`
 */
export async function convertVoice(
  order: ConversionOrder,
  context: ConversionContext,
): Promise<ConvertedFile> {
  const { person, consents, voicePath, samplePath } = order;
  if (!consentOf(consents, person, 'voice')) throw consentMissing(person);
  // What is not installed is said before anything is worked out.
  const cards: readonly ModelCard[] = [
    await context.models.choose('voice-colour', 'auto'),
    await context.models.choose('voice-converter', 'auto'),
  ];
  const voice = await decodeVoice(voicePath, context);
  const sample = await decodeVoice(samplePath, context);
  const colour: VoiceColour = { person, sampleSha256: sample.sha256, models: namedModels(cards) };
  const key = keyOf({
    version: CONVERT_VERSION,
    voice: voice.sha256,
    sample: sample.sha256,
    models: cards.map(({ sha256 }) => sha256),
    person,
  });
  const file = path.join(context.folders.cache, 'converted', `${key}.wav`);
  const kept = await readKept(file, recordSchema);
  if (kept) return { ...kept.record, path: file, colour, cache: 'hit' };

  const { samples: sampleSpeech, warnings } = speechOfSample(sample, context);
  const mono = resampleToMono(voice.clip, CONVERSION_RATE_HZ);
  const { signal, progress } = context;
  const part = (from: number, share: number) => ({
    signal,
    progress: { report: (fraction: number) => progress.report(from + share * fraction) },
  });
  const encoder = await context.models.open(cards[0].id);
  const target = await voiceColour(encoder, sampleSpeech, part(0, 0.05));
  const source = await voiceColour(encoder, speechOfVoice(voice, mono, context), part(0.05, 0.05));
  const converter = await context.models.open(cards[1].id);
  const samples = await convertColour(converter, mono, { source, target }, part(0.1, 0.9));

  const clip: AudioClip = { sampleRateHz: CONVERSION_RATE_HZ, channels: [samples], length: samples.length };
  const durationSec = durationSecOf(clip);
  const facts = {
    speakers: voice.spoken?.speakers ?? [],
    timings: voice.spoken?.timings ?? null,
    colours: [...(voice.spoken?.colours ?? []), colour],
  };
  await writeKept(file, clip, { durationSec, warnings }, facts, signal);
  return { path: file, durationSec, colour, warnings, cache: 'miss' };
}
