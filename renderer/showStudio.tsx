import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Studio } from './api/studio.ts';
import { App } from './App.tsx';
import { splitAtPlayhead } from './features/timeline/clipActions.ts';
import { withScene } from './features/timeline/currentScene.ts';
import { createSession, SessionContext } from './session/session.ts';
import { isTyping } from './ui/isTyping.ts';
import './styles/index.css';

/** Fills the page with a studio, as soon as its language and appearance are known. */
export async function showStudio(studio: Studio): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no place for the studio.');
  const session = createSession(studio, {
    isTyping: () => isTyping(document.activeElement),
    openSound: (sampleRate) => new AudioContext({ sampleRate, latencyHint: 'interactive' }),
    split: withScene(splitAtPlayhead),
  });
  await session.loadSettings();
  createRoot(root).render(
    <StrictMode>
      <SessionContext value={session}>
        <App />
      </SessionContext>
    </StrictMode>,
  );
  // Two frames on, what was rendered has been painted: from here the window takes input. Read by the bench.
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('studio-usable')));
}
