/**
 * Which part of a photo a video shows. One definition for the engine and for the preview in the window, so that the
 * preview is true.
 */
import type { RenderRequest } from '../contract/render.ts';
import { assertNever } from '../errors.ts';

/** Left, top, width, height in photo pixels. */
export type Box = readonly [left: number, top: number, width: number, height: number];
type FrameSize = RenderRequest['size'];

/** Which part of the photo fills the frame. All whole photo pixels, so that landmarks map exactly. */
export interface FrameLayout {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Where that part lies in the frame, whole frame pixels; all of the frame unless a person stands free in it. */
  readonly into: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** Frame pixels per photo pixel. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Where a point of the photo lies in the frame; both in pixels. */
export const pointInFrame = (
  { left, top, scaleX, scaleY, into }: FrameLayout,
  x: number,
  y: number,
): readonly [x: number, y: number] => [(x - left) * scaleX + into.left, (y - top) * scaleY + into.top];

/** What is wished of the part of the photo that is shown. */
export interface CropWish {
  /** `widest`: as much of the photo as fits the frame. `auto`: closer to a person who is small in it. */
  readonly crop: RenderRequest['crop'];
  /** The person whose face it is, photo pixels; null where none is known. */
  readonly personBox: Box | null;
}

export interface PhotoSize {
  readonly width: number;
  readonly height: number;
}

/** Where the middle between brows and chin should stand, as a share of the frame's height (classic portrait). */
const FACE_HEIGHT_SHARE = 0.42;
/** Where the eyes should stand when the crop is free to follow the person: a little below the upper third. */
const EYE_LINE_SHARE = 0.36;
/** Eyes below the upper edge of a face's box, as a share of its height. */
const EYES_IN_FACE = 0.33;
/** Room above the hair and below the chin, as shares of the frame's height. */
const HEAD_ROOM_SHARE = 0.05;
const CHIN_ROOM_SHARE = 0.04;
/** Room beside the person, as a share of the frame's width. */
const SIDE_ROOM_SHARE = 0.04;
/** A mouth must be seen: a face is at least this share of the frame's height, where the photo allows it. */
const SMALLEST_FACE_SHARE = 1 / 6;
/** Closer than this is never sought: head and shoulders. */
const LARGEST_FACE_SHARE = 0.32;
const LARGEST_FACE_WIDTH_SHARE = 0.45;
/** Coming closer may not make a frame pixel out of less than half a photo pixel across. */
const MAX_UPSCALE = 2;
/** Hair above the box of a face, as shares of its height: usual; and what a person's box may make of it (hats, raised arms). */
const HAIR_SHARE = { usual: 0.5, least: 0.3, most: 1.2 };

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

const place = (wanted: number, size: number, limit: number): number =>
  Math.round(clamp(wanted, 0, limit - size));

/** The largest part of the photo of the frame's shape. */
export function widestCrop(photo: PhotoSize, aspect: number): PhotoSize {
  const fitsWidth = photo.width / photo.height <= aspect;
  return {
    width: fitsWidth ? photo.width : Math.max(2, Math.round(photo.height * aspect)),
    height: fitsWidth ? Math.max(2, Math.round(photo.width / aspect)) : photo.height,
  };
}

/** The upper end of the hair, or of what is worn on it. A person's box may end at raised hands instead. */
function hairTop([, faceTop, , faceHeight]: Box, personBox: Box | null): number {
  if (personBox === null) return faceTop - HAIR_SHARE.usual * faceHeight;
  return clamp(personBox[1], faceTop - HAIR_SHARE.most * faceHeight, faceTop - HAIR_SHARE.least * faceHeight);
}

/** Height of the smallest crop around the face that holds the whole person, with room beside and above. */
function personHeight(faceBox: Box, personBox: Box, aspect: number): number {
  const [left, top, width, height] = personBox;
  const faceX = faceBox[0] + faceBox[2] / 2;
  const eyeY = faceBox[1] + EYES_IN_FACE * faceBox[3];
  const halfWidth = Math.max(faceX - left, left + width - faceX);
  return Math.max(
    (2 * halfWidth) / (1 - 2 * SIDE_ROOM_SHARE) / aspect,
    (eyeY - hairTop(faceBox, personBox)) / (EYE_LINE_SHARE - HEAD_ROOM_SHARE),
    (top + height - eyeY) / (1 - EYE_LINE_SHARE),
  );
}

/** Height of the crop that shows the person well, before the photo's own limits. */
function wantedHeight(frame: FrameSize, faceBox: Box, personBox: Box | null): number {
  const aspect = frame.widthPx / frame.heightPx;
  const [, , faceWidth, faceHeight] = faceBox;
  const closest = Math.max(
    faceHeight / LARGEST_FACE_SHARE,
    faceWidth / LARGEST_FACE_WIDTH_SHARE / aspect,
    frame.heightPx / MAX_UPSCALE,
  );
  const whole = personBox === null ? Infinity : personHeight(faceBox, personBox, aspect);
  return Math.max(closest, Math.min(whole, faceHeight / SMALLEST_FACE_SHARE));
}

/** The upper edge of a crop that follows the person: eyes at their line, but neither hair nor chin cut off. */
function followingTop(height: number, faceBox: Box, personBox: Box | null): number {
  const [, faceTop, , faceHeight] = faceBox;
  const byEyes = faceTop + EYES_IN_FACE * faceHeight - EYE_LINE_SHARE * height;
  const byHair = hairTop(faceBox, personBox) - HEAD_ROOM_SHARE * height;
  // Where a head is taller than the crop, the chin stays: it is what moves.
  const byChin = faceTop + faceHeight + CHIN_ROOM_SHARE * height - height;
  return Math.max(Math.min(byEyes, byHair), byChin);
}

/**
 * Chooses the part of the photo that fills the frame, never beyond the photo's edges, with the face in the middle.
 *
 * `widest` takes the largest part of the frame's shape and has the face a little above its middle. `auto` does so too
 * where the person fills it, and comes closer where they are small: until the frame just holds the whole person, and on
 * until the face is a sixth of the frame's height; never closer than head and shoulders, and never so close that a photo
 * pixel becomes more than two frame pixels wide. Hair has room above it wherever the photo shows it.
 * @param faceBox photo pixels
 */
export function layOut(
  photo: PhotoSize,
  frame: FrameSize,
  faceBox: Box,
  { crop, personBox }: CropWish = { crop: 'widest', personBox: null },
): FrameLayout {
  const aspect = frame.widthPx / frame.heightPx;
  const widest = widestCrop(photo, aspect);
  const faceX = faceBox[0] + faceBox[2] / 2;
  const faceY = faceBox[1] + faceBox[3] / 2;
  const placed = ({ width, height }: PhotoSize, top: number): FrameLayout => ({
    left: place(faceX - width / 2, width, photo.width),
    top: place(top, height, photo.height),
    width,
    height,
    into: { left: 0, top: 0, width: frame.widthPx, height: frame.heightPx },
    scaleX: frame.widthPx / width,
    scaleY: frame.heightPx / height,
  });
  switch (crop) {
    case 'widest':
      return placed(widest, faceY - widest.height * FACE_HEIGHT_SHARE);
    case 'auto': {
      const wanted = Math.ceil(wantedHeight(frame, faceBox, personBox));
      const size =
        wanted < widest.height
          ? { width: clamp(Math.round(wanted * aspect), 2, widest.width), height: Math.max(2, wanted) }
          : widest;
      return placed(size, followingTop(size.height, faceBox, personBox));
    }
    default:
      return assertNever(crop, 'crop');
  }
}
