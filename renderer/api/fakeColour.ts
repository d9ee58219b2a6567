/** Voices in another colour, of the studio in memory. */
import { consentOf } from '../../shared/consent/consent.ts';
import type { MediaRef } from '../../shared/contract/media.ts';
import { cancelledError, inputError } from '../../shared/errors.ts';
import type { Studio } from './studio.ts';

interface FakeParts {
  /** Called with the name of every call. */
  readonly note: (name: string) => void;
  readonly gate: () => Promise<void>;
  readonly voice: (name: string) => MediaRef;
  readonly tellProgress: (fraction: number) => void;
}

export function fakeColourCalls({
  note,
  gate,
  voice,
  tellProgress,
}: FakeParts): Pick<Studio, 'colourVoice' | 'cancelColouring'> {
  let cancel: () => void = () => undefined;
  return {
    async colourVoice({ person, consents }) {
      note('colourVoice');
      if (!consentOf(consents, person, 'voice'))
        throw inputError('consent-missing', `There is no note that ${person} agreed.`, 'Ask them.');
      const cancelled = new Promise<never>((_resolve, reject) => {
        cancel = () => reject(cancelledError());
      });
      tellProgress(0.5);
      await Promise.race([gate(), cancelled]);
      return { media: voice(`${person}.wav`), warnings: [] };
    },
    cancelColouring() {
      note('cancelColouring');
      cancel();
      return Promise.resolve(null);
    },
  };
}
