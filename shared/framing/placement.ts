/**
 * Where the person stands in the frame, as moved and scaled by hand. One definition for the engine and for the preview
 * in the window.
 */
import type { CutEdges } from './cutEdges.ts';
import { widestCrop, type Box, type FrameLayout, type PhotoSize } from './layOut.ts';

/** A point of the frame at rest moves to (point - middle) x scale + middle + offset x size of the frame. */
export interface Placement {
  /** 0.5..2. */
  readonly scale: number;
  /** -0.5..0.5, shares of the frame's width and height; to the right and down. */
  readonly offsetX: number;
  readonly offsetY: number;
}

/** As the photo was laid out. */
export const PLACED_AS_IS = { scale: 1, offsetX: 0, offsetY: 0 } as const satisfies Placement;

export const PLACEMENT_RANGES = {
  scale: { min: 0.5, max: 2 },
  offset: { min: -0.5, max: 0.5 },
} as const;

interface FrameSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The middle of the speaking face stays this far inside the frame, a share of its side. */
const FACE_MARGIN_SHARE = 0.06;

export const isAsLaidOut = ({ scale, offsetX, offsetY }: Placement): boolean =>
  scale === 1 && offsetX === 0 && offsetY === 0;

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/**
 * Moves and scales a photo that keeps its own background: another part of it is shown, never beyond its edges.
 * @param crop as laid out; returned itself where nothing was moved
 */
export function zoomCrop(
  crop: FrameLayout,
  photo: PhotoSize,
  frame: FrameSize,
  placement: Placement,
): FrameLayout {
  if (isAsLaidOut(placement)) return crop;
  const { scale, offsetX, offsetY } = placement;
  const aspect = frame.widthPx / frame.heightPx;
  const widest = widestCrop(photo, aspect);
  const isWidest = crop.width / scale >= widest.width;
  const width = isWidest ? widest.width : Math.max(2, Math.round(crop.width / scale));
  const height = isWidest ? widest.height : clamp(Math.round(width / aspect), 2, photo.height);
  return {
    left: clamp(Math.round(crop.left + crop.width / 2 - (0.5 + offsetX) * width), 0, photo.width - width),
    top: clamp(Math.round(crop.top + crop.height / 2 - (0.5 + offsetY) * height), 0, photo.height - height),
    width,
    height,
    into: crop.into,
    scaleX: frame.widthPx / width,
    scaleY: frame.heightPx / height,
  };
}

/** One axis of a photo laid over the frame. All in pixels of the photo or of the frame. */
interface Axis {
  /** Where the crop begins in the photo, and the size of the photo. */
  readonly cropStart: number;
  readonly photoSize: number;
  readonly frameSize: number;
  /** Frame pixels per photo pixel as laid out. */
  readonly cropScale: number;
  /** The middle of the face in the photo. */
  readonly face: number;
  /** The person is cut by the photo's edge at its start and at its end. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
  readonly offset: number;
}

/** The scale at which a photo that cuts the person at both ends still spans the frame. */
const leastScale = ({ photoSize, frameSize, cropScale, cutStart, cutEnd }: Axis): number =>
  cutStart && cutEnd ? frameSize / (photoSize * cropScale) : 0;

interface Span {
  readonly from: number;
  readonly size: number;
  readonly intoFrom: number;
  readonly intoSize: number;
}

/** Which part of the photo is seen, and where, along one axis. */
function spanOf(axis: Axis, scale: number): Span {
  const { cropStart, photoSize, frameSize, cropScale, face, cutStart, cutEnd, offset } = axis;
  const pixel = cropScale * scale;
  const length = photoSize * pixel;
  const middle = frameSize / 2;
  const wished = (-cropStart * cropScale - middle) * scale + middle + offset * frameSize;
  const margin = FACE_MARGIN_SHARE * frameSize;
  const seen = clamp(wished, margin - face * pixel, frameSize - margin - face * pixel);
  // A cut edge meets the edge of the frame or lies beyond it; this matters more than the margin.
  const held = Math.max(cutStart ? Math.min(seen, 0) : seen, cutEnd ? frameSize - length : -Infinity);
  const intoFrom = Math.round(Math.max(0, held));
  const intoEnd = Math.max(intoFrom + 2, Math.round(Math.min(frameSize, held + length)));
  const from = clamp(Math.round((intoFrom - held) / pixel), 0, photoSize - 1);
  const end = clamp(Math.round((intoEnd - held) / pixel), from + 1, photoSize);
  return { from, size: end - from, intoFrom, intoSize: intoEnd - intoFrom };
}

/**
 * Moves and scales a person who was cut out, over a background that stands still. Where the photo's edge cuts the
 * person, it is kept at the frame's edge or beyond it, so that nobody floats; the face stays in the frame.
 * @param crop as laid out; returned itself where nothing was moved
 * @param faceBox the speaking face, photo pixels
 */
export function placePerson(
  crop: FrameLayout,
  photo: PhotoSize,
  frame: FrameSize,
  placement: Placement,
  faceBox: Box,
  cut: CutEdges,
): FrameLayout {
  if (isAsLaidOut(placement)) return crop;
  const across: Axis = {
    cropStart: crop.left,
    photoSize: photo.width,
    frameSize: frame.widthPx,
    cropScale: crop.scaleX,
    face: faceBox[0] + faceBox[2] / 2,
    cutStart: cut.left,
    cutEnd: cut.right,
    offset: placement.offsetX,
  };
  const down: Axis = {
    cropStart: crop.top,
    photoSize: photo.height,
    frameSize: frame.heightPx,
    cropScale: crop.scaleY,
    face: faceBox[1] + faceBox[3] / 2,
    cutStart: cut.top,
    cutEnd: cut.bottom,
    offset: placement.offsetY,
  };
  const scale = Math.max(placement.scale, leastScale(across), leastScale(down));
  const x = spanOf(across, scale);
  const y = spanOf(down, scale);
  return {
    left: x.from,
    top: y.from,
    width: x.size,
    height: y.size,
    into: { left: x.intoFrom, top: y.intoFrom, width: x.intoSize, height: y.intoSize },
    scaleX: x.intoSize / x.size,
    scaleY: y.intoSize / y.size,
  };
}

/** Which part of which axis a layout shows; what a placement is worked out from. */
const offsetOf = (
  crop: { readonly start: number; readonly scale: number },
  layout: { readonly from: number; readonly into: number; readonly scale: number },
  frameSize: number,
): number => {
  const middle = frameSize / 2;
  // Where the photo's own edge lies in the frame, and where it would lie with the same scale and no offset.
  const held = layout.into - layout.from * layout.scale;
  const unmoved = (-crop.start * crop.scale - middle) * (layout.scale / crop.scale) + middle;
  return (held - unmoved) / frameSize;
};

const within = (value: number, { min, max }: { readonly min: number; readonly max: number }): number =>
  clamp(value, min, max);

/**
 * The placement that a layout comes to: where something was held, less than what was asked for. What is dragged follows
 * the hand again at once when the hand turns back.
 * @param crop as laid out
 * @param layout by {@link zoomCrop} or {@link placePerson}
 */
export function placementOf(crop: FrameLayout, layout: FrameLayout, frame: FrameSize): Placement {
  if (layout === crop) return PLACED_AS_IS;
  const { scale, offset } = PLACEMENT_RANGES;
  return {
    scale: within(layout.scaleX / crop.scaleX, scale),
    offsetX: within(
      offsetOf(
        { start: crop.left, scale: crop.scaleX },
        { from: layout.left, into: layout.into.left, scale: layout.scaleX },
        frame.widthPx,
      ),
      offset,
    ),
    offsetY: within(
      offsetOf(
        { start: crop.top, scale: crop.scaleY },
        { from: layout.top, into: layout.into.top, scale: layout.scaleY },
        frame.heightPx,
      ),
      offset,
    ),
  };
}
