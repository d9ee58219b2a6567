import { KotohogiError } from '../../shared/errors.ts';
import type { Reading } from '../../shared/speech/readings.ts';
import { primaryOf, speakerNow } from '../../shared/speech/speakerGroups.ts';
import type { Studio } from '../api/studio.ts';
import { useProject } from '../stores/project.ts';
import { withVoice } from '../stores/projectDocument.ts';
import { useSpoken, type SpokenDraft } from '../stores/spoken.ts';
import { useView } from '../stores/view.ts';
import { asKotohogiError, type MaterialActions } from './materials.ts';

/** A text becomes the voice. */
export interface SpokenActions {
  /** Who can read aloud on this computer now. */
  readonly loadSpeakers: () => Promise<void>;
  readonly loadPortrait: (speakerId: string) => Promise<void>;
  readonly write: (change: Partial<SpokenDraft>) => void;
  /** The language to begin with; a text that has been begun keeps its own. */
  readonly suggestLanguage: (language: string) => void;
  /** The text of the document, where it is another one than the draft was taken from. */
  readonly takeFromDocument: () => void;
  /** Reads the draft aloud; sound, text and captions come into the project in one step. */
  readonly read: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly loadReadings: () => Promise<void>;
  readonly saveReadings: (readings: readonly Reading[]) => Promise<void>;
  readonly importReadings: () => Promise<void>;
  readonly exportReadings: () => Promise<void>;
}

export function createSpokenActions(studio: Studio, materials: MaterialActions): SpokenActions {
  const set = useSpoken.setState;
  const get = useSpoken.getState;
  const fail = (thrown: unknown): void => set({ problem: asKotohogiError(thrown) });
  const warn = (thrown: unknown): void =>
    useView.getState().notify({ kind: 'error', error: asKotohogiError(thrown), fileName: null });

  return {
    async loadSpeakers() {
      if (get().loadingSpeakers) return;
      set({ loadingSpeakers: true });
      try {
        set({ speakers: await studio.listSpeakers(null) });
      } catch (thrown) {
        fail(thrown);
      } finally {
        set({ loadingSpeakers: false });
      }
    },
    async loadPortrait(speakerId) {
      if (speakerId in get().portraits) return;
      // A speaker without a face is no reason to say anything.
      const url = await studio.speakerPortrait({ speakerId }).catch(() => null);
      set(({ portraits }) => ({ portraits: { ...portraits, [speakerId]: url } }));
    },
    write: (change) => set(({ draft }) => ({ draft: { ...draft, ...change }, problem: null })),
    suggestLanguage(language) {
      const { draft } = get();
      const untouched = draft.text === '' && draft.speakerId === null;
      if (untouched && draft.language !== language) set({ draft: { ...draft, language } });
    },
    takeFromDocument() {
      const { spoken } = useProject.getState().document;
      if (!spoken || spoken === get().takenFrom) return;
      set({ draft: { ...spoken }, takenFrom: spoken });
    },
    async read() {
      if (get().reading !== null) return;
      const { draft: written, speakers } = get();
      // Who is shown is who reads.
      const shown = speakerNow(speakers?.speakers ?? [], primaryOf(written.language), written.speakerId);
      const draft = { ...written, speakerId: shown?.id ?? written.speakerId };
      set({ reading: 0, problem: null, lastReading: null });
      try {
        const { media, captions, speaker, sentences, spokenAnew } = await studio.readAloud(draft);
        const spoken = { ...draft, speakerId: speaker.id };
        const taken = await materials.useVoice(media, (document) => ({
          ...withVoice(document, media),
          spoken,
          captions: { ...document.captions, items: captions },
        }));
        if (taken) set({ takenFrom: spoken, lastReading: { sentences, spokenAnew } });
      } catch (thrown) {
        if (!(thrown instanceof KotohogiError && thrown.kind === 'cancelled')) fail(thrown);
      } finally {
        set({ reading: null });
      }
    },
    async cancel() {
      await studio.cancelReading(null);
    },
    async loadReadings() {
      try {
        set({ readings: await studio.listReadings(null), importNote: null });
      } catch (thrown) {
        warn(thrown);
      }
    },
    async saveReadings(readings) {
      set({ readings, importNote: null });
      try {
        await studio.saveReadings([...readings]);
      } catch (thrown) {
        warn(thrown);
      }
    },
    async importReadings() {
      try {
        const imported = await studio.importReadings(null);
        if (imported) {
          const { readings, taken, badLines } = imported;
          set({ readings, importNote: { taken, badLines } });
        }
      } catch (thrown) {
        warn(thrown);
      }
    },
    async exportReadings() {
      try {
        const fileName = await studio.exportReadings(null);
        if (fileName !== null) useView.getState().notify({ kind: 'copied', fileName });
      } catch (thrown) {
        warn(thrown);
      }
    },
  };
}
