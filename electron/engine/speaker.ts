/** The picture side of a still video: who speaks, cut out of the background where one is wanted, laid out in the frame. */
import type { ModelCard } from '../../shared/contract/models.ts';
import type { RenderRequest } from '../../shared/contract/render.ts';
import { placePerson, zoomCrop } from '../../shared/framing/placement.ts';
import { registerAvatar, type AvatarWishes } from './avatar/index.ts';
import type { ContentCache } from './runtime/contentCache/index.ts';
import type { StageClock } from './stageClock.ts';
import { landmarksInFrame, layOut, type FrameLayout } from './stages/compose/layout.ts';
import { chooseFace } from './stages/face/index.ts';
import type { Face, FaceResult } from './stages/face/types.ts';
import type { DrawnFace } from './stages/lipsync/engines/wav2lip/index.ts';
import type { FaceInFrame } from './stages/lipsync/types.ts';
import { cutEdgesOfMatte } from './stages/matte/cutEdges.ts';
import { applyTouchUp } from './stages/matte/touchUp.ts';
import type { Matte } from './stages/matte/types.ts';
import type { Photo } from './stages/media/types.ts';
import { choosePersonFace, groupBox, personOfFace } from './stages/person/index.ts';
import type { Person } from './stages/person/types.ts';

/** What decides who speaks and how they are shown. */
export type SpeakerWishes = Pick<
  RenderRequest,
  | 'photoPath'
  | 'background'
  | 'size'
  | 'faceIndex'
  | 'personIndex'
  | 'crop'
  | 'placement'
  | 'personModel'
  | 'matteModel'
  | 'matteTouchUp'
>;

export interface Speaker {
  readonly faces: FaceResult;
  /** The face that speaks, photo pixels. */
  readonly face: Face;
  /** Where the person stands in the frame. */
  readonly layout: FrameLayout;
  /** Where the photo was before the person was moved; the same as `layout` where nobody was. */
  readonly crop: FrameLayout;
  readonly faceInFrame: FaceInFrame;
  /** With the person's own corrections; null where the photo keeps its background. */
  readonly matte: Matte | null;
  /** The networks that all this comes from, whether they ran now or when the photo was first seen. */
  readonly models: readonly ModelCard[];
  /** Plain sentences. */
  readonly warnings: readonly string[];
}

const avatarWishes = ({ background, personModel, matteModel }: SpeakerWishes): AvatarWishes => ({
  personModel,
  matteModel: background.kind === 'none' ? null : matteModel,
});

function chooseSpeaker(
  { faceIndex, personIndex, photoPath }: SpeakerWishes,
  persons: readonly Person[],
  faces: FaceResult,
): { readonly face: Face; readonly person: Person | null } {
  if (personIndex !== null) {
    const face = choosePersonFace(persons, faces.faces, personIndex, photoPath);
    return { face, person: persons[personIndex] };
  }
  const face = chooseFace(faces, faceIndex, photoPath);
  return { face, person: personOfFace(persons, face) };
}

/** A cut-out that keeps less of the speaking face than this is of no use. */
const FACE_KEPT_SHARE = 0.5;

/** A network may take something else for the person: whoever looks at the video sees it, the report says it first. */
function matteWarnings(matte: Matte | null, { box }: Face): string[] {
  if (!matte) return [];
  const { data, width, height } = matte.alpha;
  const left = Math.max(0, Math.floor(box[0]));
  const top = Math.max(0, Math.floor(box[1]));
  const right = Math.min(width, Math.ceil(box[0] + box[2]));
  const bottom = Math.min(height, Math.ceil(box[1] + box[3]));
  let sum = 0;
  for (let y = top; y < bottom; y++) for (let x = left; x < right; x++) sum += data[y * width + x];
  const warnings: string[] = [];
  if (sum < FACE_KEPT_SHARE * (right - left) * (bottom - top))
    warnings.push(
      'The cut-out leaves out most of the face that speaks: correct it, or choose another model for it.',
    );
  return warnings;
}

/**
 * @throws KotohogiError kind `input` when nobody is there to speak, or not the one who was chosen; kind `missing`;
 *   `cancelled`
 */
export async function prepareSpeaker(
  wishes: SpeakerWishes,
  photo: Photo,
  cache: ContentCache,
  clock: StageClock,
): Promise<Speaker> {
  const avatar = await registerAvatar(photo, avatarWishes(wishes), cache, (stage, work) =>
    clock.run(stage, work),
  );
  clock.noteCaches(avatar.caches);
  const persons = avatar.persons?.persons ?? [];
  const { face, person } = chooseSpeaker(wishes, persons, avatar.faces);
  const { matteTouchUp, size, placement } = wishes;
  const matte =
    avatar.matte && matteTouchUp ? applyTouchUp(avatar.matte, photo.image, matteTouchUp) : avatar.matte;
  const crop = layOut(photo.image, size, face.box, {
    crop: wishes.crop,
    personBox: person && groupBox(persons, person),
  });
  const layout = matte
    ? placePerson(crop, photo.image, size, placement, face.box, cutEdgesOfMatte(matte))
    : zoomCrop(crop, photo.image, size, placement);
  return {
    faces: avatar.faces,
    face,
    layout,
    crop: matte ? crop : layout,
    faceInFrame: { landmarks: landmarksInFrame(face.landmarks, layout), photoScale: layout.scaleX },
    matte,
    models: avatar.models,
    warnings: [...avatar.warnings, ...matteWarnings(matte, face)],
  };
}

/** The speaker's face for a network that draws mouths: the photo's own pixels, whatever stands behind the person. */
export const drawnFaceOf = (
  { face, layout, faceInFrame }: Speaker,
  photo: Photo,
  frames: number,
): DrawnFace => ({
  landmarks: [face.landmarks],
  picture: () => photo.image,
  toFrame: [
    layout.scaleX,
    0,
    layout.into.left - layout.left * layout.scaleX,
    0,
    layout.scaleY,
    layout.into.top - layout.top * layout.scaleY,
  ],
  pictureOfFrame: new Int32Array(frames),
  still: faceInFrame,
});
