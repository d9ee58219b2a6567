import type { RenderOrder } from '../../shared/contract/jobs.ts';
import type { MediaRef } from '../../shared/contract/media.ts';
import { RENDER_DEFAULTS } from '../../shared/contract/renderConstants.ts';
import type { MatteTouchUp } from '../../shared/matteTouchUp.ts';

export const SHAPES = ['1:1', '9:16', '16:9', '4:5'] as const;
export type Shape = (typeof SHAPES)[number];

/** Frame sizes in pixels: the short side is 1080, as the platforms people post to expect. */
export const SHAPE_SIZES = {
  '1:1': { widthPx: 1080, heightPx: 1080 },
  '9:16': { widthPx: 1080, heightPx: 1920 },
  '16:9': { widthPx: 1920, heightPx: 1080 },
  '4:5': { widthPx: 1080, heightPx: 1350 },
} as const satisfies Record<Shape, RenderOrder['size']>;

export const BACKGROUND_KINDS = ['none', 'blur', 'color', 'picture'] as const;
export type BackgroundKind = (typeof BACKGROUND_KINDS)[number];

/** Colours offered at once: rice paper, vermilion, gold, cherry, young leaf, pale indigo, ink. */
export const BACKGROUND_COLORS = [
  '#f6efe2',
  '#b23a26',
  '#c9a24b',
  '#f2c9cf',
  '#9db58c',
  '#8fa9c4',
  '#2b2a2f',
] as const;

/** Sliders of motion; ranges are those of the render contract. */
export const MOTION_RANGES = {
  mouthStrength: { min: 0, max: 1.5, step: 0.05 },
  mouthSharpness: { min: 0, max: 1, step: 0.05 },
  blink: { min: 0, max: 2, step: 0.1 },
  idleMotion: { min: 0, max: 2, step: 0.1 },
} as const;
export type MotionName = keyof typeof MOTION_RANGES;

export type LipsyncChoice = RenderOrder['lipsync'];
export type CropChoice = RenderOrder['crop'];

/** What a project is: only what would be saved. Updates make a new document, so that steps can be undone. */
export interface ProjectDocument {
  readonly photo: MediaRef | null;
  readonly voice: MediaRef | null;
  /** The face that speaks; of the chosen person where one was chosen. */
  readonly faceIndex: number;
  /** null: the face was chosen, not a person. */
  readonly personIndex: number | null;
  /** What the brush has corrected of the cut-out; null: nothing. */
  readonly matteTouchUp: MatteTouchUp | null;
  readonly shape: Shape;
  readonly crop: CropChoice;
  readonly background: {
    readonly kind: BackgroundKind;
    /** Kept while another kind is chosen, so that going back finds it again. */
    readonly color: string;
    readonly picture: MediaRef | null;
  };
  readonly lipsync: LipsyncChoice;
  readonly mouthStrength: number;
  readonly mouthSharpness: number;
  readonly blink: number;
  readonly idleMotion: number;
  readonly seed: number;
}

export const EMPTY_PROJECT: ProjectDocument = {
  photo: null,
  voice: null,
  faceIndex: RENDER_DEFAULTS.faceIndex,
  personIndex: RENDER_DEFAULTS.personIndex,
  matteTouchUp: RENDER_DEFAULTS.matteTouchUp,
  shape: '1:1',
  crop: RENDER_DEFAULTS.crop,
  background: { kind: RENDER_DEFAULTS.background.kind, color: BACKGROUND_COLORS[0], picture: null },
  lipsync: RENDER_DEFAULTS.lipsync,
  mouthStrength: RENDER_DEFAULTS.mouthStrength,
  mouthSharpness: RENDER_DEFAULTS.mouthSharpness,
  blink: RENDER_DEFAULTS.blink,
  idleMotion: RENDER_DEFAULTS.idleMotion,
  seed: RENDER_DEFAULTS.seed,
};

/** Another photo has other people and other edges: the speaker is the largest face again, the brush has done nothing. */
export const withPhoto = (project: ProjectDocument, photo: MediaRef | null): ProjectDocument => ({
  ...project,
  photo,
  faceIndex: 0,
  personIndex: null,
  matteTouchUp: null,
});

export const withVoice = (project: ProjectDocument, voice: MediaRef | null): ProjectDocument => ({
  ...project,
  voice,
});

export const withFace = (project: ProjectDocument, faceIndex: number): ProjectDocument => ({
  ...project,
  faceIndex,
  personIndex: null,
});

/** @param faceIndex the person's own face */
export const withPerson = (
  project: ProjectDocument,
  personIndex: number,
  faceIndex: number,
): ProjectDocument => ({ ...project, personIndex, faceIndex });

/** A touch-up without strokes is none. */
export const withTouchUp = (project: ProjectDocument, touchUp: MatteTouchUp | null): ProjectDocument => ({
  ...project,
  matteTouchUp: touchUp && touchUp.strokes.length > 0 ? touchUp : null,
});

export const withCrop = (project: ProjectDocument, crop: CropChoice): ProjectDocument => ({
  ...project,
  crop,
});

export const withLipsync = (project: ProjectDocument, lipsync: LipsyncChoice): ProjectDocument => ({
  ...project,
  lipsync,
});

export const withShape = (project: ProjectDocument, shape: Shape): ProjectDocument => ({ ...project, shape });

export const withBackground = (
  project: ProjectDocument,
  background: Partial<ProjectDocument['background']>,
): ProjectDocument => ({ ...project, background: { ...project.background, ...background } });

/** Values outside the range of the slider are held at its end. */
export function withMotion(project: ProjectDocument, name: MotionName, value: number): ProjectDocument {
  const { min, max } = MOTION_RANGES[name];
  return { ...project, [name]: Math.min(max, Math.max(min, value)) };
}

/** File name without its extension. */
const stem = (fileName: string): string => fileName.replace(/\.[^.]+$/, '');

/** The project as a render order, or null while something is missing. */
export function renderOrderOf(project: ProjectDocument): RenderOrder | null {
  const { photo, voice, shape, background } = project;
  if (!photo || !voice) return null;
  const chosen = orderedBackground(background);
  if (!chosen) return null;
  return {
    photo: photo.token,
    voice: voice.token,
    background: chosen,
    size: SHAPE_SIZES[shape],
    fps: RENDER_DEFAULTS.fps,
    faceIndex: project.faceIndex,
    personIndex: project.personIndex,
    crop: project.crop,
    lipsync: project.lipsync,
    mouthStrength: project.mouthStrength,
    mouthSharpness: project.mouthSharpness,
    blink: project.blink,
    idleMotion: project.idleMotion,
    seed: project.seed,
    matteTouchUp: project.matteTouchUp,
    suggestedName: `${stem(photo.name)} - ${stem(voice.name)}`,
  };
}

function orderedBackground({
  kind,
  color,
  picture,
}: ProjectDocument['background']): RenderOrder['background'] | null {
  switch (kind) {
    case 'none':
    case 'blur':
      return { kind };
    case 'color':
      return { kind, color };
    case 'picture':
      return picture && { kind, picture: picture.token };
  }
}
