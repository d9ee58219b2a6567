import type { Spectrogram, SpectrogramRequest } from '../../shared/contract/prosodyView.ts';
import type { Studio } from '../api/studio.ts';
import { useProject } from '../stores/project.ts';
import { useTimeline } from '../stores/timeline.ts';
import { asKotohogiError } from './materials.ts';

/** What the timeline asks of the engine. */
export interface TimelineActions {
  /** Has the voice of the project measured, once for each voice; news arrive in the store. */
  readonly measure: () => Promise<void>;
  /** The same for the outline of the music. */
  readonly outlineMusic: () => Promise<void>;
  /** @throws KotohogiError; rejects as cancelled when there is no voice */
  readonly spectrogram: (window: Omit<SpectrogramRequest, 'voice'>) => Promise<Spectrogram>;
}

export function createTimelineActions(studio: Studio): TimelineActions {
  const voiceToken = (): string | null => useProject.getState().document.voice?.token ?? null;

  return {
    async measure() {
      const token = voiceToken();
      const { measured, working } = useTimeline.getState();
      if (token === null || measured?.token === token || working === token) return;
      // Another voice has other phrases: what was selected of the last one means nothing here.
      useTimeline.setState({
        working: token,
        problem: null,
        selection: [],
        focus: null,
        point: null,
        typing: null,
        window: { startSec: -Infinity, pxPerSec: null },
      });
      try {
        const view = await studio.analyzeProsody({ voice: token });
        if (voiceToken() === token) useTimeline.setState({ measured: { token, view } });
      } catch (thrown) {
        if (voiceToken() === token)
          useTimeline.setState({ problem: { token, error: asKotohogiError(thrown) } });
      } finally {
        if (useTimeline.getState().working === token) useTimeline.setState({ working: null });
      }
    },
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
