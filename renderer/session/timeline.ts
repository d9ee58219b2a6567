import type { Spectrogram, SpectrogramRequest } from '../../shared/contract/prosodyView.ts';
import type { Studio } from '../api/studio.ts';
import { useProject } from '../stores/project.ts';
import { useTimeline, type MeasuredVoice } from '../stores/timeline.ts';
import { areRearranged } from './clipPlaces.ts';
import { asKotohogiError } from './materials.ts';

/** What the timeline asks of the engine. */
export interface TimelineActions {
  /** Has the voice of the project measured, once for each voice; news arrive in the store. */
  readonly measure: () => Promise<void>;
  /**
   * From now on a voice that is known already is shown the moment it is there, without lanes that go away and come
   * back. @returns a function that ends it
   */
  readonly follow: () => () => void;
  /** The same for the outline of the music. */
  readonly outlineMusic: () => Promise<void>;
  /** @throws KotohogiError; rejects as cancelled when there is no voice */
  readonly spectrogram: (window: Omit<SpectrogramRequest, 'voice'>) => Promise<Spectrogram>;
}

/** Another voice has other phrases: what was selected of the last one means nothing here. */
const ANEW = {
  selection: [],
  focus: null,
  point: null,
  typing: null,
  window: { startSec: -Infinity, pxPerSec: null },
} as const;

const knownVoice = (token: string): MeasuredVoice | undefined =>
  useTimeline.getState().known.find((voice) => voice.token === token);

export function createTimelineActions(studio: Studio): TimelineActions {
  const voiceToken = (): string | null => useProject.getState().document.voice?.token ?? null;

  return {
    async measure() {
      const token = voiceToken();
      const { measured, working } = useTimeline.getState();
      if (token === null || measured?.token === token || working === token) return;
      const known = knownVoice(token);
      if (known) return useTimeline.setState({ ...ANEW, measured: known, problem: null });
      useTimeline.setState({ ...ANEW, working: token, problem: null });
      try {
        const view = await studio.analyzeProsody({ voice: token });
        useTimeline.getState().know({ token, view });
        if (voiceToken() === token) useTimeline.setState({ measured: { token, view } });
      } catch (thrown) {
        if (voiceToken() === token)
          useTimeline.setState({ problem: { token, error: asKotohogiError(thrown) } });
      } finally {
        if (useTimeline.getState().working === token) useTimeline.setState({ working: null });
      }
    },
    follow: () =>
      useProject.subscribe(({ document }, { document: was }) => {
        const token = document.voice?.token;
        if (token === undefined || token === was.voice?.token) return;
        const known = knownVoice(token);
        if (!known) return;
        const { selection, focus } = useTimeline.getState();
        // Clips are the same in both voices, phrases are not.
        const kept = areRearranged(was, document) && {
          selection: selection.filter(({ kind }) => kind === 'clip'),
          focus: focus?.kind === 'clip' ? focus : null,
          point: null,
          typing: null,
        };
        useTimeline.setState({ ...(kept || ANEW), measured: known, problem: null });
      }),
    async outlineMusic() {
      const music = useProject.getState().document.music?.media;
      if (!music || useTimeline.getState().music?.token === music.token) return;
      try {
        const outline = await studio.outlineSound({ media: music.token, purpose: music.purpose });
        useTimeline.setState({ music: { token: music.token, outline } });
      } catch {
        // The panel of the music tells what is wrong with it; the lane shows its name without a picture.
        useTimeline.setState({ music: null });
      }
    },
    async spectrogram(window) {
      const voice = voiceToken();
      if (voice === null) throw asKotohogiError(new Error('There is no voice to be looked at.'));
      return studio.drawSpectrogram({ voice, ...window });
    },
  };
}
