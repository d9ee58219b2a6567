import type { FaceEvidence } from './types.ts';
import type { Region } from './resample.ts';

/** How a square view is framed around a face, as a photographer would say it. */
interface Shot {
  readonly name: string;
  /** Side in face sizes. */
  readonly sideFaces: number;
  /** How high the middle of the face sits: 0 top, 1 bottom. */
  readonly faceHeight: number;
  /** How much the view counts in its middle against the wider ones: 0..1. */
  readonly weight: number;
}

/**
 * One look is at the photo with its sides continued by this share of the longer side: the network takes what touches
 * a side of its picture for a person too easily. Not so at the lower end, where persons do leave the picture.
 */
const RIM_SHARE = 0.1;

/** Faces beyond this many (smallest ones) get no views of their own; the view of the whole photo still shows them. */
const MAX_FACES_WITH_VIEWS = 4;
/** Widest first. The network draws arms best in the bust shot and hair best in the head shot. */
const SHOTS: readonly Shot[] = [
  { name: 'body', sideFaces: 6.5, faceHeight: 0.27, weight: 0.75 },
  { name: 'bust', sideFaces: 4.1, faceHeight: 0.34, weight: 0.75 },
  { name: 'head', sideFaces: 2.8, faceHeight: 0.47, weight: 0.8 },
];
/** A view is worth its time only when it shows the person clearly larger than the next wider view does. */
const MIN_ZOOM = 1.2;

/** A square or photo-shaped look at the photo for the segmentation network, widest first. */
export interface View {
  readonly region: Region;
  /** How much this view counts in its middle, against the wider ones before it: 0..1. */
  readonly weight: number;
}

/** One length for a face, whether its box is cut tight or tall: the side of a square of the same area. */
export const faceSizeOf = (face: FaceEvidence): number => Math.sqrt(face.box[2] * face.box[3]);

function squareAround(face: FaceEvidence, shot: Shot): Region {
  const [x, y, width, height] = face.box;
  const side = faceSizeOf(face) * shot.sideFaces;
  return {
    x: x + width / 2 - side / 2,
    y: y + height / 2 - side * shot.faceHeight,
    width: side,
    height: side,
  };
}

/** Moves a region into the photo where it fits, and cuts it where it does not. */
function fitInto(region: Region, width: number, height: number): Region {
  const w = Math.min(region.width, width);
  const h = Math.min(region.height, height);
  return {
    x: Math.min(Math.max(region.x, 0), width - w),
    y: Math.min(Math.max(region.y, 0), height - h),
    width: w,
    height: h,
  };
}

/**
 * The looks that the 256-pixel network takes: twice the whole photo, then body, bust and head of each face where these
 * come out larger. A face gives the scale of its person, so that the network's pixels are spent on the person.
 */
export function viewsFor(width: number, height: number, faces: readonly FaceEvidence[]): View[] {
  const rim = RIM_SHARE * Math.max(width, height);
  const views: View[] = [
    { region: { x: -rim, y: 0, width: width + 2 * rim, height }, weight: 1 },
    { region: { x: 0, y: 0, width, height }, weight: 0.5 },
  ];
  const largest = [...faces].sort((a, b) => faceSizeOf(b) - faceSizeOf(a)).slice(0, MAX_FACES_WITH_VIEWS);
  const widest = new Map(largest.map((face) => [face, Math.max(width, height)]));
  for (const shot of SHOTS)
    for (const face of largest) {
      const region = fitInto(squareAround(face, shot), width, height);
      const side = Math.max(region.width, region.height);
      if ((widest.get(face) ?? 0) < MIN_ZOOM * side) continue;
      views.push({ region, weight: shot.weight });
      widest.set(face, side);
    }
  return views;
}

/** Share of a view's side over which it fades into the wider view where it ends inside the photo. */
const FADE_SHARE = 0.18;

const ramp = (distance: number, length: number): number => {
  const t = Math.min(1, Math.max(0, distance / length));
  return t * t * (3 - 2 * t);
};

/** Weight of a view along one axis: 1 inside, falling to 0 at an end that is not also an end of the photo. */
export function fadeAlong(position: number, start: number, length: number, photoLength: number): number {
  const fade = length * FADE_SHARE;
  const fromStart = start <= 0.5 ? 1 : ramp(position - start, fade);
  const end = start + length;
  const fromEnd = end >= photoLength - 0.5 ? 1 : ramp(end - position, fade);
  const inside = position >= start - 0.5 && position <= end + 0.5;
  return inside ? Math.min(fromStart, fromEnd) : 0;
}
