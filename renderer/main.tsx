import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BRIDGE_KEY } from '../shared/contract/bridge.ts';
import { createStudio } from './api/studio.ts';
import { App } from './App.tsx';
import { createSession, SessionContext } from './session/session.ts';
import { isTyping } from './ui/isTyping.ts';
import './styles/index.css';

const bridge = window[BRIDGE_KEY];
const root = document.getElementById('root');
if (!bridge || !root) throw new Error('This page works inside Kotohogi Studio only.');

const session = createSession(createStudio(bridge), () => isTyping(document.activeElement));
await session.loadSettings();
createRoot(root).render(
  <StrictMode>
    <SessionContext value={session}>
      <App />
    </SessionContext>
  </StrictMode>,
);
