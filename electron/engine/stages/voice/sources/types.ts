import type { Reading } from '../../../../../shared/speech/readings.ts';
import type { AudioClip } from '../../../runtime/audio.ts';
import type { PhonemeAlphabet, TimedPhoneme } from '../../../runtime/spokenFacts.ts';

export type { TimedPhoneme } from '../../../runtime/spokenFacts.ts';

export const VOICE_SOURCES = ['espeak', 'voicevox', 'system', 'piper', 'kokoro'] as const;
export type VoiceSourceId = (typeof VOICE_SOURCES)[number];

/** A voice that can read text aloud. */
export interface SpeakerVoice {
  /** `source:name`, stable between starts. */
  readonly id: string;
  readonly source: VoiceSourceId;
  readonly name: string;
  /** Who speaks; the same for all styles of one speaker. */
  readonly speaker: string;
  /** null where the speaker has one way of speaking. */
  readonly style: string | null;
  /** BCP 47. */
  readonly language: string;
  /** How it sounds, plainly: a robot is called a robot. */
  readonly quality: 'synthetic' | 'natural';
  /** Words that must be shown with anything made with this voice; null where nothing is asked. */
  readonly credit: string | null;
  /** Licence of the program or of the voice. */
  readonly licence: string;
  /** Of the program and the voice: another version may sound different. */
  readonly version: string;
}

/** How a text is spoken. Neutral values leave the voice as its makers meant it. */
export interface SpeakSettings {
  /** Speaking rate, 0.5..2 times the voice's own. */
  readonly rate: number;
  /** -6..6. */
  readonly pitchSemitones: number;
  /** Pauses between sentences, 0..3 times the usual. */
  readonly pauses: number;
}

export const NEUTRAL_SPEAKING: SpeakSettings = { rate: 1, pitchSemitones: 0, pauses: 1 };

/** A piece of the text and when it is heard. */
export interface TimedText {
  readonly text: string;
  readonly startSec: number;
  readonly endSec: number;
}

/** A text as it was spoken. */
export interface SpokenText {
  /** Mono, at the voice's own rate. */
  readonly clip: AudioClip;
  /** Every sentence of the text, in order. Exact: each was spoken by itself. */
  readonly sentences: readonly TimedText[];
  /** null where the source tells no times within a sentence. */
  readonly phonemes: readonly TimedPhoneme[] | null;
}

/** One sentence as a voice spoke it. */
export interface SpokenSentence {
  readonly text: string;
  /** Mono, -1..1, at the rate of all others. */
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** From the start of `samples`; null where the source tells no times. */
  readonly phonemes: readonly TimedPhoneme[] | null;
}

export interface SpeakRoom {
  readonly signal: AbortSignal;
  readonly progress: { report(fraction: number): void };
  /**
   * Keeps sentences from one text to the next, so that only changed ones are spoken again.
   * @param words as they are given to the voice
   */
  readonly keep?: (
    words: string,
    speak: () => Promise<Omit<SpokenSentence, 'text'>>,
  ) => Promise<Omit<SpokenSentence, 'text'>>;
}

/** Something that can show who speaks. */
export interface Portrait {
  readonly bytes: Uint8Array;
  readonly mimeType: 'image/png' | 'image/jpeg' | 'image/webp';
}

/** Something that reads text aloud: a program, an engine behind an address, the system. */
export interface VoiceSource {
  readonly id: VoiceSourceId;
  readonly name: string;
  /** Whether {@link TimedPhoneme}s are exact, and their alphabet; null where the source tells no sounds at all. */
  readonly timings: { readonly alphabet: PhonemeAlphabet; readonly exact: boolean } | null;
  /** @returns null when it can be used; otherwise why not and what to do, one plain sentence each */
  unavailable(signal: AbortSignal): Promise<{ readonly why: string; readonly remedy: string } | null>;
  /** @throws KotohogiError kind `missing` when the source cannot be used; `cancelled` */
  voices(signal: AbortSignal): Promise<readonly SpeakerVoice[]>;
  /** A picture of the speaker; null where there is none. @throws KotohogiError kind `missing`, `cancelled` */
  portrait(voice: SpeakerVoice, signal: AbortSignal): Promise<Portrait | null>;
  /**
   * @param text any length; split into sentences by the source's callers' rules (sentences.ts)
   * @param readings how words are said that would be read otherwise
   * @throws KotohogiError `text-unreadable` for letters that the voice cannot read, kind `missing`, `cancelled`
   */
  speak(
    text: string,
    voice: SpeakerVoice,
    settings: SpeakSettings,
    room: SpeakRoom,
    readings?: readonly Reading[],
  ): Promise<SpokenText>;
}
