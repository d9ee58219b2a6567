/** A session for tests: nobody types, and its sound card plays to nobody. */
import type { Studio } from '../api/studio.ts';
import { createFakeSound } from '../preview/fakeSound.ts';
import { createSession, type Session } from './session.ts';

export const createQuietSession = (studio: Studio): Session =>
  createSession(studio, { isTyping: () => false, openSound: () => createFakeSound().sound });
