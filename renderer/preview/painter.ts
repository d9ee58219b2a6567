import type { FramePicture } from './frameStore.ts';

/** Shows frames on a canvas: the picture at rest, and over it what differs from it. */
export interface Painter {
  /** @param still RGBA; null where every frame comes whole */
  setScene(widthPx: number, heightPx: number, still: ArrayBuffer | null): void;
  /** null: the picture at rest. */
  paint(picture: FramePicture | null): void;
}

const contains = (
  [left, top, width, height]: FramePicture['box'],
  [innerLeft, innerTop, innerWidth, innerHeight]: FramePicture['box'],
): boolean =>
  innerLeft >= left &&
  innerTop >= top &&
  innerLeft + innerWidth <= left + width &&
  innerTop + innerHeight <= top + height;

export function createPainter(canvas: HTMLCanvasElement): Painter {
  // Pictures come as bytes many times a second: a canvas in main memory takes them without a detour.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  let still: ImageData | null = null;
  let covered: FramePicture['box'] = [0, 0, 0, 0];

  const uncover = ([left, top, width, height]: FramePicture['box']): void => {
    if (still && width > 0 && height > 0) context?.putImageData(still, 0, 0, left, top, width, height);
  };

  return {
    setScene(widthPx, heightPx, bytes) {
      if (canvas.width !== widthPx || canvas.height !== heightPx) {
        canvas.width = widthPx;
        canvas.height = heightPx;
      }
      still = bytes && new ImageData(new Uint8ClampedArray(bytes), widthPx, heightPx);
      covered = [0, 0, 0, 0];
      if (still) context?.putImageData(still, 0, 0);
    },
    paint(picture) {
      const box = picture?.box ?? [0, 0, 0, 0];
      if (!contains(box, covered)) uncover(covered);
      covered = box;
      if (!picture) return;
      const [left, top, width, height] = picture.box;
      if (width === 0 || height === 0) return;
      context?.putImageData(new ImageData(picture.rgba, width, height), left, top);
    },
  };
}
