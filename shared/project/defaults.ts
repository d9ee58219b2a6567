import { RENDER_DEFAULTS } from '../contract/renderConstants.ts';
import type { ProjectDocument } from './schema.ts';

type Settings = Omit<ProjectDocument, 'savedBy' | 'savedAt' | 'title' | 'media'>;

/** Rice paper: the colour offered first. */
const FIRST_COLOR = '#f6efe2';

/** A project in which nothing was chosen yet. */
export const EMPTY_DOCUMENT: Settings = {
  kind: 'kotohogi-project',
  schemaVersion: 1,
  photo: null,
  voice: null,
  prosody: null,
  frame: { size: RENDER_DEFAULTS.size, fps: RENDER_DEFAULTS.fps },
  background: { kind: RENDER_DEFAULTS.background.kind, color: FIRST_COLOR, pictureMediaId: null },
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
