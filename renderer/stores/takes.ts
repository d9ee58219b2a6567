import { create } from 'zustand';
import type { VoiceTake } from '../../shared/contract/compare.ts';
import type { KotohogiError } from '../../shared/errors.ts';
import type { ProsodyEdit } from '../../shared/prosody/edits.ts';

/** What is known of a voice as an edit makes it. */
export type TakeState =
  | { readonly kind: 'working' }
  | { readonly kind: 'ready'; readonly take: VoiceTake }
  | { readonly kind: 'failed'; readonly error: KotohogiError };

/** Takes that are remembered; those that were not asked for longest go first. */
export const TAKES_REMEMBERED = 24;

interface TakesStore {
  /** By voice and edit: see {@link takeKey}. */
  readonly takes: ReadonlyMap<string, TakeState>;
  readonly put: (key: string, state: TakeState) => void;
  readonly forget: (key: string) => void;
  /** A preset means something else now. */
  readonly clear: () => void;
}

/** @param edit null: as it was recorded */
export const takeKey = (voiceToken: string, edit: ProsodyEdit | null): string =>
  JSON.stringify([voiceToken, edit]);

/** Voices as edits make them: derived, never saved. */
export const useTakes = create<TakesStore>((set) => ({
  takes: new Map(),
  put: (key, state) =>
    set(({ takes }) => {
      const next = new Map(takes);
      next.delete(key);
      next.set(key, state);
      for (const old of [...next.keys()].slice(0, Math.max(0, next.size - TAKES_REMEMBERED)))
        next.delete(old);
      return { takes: next };
    }),
  forget: (key) => set(({ takes }) => ({ takes: new Map([...takes].filter(([other]) => other !== key)) })),
  clear: () => set({ takes: new Map() }),
}));

/** The take of a voice and an edit, as far as it is known. */
export const useTake = (voiceToken: string | null, edit: ProsodyEdit | null): TakeState | null =>
  useTakes(({ takes }) => (voiceToken === null ? null : (takes.get(takeKey(voiceToken, edit)) ?? null)));
