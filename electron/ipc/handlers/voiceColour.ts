import type { MediaLibrary } from '../../app/mediaLibrary.ts';
import type { EngineClient } from '../../host/engineClient.ts';
import { safeFileName } from '../outName.ts';
import type { CallHandlers } from '../register.ts';

export interface ColourParts {
  readonly library: MediaLibrary;
  readonly engine: EngineClient;
  readonly tell: (progress: { readonly fraction: number }) => void;
}

/** A voice in the colour of a person who agreed to it. */
export function colourHandlers({
  library,
  engine,
  tell,
}: ColourParts): Pick<CallHandlers, 'colourVoice' | 'cancelColouring'> {
  let colouring: AbortController | null = null;
  return {
    async colourVoice({ voice, sample, person, consents }) {
      // One at a time: another one means that the one before is not wanted any more.
      colouring?.abort();
      const mine = new AbortController();
      colouring = mine;
      try {
        const { path, warnings } = await engine.run(
          'colourVoice',
          {
            voicePath: library.pathOf(voice, 'voice'),
            samplePath: library.pathOf(sample, 'voice'),
            person,
            consents,
          },
          { signal: mine.signal, onProgress: tell },
        );
        const media = await library.grantFile(path, 'voice');
        return { media: { ...media, name: `${safeFileName(person)}.wav` }, warnings: [...warnings] };
      } finally {
        if (colouring === mine) colouring = null;
      }
    },
    cancelColouring() {
      colouring?.abort();
      return null;
    },
  };
}
