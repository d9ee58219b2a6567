import { create } from 'zustand';
import type { SpeakerList } from '../../shared/contract/spoken.ts';
import type { KotohogiError } from '../../shared/errors.ts';
import type { Reading } from '../../shared/speech/readings.ts';

/** What is being written, before it is read aloud. */
export interface SpokenDraft {
  readonly text: string;
  readonly language: string;
  /** null: the first voice of the language. */
  readonly speakerId: string | null;
  readonly speed: number;
}

interface SpokenStore {
  readonly draft: SpokenDraft;
  /** The document's text that the draft was last taken from; a step back brings an older one. */
  readonly takenFrom: object | null;
  readonly speakers: SpeakerList | null;
  readonly loadingSpeakers: boolean;
  /** 0..1 while a text is being read; null otherwise. */
  readonly reading: number | null;
  /** What came of the last reading: how many sentences, and how many of them had to be spoken. */
  readonly lastReading: { readonly sentences: number; readonly spokenAnew: number } | null;
  readonly portraits: Readonly<Record<string, string | null>>;
  readonly readings: readonly Reading[] | null;
  /** Lines of the last imported table that were no readings. */
  readonly importNote: { readonly taken: number; readonly badLines: readonly number[] } | null;
  readonly problem: KotohogiError | null;
}

/** The text panel: who can read, what is written, how far it is. The document holds what was read. */
export const useSpoken = create<SpokenStore>(() => ({
  draft: { text: '', language: 'en', speakerId: null, speed: 1 },
  takenFrom: null,
  speakers: null,
  loadingSpeakers: false,
  reading: null,
  lastReading: null,
  portraits: {},
  readings: null,
  importNote: null,
  problem: null,
}));
