/** Music is no voice: what cannot be spoken by anybody is refused, what may be sung is done and said. */
import { inputError } from '../../../../shared/errors.ts';
import type { AudioClip } from '../../runtime/audio.ts';
import { sourceOf, type SoundSource } from '../../runtime/soundSource.ts';
import type { Voice } from '../media/types.ts';
import { ANALYSIS_RATE_HZ } from './level.ts';
import { resampleToMono } from './resample.ts';
import { toneSteadiness } from './steadiness.ts';

/**
 * Speech, whispered, creaky, flat or in noise, stays below 0.11; a single tone, chords and tunes lie above 0.95, a band
 * with drums at 0.5 to 0.6, singing in between, down to 0 with vibrato.
 */
const MAYBE_MUSIC_FROM = 0.25;
const MUSIC_FROM = 0.9;
/** So much of a recording is enough to tell. */
const LOOKED_AT_SEC = 120;

/** How a recording sounds: `maybe-music` has as many held tones as singing or speech over music. */
export type SoundKind = 'voice' | 'maybe-music' | 'music';

export function soundKindOf(steadiness: number): SoundKind {
  if (steadiness >= MUSIC_FROM) return 'music';
  return steadiness >= MAYBE_MUSIC_FROM ? 'maybe-music' : 'voice';
}

function soundKindOfSound(sound: AudioClip | SoundSource): SoundKind {
  const source = sourceOf(sound);
  const start = { ...source, length: Math.min(source.length, LOOKED_AT_SEC * source.sampleRateHz) };
  return soundKindOf(toneSteadiness(resampleToMono(start, ANALYSIS_RATE_HZ)));
}

/**
 * @returns a sentence for the report where the recording may hold music; else none
 * @throws KotohogiError kind `input` when it is nothing but held tones
 */
export function requireVoice(voice: Voice<AudioClip | SoundSource>): string[] {
  const kind = soundKindOfSound(voice.clip);
  if (kind === 'music')
    throw inputError(
      'voice-music',
      `"${voice.path}" holds tones or music, and no voice.`,
      'Use a recording in which one person speaks, without music.',
    );
  return musicWarnings(kind, voice.path);
}

export const musicWarnings = (kind: SoundKind, file: string): string[] =>
  kind === 'voice'
    ? []
    : [`"${file}" sounds like music or singing: melody and mouth follow a single speaking voice best.`];

/** The same for a report that refuses nothing. */
export const musicWarningsOf = (voice: Voice): string[] =>
  musicWarnings(soundKindOfSound(voice.clip), voice.path);
