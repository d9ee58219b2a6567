/** The festive scenes, in the order in which they are offered. */
export const SCENE_IDS = [
  'birthday',
  'wedding',
  'graduation',
  'newYear',
  'thankYou',
  'newBaby',
  'retirement',
  'cherryBlossoms',
  'fireworks',
  'mizuhiki',
  'autumn',
  'snow',
] as const;
export type SceneId = (typeof SCENE_IDS)[number];
