/** How the photo lies in the room on the screen: screen = photo * scale + offset. CSS pixels. */
export interface ViewTransform {
  /** CSS pixels per photo pixel. */
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface SizePx {
  readonly width: number;
  readonly height: number;
}

export type PointPx = readonly [x: number, y: number];

/** At most this many CSS pixels show one photo pixel. */
export const MAX_SCALE = 8;
/** Room left around a photo that fits. */
const MARGIN_PX = 12;

/** The scale at which the whole photo is seen; never enlarged. */
export const fitScale = (room: SizePx, photo: SizePx): number =>
  Math.min(
    1,
    Math.max(1, room.width - 2 * MARGIN_PX) / photo.width,
    Math.max(1, room.height - 2 * MARGIN_PX) / photo.height,
  );

/** Centres what fits, and keeps the edges of what does not from coming into the room. */
function heldOffset(offset: number, roomPx: number, photoPx: number): number {
  if (photoPx <= roomPx) return (roomPx - photoPx) / 2;
  return Math.min(MARGIN_PX, Math.max(roomPx - photoPx - MARGIN_PX, offset));
}

/** Holds a view inside its bounds: not farther than the whole photo, not closer than the largest scale. */
export function heldView(view: ViewTransform, room: SizePx, photo: SizePx): ViewTransform {
  const scale = Math.min(MAX_SCALE, Math.max(fitScale(room, photo), view.scale));
  return {
    scale,
    x: heldOffset(view.x, room.width, photo.width * scale),
    y: heldOffset(view.y, room.height, photo.height * scale),
  };
}

export const fitView = (room: SizePx, photo: SizePx): ViewTransform =>
  heldView({ scale: 0, x: 0, y: 0 }, room, photo);

export const toPhoto = ({ scale, x, y }: ViewTransform, [screenX, screenY]: PointPx): [number, number] => [
  (screenX - x) / scale,
  (screenY - y) / scale,
];

export const toScreen = ({ scale, x, y }: ViewTransform, [photoX, photoY]: PointPx): [number, number] => [
  photoX * scale + x,
  photoY * scale + y,
];

/** Comes closer or goes away; what lies at `at` (CSS pixels of the room) stays there where the bounds allow. */
export function zoomed(
  view: ViewTransform,
  factor: number,
  at: PointPx,
  room: SizePx,
  photo: SizePx,
): ViewTransform {
  const { scale } = heldView({ ...view, scale: view.scale * factor }, room, photo);
  const [photoX, photoY] = toPhoto(view, at);
  return heldView({ scale, x: at[0] - photoX * scale, y: at[1] - photoY * scale }, room, photo);
}

/** Moves the view just as far as needed for a point of the photo to be in the room, with some room around it. */
export function revealing(view: ViewTransform, point: PointPx, room: SizePx, photo: SizePx): ViewTransform {
  const [screenX, screenY] = toScreen(view, point);
  const margin = Math.min(60, room.width / 4, room.height / 4);
  const held = (value: number, size: number): number => Math.min(size - margin, Math.max(margin, value));
  return heldView(
    {
      scale: view.scale,
      x: view.x + held(screenX, room.width) - screenX,
      y: view.y + held(screenY, room.height) - screenY,
    },
    room,
    photo,
  );
}
