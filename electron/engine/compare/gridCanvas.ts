import type { DrawnFrame } from '../frames/drawFrames.ts';
import type { YuvImage } from '../frames/yuv.ts';
import { createYuv, rgbToYuv, viewYuv, yuvByteLength } from '../frames/yuv.ts';
import type { GridLayout } from './gridLayout.ts';

/** The picture that all tiles are pasted into. */
export interface GridCanvas {
  /** Replaces the picture of one tile. @param bytes a frame of the tile's size, planes Y, U, V */
  put(tileIndex: number, bytes: Uint8Array): void;
  /** A copy of the picture as it is now. At most {@link COPIES} may be held at a time. */
  frame(frameIndex: number): DrawnFrame;
}

/** One being written, one waiting to be taken, one being filled. */
export const COPIES = 3;
/** Ground behind and between the tiles. */
const GROUND = { r: 24, g: 22, b: 28 };

/** Copies a picture into a larger one. Positions are even. */
export function paste(target: YuvImage, picture: YuvImage, leftPx: number, topPx: number): void {
  const plane = (
    to: Uint8ClampedArray,
    toWidth: number,
    from: Uint8ClampedArray,
    width: number,
    height: number,
    left: number,
    top: number,
  ): void => {
    for (let y = 0; y < height; y++)
      to.set(from.subarray(y * width, (y + 1) * width), (top + y) * toWidth + left);
  };
  const { width, height } = picture;
  plane(target.y, target.width, picture.y, width, height, leftPx, topPx);
  for (const name of ['u', 'v'] as const)
    plane(target[name], target.width / 2, picture[name], width / 2, height / 2, leftPx / 2, topPx / 2);
}

/**
 * @param labels one picture per tile, as wide as the tile and as high as the layout's labels
 * @param stills what each tile shows before its first frame
 */
export function createGridCanvas(
  layout: GridLayout,
  labels: readonly YuvImage[],
  stills: readonly YuvImage[],
): GridCanvas {
  const { widthPx, heightPx, labelHeightPx, tile, tiles } = layout;
  const canvas = createYuv(widthPx, heightPx);
  const ground = rgbToYuv(GROUND.r, GROUND.g, GROUND.b);
  canvas.y.fill(ground.y);
  canvas.u.fill(ground.u);
  canvas.v.fill(ground.v);
  tiles.forEach(({ leftPx, topPx }, i) => {
    paste(canvas, labels[i], leftPx, topPx);
    paste(canvas, stills[i], leftPx, topPx + labelHeightPx);
  });

  const incoming = new SharedArrayBuffer(yuvByteLength(tile.widthPx, tile.heightPx));
  const incomingBytes = new Uint8Array(incoming);
  const incomingPicture = viewYuv(incoming, 0, tile.widthPx, tile.heightPx);
  const size = yuvByteLength(widthPx, heightPx);
  const free = Array.from({ length: COPIES }, () => Buffer.alloc(size));

  return {
    put(tileIndex, bytes) {
      const { leftPx, topPx } = tiles[tileIndex];
      incomingBytes.set(bytes);
      paste(canvas, incomingPicture, leftPx, topPx + labelHeightPx);
    },
    frame(frameIndex) {
      const bytes = free.pop();
      if (!bytes) throw new Error('More pictures of the grid are held than there are copies.');
      bytes.set(canvas.y, 0);
      bytes.set(canvas.u, canvas.y.length);
      bytes.set(canvas.v, canvas.y.length + canvas.u.length);
      return { frameIndex, bytes, release: () => void free.push(bytes) };
    },
  };
}
