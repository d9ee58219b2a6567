import { noteOf, type ConsentNote } from '../../shared/consent/consent.ts';
import type { Caption } from '../../shared/captions/captions.ts';
import type { BatchOrder } from '../../shared/contract/batch.ts';
import type { RenderOrder } from '../../shared/contract/jobs.ts';
import type { MediaRef } from '../../shared/contract/media.ts';
import { RENDER_DEFAULTS } from '../../shared/contract/renderConstants.ts';
import { fileStem } from '../../shared/fileStem.ts';
import { SHAPES, SHAPE_SIZES, type Shape } from '../../shared/framing/shapes.ts';
import type { MatteTouchUp } from '../../shared/matteTouchUp.ts';
import { FIRST_GRADIENT, FIRST_SCENE } from '../../shared/project/firstChoices.ts';
import { sameForAnyVoice } from '../../shared/prosody/anyVoice.ts';
import type { ProsodyEdit } from '../../shared/prosody/edits.ts';
import type { SceneId } from '../../shared/scenes/sceneIds.ts';
import type { TitlePosition, TitleStyle } from '../../shared/titles/titleShapes.ts';

export { SHAPES, SHAPE_SIZES, type Shape };

export type BackgroundKind = RenderOrder['background']['kind'];
/** Those that are offered. */
export const BACKGROUND_KINDS = [
  'none',
  'blur',
  'color',
  'gradient',
  'scene',
  'picture',
] as const satisfies BackgroundKind[];

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

/** A stretch of a sound file at its place in the voice. */
export interface VoiceClip {
  readonly id: string;
  readonly media: MediaRef;
  /** The stretch, in seconds of the file. */
  readonly inSec: number;
  readonly outSec: number;
  /** Where it begins in the voice. */
  readonly startSec: number;
  readonly gainDb: number;
}

/** A text that was read aloud by a voice engine. */
export interface SpokenText {
  readonly text: string;
  readonly speakerId: string;
  readonly language: string;
  /** 1 is the speaker's own pace. */
  readonly speed: number;
}

export interface Captions {
  /** In times of the voice as it was recorded. */
  readonly items: readonly Caption[];
  /** Drawn into the picture; otherwise kept for subtitle files alone. */
  readonly burnIn: boolean;
}

export interface Title {
  readonly id: string;
  readonly text: string;
  /** In times of the voice as it was recorded. */
  readonly startSec: number;
  readonly endSec: number;
  readonly position: TitlePosition;
  readonly style: TitleStyle;
  /** Height of a line, percent of the frame's short side. */
  readonly sizePercent: number;
}

export interface Music {
  readonly media: MediaRef;
  readonly gainDb: number;
  /** How much softer it is under speech, dB; 0 leaves it as it is. */
  readonly duckDb: number;
  readonly fadeInSec: number;
  readonly fadeOutSec: number;
  /** Where in the music the video begins. */
  readonly startSec: number;
  readonly loop: boolean;
}

/** Where the person stands: size against the framing, and offsets as shares of the frame. */
export interface Placement {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}
export const MIDDLE: Placement = { scale: 1, offsetX: 0, offsetY: 0 };

/** From one colour to another. */
export interface Gradient {
  readonly from: string;
  readonly to: string;
  /** Where it goes to: 0 upwards, 90 to the right, clockwise. */
  readonly angleDeg: number;
}

/** A consent, and what shows it: a picture or a recording. */
export interface Consent extends ConsentNote {
  readonly attachment: MediaRef | null;
}

/** In whose colour the voice speaks. */
export interface VoiceColour {
  readonly person: string;
  /** null: the file is gone. */
  readonly sample: MediaRef | null;
  /** The voice as it was before; null: it has been cut since, or the file is gone. */
  readonly original: MediaRef | null;
}

/** One of the voices that are compared. */
export interface ComparedVoice {
  /** `recorded`, `edit` (that of the project when it was chosen), or the id of a preset. */
  readonly id: string;
  /** null: as it was recorded. */
  readonly edit: ProsodyEdit | null;
}

/** What a project is: only what would be saved. Updates make a new document, so that steps can be undone. */
export interface ProjectDocument {
  /** Name of the project, for people; empty until it has one. */
  readonly title: string;
  /** The template that the project was begun with, and who is celebrated (empty: no name was given). */
  readonly occasion: { readonly templateId: string; readonly name: string } | null;
  readonly photo: MediaRef | null;
  /** The whole voice as one sound: a file, a recording, a text read aloud, or the clips put together. */
  readonly voice: MediaRef | null;
  /** What the voice was put together from; empty: `voice` is the file as it is. */
  readonly clips: readonly VoiceClip[];
  /** Where the voice comes from a text. */
  readonly spoken: SpokenText | null;
  /** How the voice is changed; null: as it was recorded. */
  readonly prosody: ProsodyEdit | null;
  readonly captions: Captions;
  readonly titles: readonly Title[];
  readonly music: Music | null;
  readonly placement: Placement;
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
    readonly gradient: Gradient;
    readonly scene: SceneId;
    readonly picture: MediaRef | null;
  };
  readonly lipsync: LipsyncChoice;
  readonly mouthStrength: number;
  readonly mouthSharpness: number;
  readonly blink: number;
  readonly idleMotion: number;
  readonly seed: number;
  readonly consents: readonly Consent[];
  /** null: the voice sounds as it was recorded or read. */
  readonly voiceColour: VoiceColour | null;
  /** The voices that are compared, in the order of choosing. */
  readonly compared: readonly ComparedVoice[];
}

export const EMPTY_PROJECT: ProjectDocument = {
  title: '',
  occasion: null,
  photo: null,
  voice: null,
  clips: [],
  spoken: null,
  prosody: null,
  captions: { items: [], burnIn: true },
  titles: [],
  music: null,
  placement: MIDDLE,
  faceIndex: RENDER_DEFAULTS.faceIndex,
  personIndex: RENDER_DEFAULTS.personIndex,
  matteTouchUp: RENDER_DEFAULTS.matteTouchUp,
  shape: '1:1',
  crop: RENDER_DEFAULTS.crop,
  background: {
    kind: RENDER_DEFAULTS.background.kind,
    color: BACKGROUND_COLORS[0],
    gradient: FIRST_GRADIENT,
    scene: FIRST_SCENE,
    picture: null,
  },
  lipsync: RENDER_DEFAULTS.lipsync,
  mouthStrength: RENDER_DEFAULTS.mouthStrength,
  mouthSharpness: RENDER_DEFAULTS.mouthSharpness,
  blink: RENDER_DEFAULTS.blink,
  idleMotion: RENDER_DEFAULTS.idleMotion,
  seed: RENDER_DEFAULTS.seed,
  consents: [],
  voiceColour: null,
  compared: [],
};

/** Another photo has other people and other edges: the speaker is the largest face again, the brush has done nothing. */
export const withPhoto = (project: ProjectDocument, photo: MediaRef | null): ProjectDocument => ({
  ...project,
  photo,
  faceIndex: 0,
  personIndex: null,
  matteTouchUp: null,
});

/** Another voice has other words at other times: what was said about those of the last one goes with it. */
export const withVoice = (project: ProjectDocument, voice: MediaRef | null): ProjectDocument => ({
  ...project,
  voice,
  voiceColour: null,
  clips: [],
  spoken: null,
  prosody: project.prosody && sameForAnyVoice(project.prosody),
  captions: { ...project.captions, items: [] },
  compared: project.compared.map(({ id, edit }) => ({ id, edit: edit && sameForAnyVoice(edit) })),
});

export const withProsody = (project: ProjectDocument, prosody: ProsodyEdit | null): ProjectDocument => ({
  ...project,
  prosody,
});

export const withCaptions = (project: ProjectDocument, captions: Partial<Captions>): ProjectDocument => ({
  ...project,
  captions: { ...project.captions, ...captions },
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

/** Moves and scales the person, or the photo that keeps its background. */
export const withPlacement = (project: ProjectDocument, placement: Placement): ProjectDocument => ({
  ...project,
  placement,
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

/** What is drawn of a title; its id is for those who edit it. */
function withoutId(title: Title): RenderOrder['titles'][number] {
  const { text, startSec, endSec, position, style, sizePercent } = title;
  return { text, startSec, endSec, position, style, sizePercent };
}

/** The project as a render order, or null while something is missing. */
export function renderOrderOf(project: ProjectDocument): RenderOrder | null {
  const { photo, voice } = project;
  const template = templateOrderOf(project);
  if (!photo || !voice || !template) return null;
  return {
    ...template,
    photo: photo.token,
    voice: voice.token,
    subtitles: null,
    form: RENDER_DEFAULTS.form,
    didJob: null,
    ending: '.mp4',
    suggestedName: `${fileStem(photo.name)} - ${fileStem(voice.name)}`,
  };
}

/** What a project says of every video made of it, with or without a photo and a voice; null while a picture is missing. */
export function templateOrderOf(project: ProjectDocument): BatchOrder['template'] | null {
  const { photo, voice, shape, background } = project;
  const chosen = orderedBackground(background);
  if (!chosen) return null;
  return {
    photo: photo?.token ?? null,
    voice: voice?.token ?? null,
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
    prosody: project.prosody,
    captions:
      project.captions.burnIn && project.captions.items.length > 0 ? [...project.captions.items] : null,
    placement: project.placement,
    titles: project.titles.map(withoutId),
    music: project.music && { ...project.music, media: project.music.media.token },
    encoding: RENDER_DEFAULTS.encoding,
    consents: project.consents.map(noteOf),
    mark: null,
    tellsOrigin: false,
  };
}

function orderedBackground({
  kind,
  color,
  gradient,
  scene,
  picture,
}: ProjectDocument['background']): RenderOrder['background'] | null {
  switch (kind) {
    case 'none':
    case 'blur':
      return { kind };
    case 'color':
      return { kind, color };
    case 'gradient':
      return { kind, ...gradient };
    case 'scene':
      return { kind, id: scene };
    case 'picture':
      return picture && { kind, picture: picture.token };
  }
}
