import type { AudioClip } from '../../../runtime/audio.ts';

export const VOICE_SOURCES = ['espeak', 'voicevox', 'system'] as const;
export type VoiceSourceId = (typeof VOICE_SOURCES)[number];

/** A voice that can read text aloud. */
export interface SpeakerVoice {
  /** `source:name`, stable between starts. */
  readonly id: string;
  readonly source: VoiceSourceId;
  readonly name: string;
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

/** A speech sound in the source's own alphabet and when it is heard. */
export interface TimedPhoneme {
  /** IPA for espeak-ng; VOICEVOX's own names for VOICEVOX. Empty: a pause. */
  readonly symbol: string;
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

export interface SpeakRoom {
  readonly signal: AbortSignal;
  readonly progress: { report(fraction: number): void };
}

/** Something that reads text aloud: a program, an engine behind an address, the system. */
export interface VoiceSource {
  readonly id: VoiceSourceId;
  readonly name: string;
  /** @returns null when it can be used; otherwise why not and what to do, one plain sentence each */
  unavailable(signal: AbortSignal): Promise<{ readonly why: string; readonly remedy: string } | null>;
  /** @throws KotohogiError kind `missing` when the source cannot be used; `cancelled` */
  voices(signal: AbortSignal): Promise<readonly SpeakerVoice[]>;
  /**
   * @param text any length; split into sentences by the source's callers' rules (sentences.ts)
   * @throws KotohogiError `text-unreadable` for letters that the voice cannot read, kind `missing`, `cancelled`
   */
  speak(text: string, voice: SpeakerVoice, settings: SpeakSettings, room: SpeakRoom): Promise<SpokenText>;
}
