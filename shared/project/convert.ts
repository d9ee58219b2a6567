/** The two forms of a document: the saved one names media by their hash, the one in the window by a token. */
import type { WindowDocument } from '../contract/projects.ts';
import { nearestShape, SHAPE_SIZES } from '../framing/shapes.ts';
import { EMPTY_DOCUMENT } from './defaults.ts';
import type { ProjectDocument } from './schema.ts';

type MediaRef = NonNullable<WindowDocument['photo']>;
type MusicSettings = Omit<NonNullable<ProjectDocument['music']>, 'mediaId'>;
export type MediaUse = 'photo' | 'voice' | 'picture' | 'music';

/** What the window does not show of a saved document, kept for the next save. */
export type Carried = Pick<ProjectDocument, 'frame' | 'engines'>;
export const NOTHING_CARRIED: Carried = { frame: EMPTY_DOCUMENT.frame, engines: EMPTY_DOCUMENT.engines };

/** A document without what is said about the moment of saving, and without the list of its media. */
export type DocumentBody = Omit<ProjectDocument, 'savedBy' | 'savedAt' | 'media'>;

/** The parts of a document that name media. */
export type UsingDocument = Pick<
  ProjectDocument,
  'photo' | 'voice' | 'clips' | 'music' | 'background' | 'voiceColour' | 'consents'
>;

/** What each medium is used for; one that is used for several things appears once for each. */
export function mediaUses(
  document: UsingDocument,
): readonly { readonly mediaId: string; readonly use: MediaUse }[] {
  const { photo, voice, clips, music, background, voiceColour, consents } = document;
  const uses: { mediaId: string; use: MediaUse }[] = [];
  const note = (mediaId: string | null | undefined, use: MediaUse): void => {
    if (typeof mediaId !== 'string') return;
    if (!uses.some((one) => one.mediaId === mediaId && one.use === use)) uses.push({ mediaId, use });
  };
  note(photo?.mediaId, 'photo');
  note(voice?.mediaId, 'voice');
  for (const clip of clips) note(clip.mediaId, 'voice');
  note(voiceColour?.sampleMediaId, 'voice');
  note(voiceColour?.originalMediaId, 'voice');
  note(music?.mediaId, 'music');
  note(background.pictureMediaId, 'picture');
  for (const { attachment } of consents) if (attachment) note(attachment.mediaId, attachment.use);
  return uses;
}

/** The files that a document of the window uses, in the order of use. */
export function usedRefs(document: WindowDocument): readonly MediaRef[] {
  const { photo, voice, clips, music, background, voiceColour, consents } = document;
  const refs = [
    photo,
    voice,
    ...clips.map(({ media }) => media),
    voiceColour?.sample,
    voiceColour?.original,
    music?.media,
    background.picture,
    ...consents.map(({ attachment }) => attachment),
  ];
  return refs.filter((ref) => ref !== null && ref !== undefined);
}

/**
 * @param refOf the file as the page may load it; null where it is missing: what cannot be without it is left out
 */
export function toWindow(
  document: DocumentBody,
  refOf: (mediaId: string, use: MediaUse) => MediaRef | null,
): WindowDocument {
  const { photo, voice, clips, music, background, voiceColour, frame, motion, engines } = document;
  const { pictureMediaId, ...behind } = background;
  const photoRef = photo && refOf(photo.mediaId, 'photo');
  const musicRef = music && refOf(music.mediaId, 'music');
  const clipRefs = clips.map(({ mediaId, ...clip }) => ({ clip, media: refOf(mediaId, 'voice') }));
  const refOfAny = (mediaId: string | null): MediaRef | null =>
    mediaId === null ? null : refOf(mediaId, 'voice');
  // A voice without one of its clips is another voice: the whole sound is still there, but can be taken apart no more.
  const areClipsWhole = clipRefs.every(({ media }) => media !== null);
  return {
    title: document.title,
    occasion: document.occasion,
    spoken: document.spoken,
    prosody: document.prosody,
    captions: document.captions,
    titles: document.titles,
    placement: document.placement,
    compared: document.compared,
    consents: document.consents.map(({ attachment, ...consent }) => ({
      ...consent,
      attachment: attachment && refOf(attachment.mediaId, attachment.use),
    })),
    voiceColour: voiceColour && {
      person: voiceColour.person,
      sample: refOfAny(voiceColour.sampleMediaId),
      original: refOfAny(voiceColour.originalMediaId),
    },
    photo: photoRef,
    voice: voice && refOf(voice.mediaId, 'voice'),
    clips: areClipsWhole ? clipRefs.flatMap(({ clip, media }) => (media ? [{ ...clip, media }] : [])) : [],
    music: music && musicRef && { ...settingsOf(music), media: musicRef },
    faceIndex: photo && photoRef ? photo.faceIndex : 0,
    personIndex: photo && photoRef ? photo.personIndex : null,
    matteTouchUp: photo && photoRef ? photo.matteTouchUp : null,
    crop: frame.crop,
    shape: nearestShape(frame.size),
    background: { ...behind, picture: pictureMediaId === null ? null : refOf(pictureMediaId, 'picture') },
    lipsync: engines.lipsync,
    mouthSharpness: engines.mouthSharpness,
    ...motion,
  };
}

/** Music without the file. */
function settingsOf(music: MusicSettings): MusicSettings {
  const { gainDb, duckDb, fadeInSec, fadeOutSec, startSec, loop } = music;
  return { gainDb, duckDb, fadeInSec, fadeOutSec, startSec, loop };
}

/** @param carried what the saved document said before and the window does not show */
export function toSaved(
  document: WindowDocument,
  mediaIdOf: (ref: MediaRef) => string,
  carried: Carried,
): DocumentBody {
  const { photo, voice, music, background, voiceColour } = document;
  const { picture, ...behind } = background;
  // Another size of the same shape, chosen elsewhere, stays.
  const isShapeKept = nearestShape(carried.frame.size) === document.shape;
  return {
    kind: EMPTY_DOCUMENT.kind,
    schemaVersion: EMPTY_DOCUMENT.schemaVersion,
    occasion: document.occasion,
    title: document.title,
    spoken: document.spoken,
    prosody: document.prosody,
    captions: document.captions,
    titles: document.titles,
    placement: document.placement,
    compared: document.compared,
    consents: document.consents.map(({ attachment, ...consent }) => ({
      ...consent,
      attachment: attachment && {
        mediaId: mediaIdOf(attachment),
        use: attachment.purpose === 'voice' ? 'voice' : 'picture',
      },
    })),
    voiceColour: voiceColour && {
      person: voiceColour.person,
      sampleMediaId: voiceColour.sample && mediaIdOf(voiceColour.sample),
      originalMediaId: voiceColour.original && mediaIdOf(voiceColour.original),
    },
    photo: photo && {
      mediaId: mediaIdOf(photo),
      personIndex: document.personIndex,
      faceIndex: document.faceIndex,
      matteTouchUp: document.matteTouchUp,
    },
    voice: voice && { mediaId: mediaIdOf(voice) },
    clips: document.clips.map(({ media, ...clip }) => ({ ...clip, mediaId: mediaIdOf(media) })),
    music: music && { ...settingsOf(music), mediaId: mediaIdOf(music.media) },
    frame: {
      size: isShapeKept ? carried.frame.size : SHAPE_SIZES[document.shape],
      fps: carried.frame.fps,
      crop: document.crop,
    },
    background: { ...behind, pictureMediaId: picture && mediaIdOf(picture) },
    motion: {
      mouthStrength: document.mouthStrength,
      blink: document.blink,
      idleMotion: document.idleMotion,
      seed: document.seed,
    },
    engines: { ...carried.engines, lipsync: document.lipsync, mouthSharpness: document.mouthSharpness },
  };
}
