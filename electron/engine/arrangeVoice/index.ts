/** Clips become one voice file, made once: the same stretches at the same places are taken from the cache. */
import path from 'node:path';
import { z } from 'zod';
import { VOICE_MAX_DURATION_SEC } from '../../../shared/limits.ts';
import { inputError, throwIfCancelled } from '../../../shared/errors.ts';
import type { EngineContext } from '../context.ts';
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';
import { keyOf } from '../runtime/contentCache/keyOf.ts';
import { mapTimings, readSpokenFacts, type SpokenFacts } from '../runtime/spokenFacts.ts';
import { exactWavFormat } from '../runtime/wavFile.ts';
import { readKept, writeKept } from '../spokenStore.ts';
import { decodeVoice } from '../stages/media/index.ts';
import type { Voice } from '../stages/media/types.ts';
import { resampleToMono } from '../stages/voice/resample.ts';
import { placeClips } from './placeClips.ts';

/** Raised whenever the same clips would sound different. */
const ARRANGE_VERSION = 1;

/** A stretch of a sound file at its place. Times in seconds. */
export interface ArrangedClip {
  readonly path: string;
  readonly inSec: number;
  readonly outSec: number;
  readonly startSec: number;
  readonly gainDb: number;
}

export interface ArrangedVoice {
  /** Absolute path of a WAV file in the cache. */
  readonly path: string;
  readonly durationSec: number;
  readonly cache: 'hit' | 'miss';
}

const recordSchema = z.object({ durationSec: z.number() });

/** One sample rate for all, the highest; mono unless all have the same channels. */
function alike(sounds: readonly AudioClip[]): readonly AudioClip[] {
  const rateHz = Math.max(...sounds.map(({ sampleRateHz }) => sampleRateHz));
  const channels = new Set(sounds.map((sound) => sound.channels.length));
  return sounds.map((sound) => {
    if (sound.sampleRateHz === rateHz && channels.size === 1) return sound;
    const parts =
      channels.size === 1 ? sound.channels.map((one) => ({ ...sound, channels: [one] })) : [sound];
    const changed = parts.map((part) => resampleToMono(part, rateHz));
    const clip = createAudioClip(rateHz, changed.length, changed[0].length);
    changed.forEach((samples, i) => clip.channels[i].set(samples));
    return clip;
  });
}

/** What the files tell of their making, at the places where the clips put it. */
function factsOf(clips: readonly ArrangedClip[], facts: readonly (SpokenFacts | null)[]): SpokenFacts | null {
  const speakers = [
    ...new Map(facts.flatMap((one) => one?.speakers ?? []).map((one) => [one.id, one])).values(),
  ];
  const colours = [
    ...new Map(
      facts
        .flatMap((one) => one?.colours ?? [])
        .map((one) => [`${one.person} ${one.sampleSha256}`, one] as const),
    ).values(),
  ];
  if (speakers.length === 0 && colours.length === 0) return null;
  const timings = clips.map(({ inSec, outSec, startSec }, i) => {
    const known = facts[i]?.timings;
    if (!known) return null;
    const within = (sec: number): number => startSec + Math.min(outSec, Math.max(inSec, sec)) - inSec;
    return { timings: mapTimings(known, within), startSec };
  });
  const all = timings.filter((one) => one !== null).sort((a, b) => a.startSec - b.startSec);
  const alphabets = new Set(all.map((one) => one.timings.alphabet));
  const [alphabet] = alphabets;
  // A recording between two texts has no times: then what is heard moves the mouth everywhere.
  if (all.length < clips.length || alphabets.size !== 1 || alphabet === undefined)
    return { speakers, colours, timings: null };
  return {
    speakers,
    colours,
    timings: {
      alphabet,
      exact: all.every((one) => one.timings.exact),
      phonemes: all.flatMap((one) => one.timings.phonemes),
    },
  };
}

/**
 * Puts stretches of sound files at their places, with silence between them where there is room.
 * @param clips at least one; none over another
 * @throws KotohogiError `voice-too-long`, kind `input` of {@link decodeVoice}; `cancelled`
 */
export async function arrangeVoice(
  clips: readonly ArrangedClip[],
  context: Pick<EngineContext, 'signal' | 'ffmpegPath' | 'folders' | 'progress'>,
): Promise<ArrangedVoice> {
  const endSec = clips.reduce(
    (end, { startSec, inSec, outSec }) => Math.max(end, startSec + outSec - inSec),
    0,
  );
  if (endSec > VOICE_MAX_DURATION_SEC)
    throw inputError(
      'voice-too-long',
      `The voice would last longer than ${VOICE_MAX_DURATION_SEC / 60} minutes.`,
      'Cut it into shorter parts.',
    );
  const voices = new Map<string, Voice>();
  for (const file of new Set(clips.map((clip) => clip.path))) {
    throwIfCancelled(context.signal);
    voices.set(file, await decodeVoice(file, context));
    context.progress.report((0.8 * voices.size) / clips.length);
  }
  const voiceOf = (file: string): Voice => {
    const voice = voices.get(file);
    if (!voice) throw new Error(`${file} was not decoded.`);
    return voice;
  };
  const key = keyOf({
    version: ARRANGE_VERSION,
    clips: clips.map(({ path: file, ...numbers }) => ({ sha256: voiceOf(file).sha256, ...numbers })),
  });
  const file = path.join(context.folders.cache, 'arranged', `${key}.wav`);
  const kept = await readKept(file, recordSchema);
  if (kept) return { ...kept.record, path: file, cache: 'hit' };

  const files = [...voices.values()];
  const sounds = new Map(alike(files.map(({ clip }) => clip)).map((sound, i) => [files[i].path, sound]));
  const soundOf = (name: string): AudioClip => sounds.get(name) ?? voiceOf(name).clip;
  const result = placeClips(
    clips.map(({ path: name, gainDb, ...times }) => ({
      ...times,
      sound: soundOf(name),
      gain: 10 ** (gainDb / 20),
    })),
  );
  const facts = factsOf(clips, await Promise.all(clips.map((clip) => readSpokenFacts(clip.path))));
  const is16Bit = files.every(({ clip }) => exactWavFormat(clip) === 'pcm16');
  const durationSec = result.length / result.sampleRateHz;
  await writeKept(file, result, { durationSec }, facts, context.signal, is16Bit ? 'pcm16' : 'pcm24');
  context.progress.report(1);
  return { path: file, durationSec, cache: 'miss' };
}
