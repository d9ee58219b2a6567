import type { Backdrop, Brush } from '../../stores/touchUp.ts';
import type { CloseUp } from './useCloseUp.ts';
import { toScreen, type PointPx, type SizePx, type ViewTransform } from './viewTransform.ts';

/** Everything that is seen at one moment. */
export interface CutoutScene {
  readonly photo: HTMLImageElement;
  readonly photoSize: SizePx;
  readonly person: HTMLCanvasElement;
  readonly view: ViewTransform;
  /** CSS pixels. */
  readonly room: SizePx;
  readonly backdrop: Backdrop;
  /** What the video has behind the person, where that is a colour or a picture. */
  readonly chosen: string | HTMLImageElement | null;
  /** A part in photo pixels, in place of the reduced one. */
  readonly closeUp: CloseUp | null;
  readonly cursor: { readonly point: PointPx; readonly brush: Brush } | null;
}

/** Side of a square of the checks, CSS pixels. */
const CHECK_PX = 8;
/** How much of the photo is seen behind the person. */
const PHOTO_OPACITY = 0.4;
const GROUNDS = { dark: '#17181c', light: '#f2f2f2' } as const;

function fillChecks(to: CanvasRenderingContext2D, { width, height }: SizePx): void {
  const style = getComputedStyle(document.documentElement);
  const colors = [style.getPropertyValue('--checker-a'), style.getPropertyValue('--checker-b')];
  for (const [index, color] of colors.entries()) {
    to.beginPath();
    for (let row = 0; row * CHECK_PX < height; row += 1)
      for (let column = (row + index) % 2; column * CHECK_PX < width; column += 2)
        to.rect(column * CHECK_PX, row * CHECK_PX, CHECK_PX, CHECK_PX);
    to.fillStyle = color;
    to.fill();
  }
}

/** Fills the photo's place as `object-fit: cover` does. */
function drawCover(to: CanvasRenderingContext2D, picture: HTMLImageElement, { width, height }: SizePx): void {
  const scale = Math.max(width / picture.naturalWidth, height / picture.naturalHeight);
  const [drawnWidth, drawnHeight] = [picture.naturalWidth * scale, picture.naturalHeight * scale];
  to.drawImage(picture, (width - drawnWidth) / 2, (height - drawnHeight) / 2, drawnWidth, drawnHeight);
}

function drawBackdrop(to: CanvasRenderingContext2D, scene: CutoutScene, place: SizePx): void {
  const { backdrop, chosen, room, view } = scene;
  switch (backdrop) {
    case 'checker':
      fillChecks(to, room);
      return;
    case 'dark':
    case 'light':
      to.fillStyle = GROUNDS[backdrop];
      to.fillRect(0, 0, room.width, room.height);
      return;
    case 'photo':
      to.fillStyle = GROUNDS.dark;
      to.fillRect(0, 0, room.width, room.height);
      to.globalAlpha = PHOTO_OPACITY;
      to.drawImage(scene.photo, view.x, view.y, place.width, place.height);
      to.globalAlpha = 1;
      return;
    case 'chosen':
      to.fillStyle = typeof chosen === 'string' ? chosen : GROUNDS.dark;
      to.fillRect(0, 0, room.width, room.height);
      if (chosen === null || typeof chosen === 'string') return;
      to.save();
      to.translate(view.x, view.y);
      drawCover(to, chosen, place);
      to.restore();
  }
}

function drawCloseUp(to: CanvasRenderingContext2D, scene: CutoutScene, place: SizePx): void {
  const { closeUp, view } = scene;
  if (!closeUp) return;
  const [left, top, width, height] = closeUp.part;
  const [x, y] = toScreen(view, [left, top]);
  to.save();
  to.beginPath();
  to.rect(x, y, width * view.scale, height * view.scale);
  to.clip();
  drawBackdrop(to, scene, place);
  // Single pixels are what a close look is for.
  to.imageSmoothingEnabled = view.scale < 1;
  to.drawImage(closeUp.picture, x, y, width * view.scale, height * view.scale);
  to.restore();
}

/** What the brush does, by colour: seen over any photo, and told by words beside it. */
const BRUSH_COLORS = { add: '#8df0b6', remove: '#ffb3a0' } as const;

function drawCursor(to: CanvasRenderingContext2D, { cursor, view }: CutoutScene): void {
  if (!cursor) return;
  const [x, y] = toScreen(view, cursor.point);
  const { radiusPx, hardness, kind } = cursor.brush;
  const ring = (radius: number, alpha: number): void => {
    to.beginPath();
    to.arc(x, y, Math.max(1.5, radius * view.scale), 0, 2 * Math.PI);
    to.globalAlpha = alpha;
    for (const [width, color] of [
      [3.5, '#00000070'],
      [2, BRUSH_COLORS[kind]],
    ] as const) {
      to.lineWidth = width;
      to.strokeStyle = color;
      to.stroke();
    }
    to.globalAlpha = 1;
  };
  ring(radiusPx, 1);
  // Up to here it counts fully.
  if (hardness > 0 && hardness < 1) ring(radiusPx * hardness, 0.45);
}

/** Paints the scene over the whole canvas, as sharp as the screen is. */
export function paintCutout(canvas: HTMLCanvasElement, scene: CutoutScene): void {
  const { photoSize, view, room, person } = scene;
  const ratio = window.devicePixelRatio;
  const [width, height] = [Math.round(room.width * ratio), Math.round(room.height * ratio)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const to = canvas.getContext('2d');
  if (!to) return;
  to.setTransform(ratio, 0, 0, ratio, 0, 0);
  to.clearRect(0, 0, room.width, room.height);
  const place = { width: photoSize.width * view.scale, height: photoSize.height * view.scale };
  to.save();
  to.beginPath();
  to.rect(view.x, view.y, place.width, place.height);
  to.clip();
  drawBackdrop(to, scene, place);
  to.imageSmoothingQuality = 'high';
  to.drawImage(person, view.x, view.y, place.width, place.height);
  drawCloseUp(to, scene, place);
  to.restore();
  drawCursor(to, scene);
}
