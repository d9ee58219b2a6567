import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import type { CallHandlers } from '../register.ts';
import { namingFile } from '../shortenPaths.ts';

export interface ProsodyParts {
  readonly library: MediaLibrary;
  /** An engine of its own: measuring a long voice takes seconds, which photos and renders need not wait for. */
  readonly engine: EngineClient;
}

type ProsodyCalls = 'analyzeProsody' | 'drawSpectrogram' | 'outlineSound';

/** What the timeline asks of sounds. */
export function prosodyHandlers({ library, engine }: ProsodyParts): Pick<CallHandlers, ProsodyCalls> {
  return {
    analyzeProsody({ voice }) {
      const path = library.pathOf(voice, 'voice');
      return namingFile(path, () => engine.run('viewProsody', { path }));
    },
    drawSpectrogram({ voice, ...window }) {
      const path = library.pathOf(voice, 'voice');
      return namingFile(path, () => engine.run('drawSpectrogram', { path, ...window }));
    },
    outlineSound({ media, purpose }) {
      const path = library.pathOf(media, purpose);
      return namingFile(path, () => engine.run('outlineSound', { path }));
    },
  };
}
