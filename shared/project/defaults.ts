import { RENDER_DEFAULTS } from '../contract/renderConstants.ts';
import { PLACED_AS_IS } from '../framing/placement.ts';
import { FIRST_COLOR, FIRST_GRADIENT, FIRST_SCENE } from './firstChoices.ts';
import type { ProjectDocument } from './schema.ts';

type Settings = Omit<ProjectDocument, 'savedBy' | 'savedAt' | 'title' | 'media'>;

/** A project in which nothing was chosen yet. */
export const EMPTY_DOCUMENT: Settings = {
  kind: 'kotohogi-project',
  schemaVersion: 4,
  occasion: null,
  photo: null,
  voice: null,
  clips: [],
  spoken: null,
  prosody: null,
  captions: { items: [], burnIn: true },
  titles: [],
  music: null,
  placement: PLACED_AS_IS,
  compared: [],
  voiceColour: null,
  consents: [],
  frame: { size: RENDER_DEFAULTS.size, fps: RENDER_DEFAULTS.fps, crop: RENDER_DEFAULTS.crop },
  background: {
    kind: RENDER_DEFAULTS.background.kind,
    color: FIRST_COLOR,
    gradient: FIRST_GRADIENT,
    scene: FIRST_SCENE,
    pictureMediaId: null,
  },
  motion: {
    mouthStrength: RENDER_DEFAULTS.mouthStrength,
    blink: RENDER_DEFAULTS.blink,
    idleMotion: RENDER_DEFAULTS.idleMotion,
    seed: RENDER_DEFAULTS.seed,
  },
  engines: {
    lipsync: RENDER_DEFAULTS.lipsync,
    lipsyncModel: RENDER_DEFAULTS.lipsyncModel,
    personModel: RENDER_DEFAULTS.personModel,
    matteModel: RENDER_DEFAULTS.matteModel,
    mouthSharpness: RENDER_DEFAULTS.mouthSharpness,
  },
};
