/** A session for tests: nobody types, and its sound card plays to nobody. */
import { NEUTRAL_EDIT, withPhrase } from '../../shared/prosody/edits.ts';
import type { Studio } from '../api/studio.ts';
import { createFakeSound } from '../preview/fakeSound.ts';
import { useProject } from '../stores/project.ts';
import { withCaptions, withProsody } from '../stores/projectDocument.ts';
import { createSession, type Session } from './session.ts';

export const createQuietSession = (studio: Studio): Session =>
  createSession(studio, {
    isTyping: () => false,
    openSound: () => createFakeSound().sound,
    // No lanes, no playhead.
    split: () => undefined,
  });

/** A raised phrase and its caption, from 2.5 s to 3.5 s of the voice, in one step. */
export function raiseAndCaption(): void {
  const span = { startSec: 2.5, endSec: 3.5 };
  useProject.getState().edit((document) =>
    withCaptions(withProsody(document, withPhrase(NEUTRAL_EDIT, span, { pitchSemitones: 2 })), {
      items: [{ ...span, text: 'Hello' }],
    }),
  );
}
