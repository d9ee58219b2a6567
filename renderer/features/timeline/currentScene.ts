/** The scene for buttons outside the lanes: the same stores, made on demand. */
import { shownClips, useClips } from '../../stores/clips.ts';
import { usePresets } from '../../stores/presets.ts';
import { useProject } from '../../stores/project.ts';
import { useTimeline } from '../../stores/timeline.ts';
import { createSceneMaker, type Scene } from './scene.ts';

const NONE = [] as const;
const makeScene = createSceneMaker();

/** Does something with the scene as it is when it is asked for. */
export const withScene = (action: (scene: Scene) => void) => (): void => {
  const scene = currentScene();
  if (scene) action(scene);
};

/** null while no voice is measured or no lane has a width. */
export function currentScene(): Scene | null {
  const { measured, window, widthPx, music } = useTimeline.getState();
  const { document } = useProject.getState();
  if (!measured || measured.token !== document.voice?.token || widthPx === 0) return null;
  return makeScene({
    facts: measured.view,
    document,
    clips: shownClips(document, useClips.getState()),
    window,
    widthPx,
    music: music && music.token === document.music?.media.token ? music.outline : null,
    ownPresets: usePresets.getState().own ?? NONE,
  });
}
