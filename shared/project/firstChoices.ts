/** What stands ready of backgrounds that nobody has touched yet. */
import { SCENE_IDS } from '../scenes/sceneIds.ts';

/** Rice paper: the colour offered first. */
export const FIRST_COLOR = '#f6efe2';
/** Dawn: from gold below to rice paper above. */
export const FIRST_GRADIENT = { from: '#e9c987', to: FIRST_COLOR, angleDeg: 0 } as const;
export const FIRST_SCENE = SCENE_IDS[0];
