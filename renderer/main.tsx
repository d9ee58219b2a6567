import { BRIDGE_KEY } from '../shared/contract/bridge.ts';
import { createStudio } from './api/studio.ts';
import { showStudio } from './showStudio.tsx';

const bridge = window[BRIDGE_KEY];
if (!bridge) throw new Error('This page works inside Kotohogi Studio only.');
await showStudio(createStudio(bridge));
