import type { SpeakerVoice, SpeakSettings, SpokenSentence } from '../types.ts';

/**
 * A voice program of the system. What it has no option for (pitch, with most) stays as the voice has it: prosody
 * changes it afterwards, the same way for all voices.
 */
export interface SystemTool {
  /** Part of voice ids. */
  readonly id: string;
  readonly name: string;
  /** Absolute path; null: it is not installed. */
  find(): string | null;
  /** @throws KotohogiError kind `missing` when the program does not answer; `cancelled` */
  voices(file: string, signal: AbortSignal): Promise<readonly SystemVoice[]>;
  /**
   * One sentence.
   * @param voice as the program calls it
   * @throws KotohogiError `voice-program-failed`, `cancelled`
   */
  speak(
    file: string,
    words: string,
    voice: string,
    settings: SpeakSettings,
    signal: AbortSignal,
  ): Promise<Omit<SpokenSentence, 'text'>>;
}

/** A voice as its program tells of it. */
export type SystemVoice = Pick<SpeakerVoice, 'name' | 'language' | 'quality' | 'licence' | 'version'>;
