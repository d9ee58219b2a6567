/** The festive scenes, in the order in which they are offered. */
export const SCENE_IDS = ['mizuhiki'] as const;
export type SceneId = (typeof SCENE_IDS)[number];
