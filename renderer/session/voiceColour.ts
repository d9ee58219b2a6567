import { noteOf } from '../../shared/consent/consent.ts';
import type { MediaRef } from '../../shared/contract/media.ts';
import { KotohogiError } from '../../shared/errors.ts';
import type { Studio } from '../api/studio.ts';
import { useProject } from '../stores/project.ts';
import { withVoice, type ProjectDocument } from '../stores/projectDocument.ts';
import { useVoiceColour } from '../stores/voiceColour.ts';
import { asKotohogiError, type MaterialActions } from './materials.ts';

/** A voice in the colour of a person who agreed to it. */
export interface VoiceColourActions {
  readonly choosePerson: (person: string) => void;
  /** Asks for a recording of that person. */
  readonly chooseSample: () => Promise<void>;
  /** The voice becomes one in that person's colour; words, times and everything made of them stay. */
  readonly apply: () => Promise<void>;
  /** The voice as it was before. */
  readonly takeOff: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly receive: (progress: { readonly fraction: number }) => void;
}

/** Another sound of the same length: what is said about its moments holds on. */
const inItsPlace = (document: ProjectDocument, voice: MediaRef): ProjectDocument => ({
  ...withVoice(document, voice),
  spoken: document.spoken,
  prosody: document.prosody,
  captions: document.captions,
});

export function createVoiceColourActions(studio: Studio, materials: MaterialActions): VoiceColourActions {
  const set = useVoiceColour.setState;
  const get = useVoiceColour.getState;

  return {
    choosePerson: (person) => set({ person, problem: null }),
    async chooseSample() {
      try {
        const chosen = await studio.chooseFile({ purpose: 'voice' });
        if (chosen?.kind === 'granted') set({ sample: chosen.media, warnings: [], problem: null });
        if (chosen?.kind === 'refused')
          set({
            problem: { error: KotohogiError.fromReport(chosen.error), fileName: chosen.fileName },
          });
      } catch (thrown) {
        set({ problem: { error: asKotohogiError(thrown), fileName: null } });
      }
    },
    async apply() {
      const { person, sample, progress } = get();
      const { document } = useProject.getState();
      // A voice that was converted before is converted from what it was: colours are not laid over each other.
      const original = document.voiceColour?.original ?? document.voice;
      if (!original || !sample || person === '' || progress !== null) return;
      set({ progress: 0, warnings: [], problem: null });
      try {
        const { media, warnings } = await studio.colourVoice({
          voice: original.token,
          sample: sample.token,
          person,
          consents: document.consents.map(noteOf),
        });
        // Another voice has been chosen meanwhile.
        if (useProject.getState().document.voice !== document.voice) return;
        await materials.useVoice(media, (now) => ({
          ...inItsPlace(now, media),
          voiceColour: { person, sample, original },
        }));
        set({ warnings });
      } catch (thrown) {
        if (!(thrown instanceof KotohogiError && thrown.kind === 'cancelled'))
          set({ problem: { error: asKotohogiError(thrown), fileName: sample.name } });
      } finally {
        set({ progress: null });
      }
    },
    async takeOff() {
      const original = useProject.getState().document.voiceColour?.original;
      if (original) await materials.useVoice(original, (now) => inItsPlace(now, original));
    },
    async cancel() {
      await studio.cancelColouring(null);
    },
    receive({ fraction }) {
      // The last news may come after the end.
      if (get().progress !== null) set({ progress: fraction });
    },
  };
}
