/**
 * The plain values of the render contract, without the schema library, so that the page can use them
 * (its policy forbids `eval`, which the schema library probes for).
 */
import { ENCODING_DEFAULTS, VIDEO_FORM } from './exportConstants.ts';
import { PLACED_AS_IS } from '../framing/placement.ts';
import type { RenderRequest } from './render.ts';

/** The rooms in the order the data passes through them; progress and reports name stages by these ids. */
export const STAGES = ['media', 'person', 'face', 'matte', 'voice', 'lipsync', 'compose', 'encode'] as const;
export type StageName = (typeof STAGES)[number];

export const RENDER_DEFAULTS = {
  background: { kind: 'none' },
  size: { widthPx: 1080, heightPx: 1080 },
  fps: 25,
  lipsync: 'auto',
  device: 'auto',
  faceIndex: 0,
  mouthStrength: 1,
  blink: 1,
  idleMotion: 1,
  seed: 1,
  preset: null,
  language: null,
  prosody: null,
  captions: null,
  speaker: null,
  personIndex: null,
  crop: 'auto',
  personModel: 'auto',
  matteModel: 'auto',
  lipsyncModel: 'auto',
  mouthSharpness: 0.5,
  matteTouchUp: null,
  placement: PLACED_AS_IS,
  titles: [],
  music: null,
  encoding: ENCODING_DEFAULTS,
  form: VIDEO_FORM,
  talk: null,
  provenance: null,
  mark: null,
} as const satisfies Omit<RenderRequest, 'photoPath' | 'voicePath' | 'outPath'>;
