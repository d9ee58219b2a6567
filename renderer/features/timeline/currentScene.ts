/** The scene for buttons outside the lanes: the same stores, made on demand. */
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { createSceneMaker, type Scene } from './scene.ts';

const NONE = [] as const;
const makeScene = createSceneMaker();

/** null while no voice is measured or no lane has a width. */
export function currentScene(): Scene | null {
  const { measured, window, widthPx, music } = useTimeline.getState();
  const { document } = useProject.getState();
  if (!measured || measured.token !== document.voice?.token || widthPx === 0) return null;
  return makeScene({
    facts: measured.view,
    document,
    window,
    widthPx,
    music: music && music.token === document.music?.media.token ? music.outline : null,
    ownPresets: usePresets.getState().own ?? NONE,
  });
}
