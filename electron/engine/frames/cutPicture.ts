import { yuvToRgb, type YuvImage } from './yuv.ts';

/** Even frame pixels: left and top inclusive, right and bottom exclusive. Empty where right is not beyond left. */
export interface PixelBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A part of a frame for display. */
export interface CutPicture {
  readonly box: PixelBox;
  /** R G B A, opaque, row by row; belongs to nobody else, so that it can be moved to another thread. */
  readonly rgba: ArrayBuffer;
}

type Plane = Uint8ClampedArray;

/** First and one past the last row in which two planes differ; equal ones give two equal numbers. */
function changedRows(a: Plane, b: Plane, width: number): readonly [number, number] {
  const rows = a.length / width;
  const differs = (row: number): boolean => {
    for (let i = row * width, end = i + width; i < end; i++) if (a[i] !== b[i]) return true;
    return false;
  };
  let first = 0;
  while (first < rows && !differs(first)) first++;
  let last = rows;
  while (last > first && !differs(last - 1)) last--;
  return [first, last];
}

/** First and one past the last column in which two planes differ within some rows. */
function changedColumns(
  a: Plane,
  b: Plane,
  width: number,
  [first, last]: readonly [number, number],
): readonly [number, number] {
  let left = width;
  let right = 0;
  for (let row = first; row < last; row++) {
    const start = row * width;
    for (let x = 0; x < left; x++)
      if (a[start + x] !== b[start + x]) {
        left = x;
        break;
      }
    for (let x = width - 1; x >= right; x--)
      if (a[start + x] !== b[start + x]) {
        right = x + 1;
        break;
      }
  }
  return [left, right];
}

/** The smallest box of even pixels outside which two pictures of one size are the same. */
export function changedBox(frame: YuvImage, still: YuvImage): PixelBox {
  let box: PixelBox = { left: frame.width, top: frame.height, right: 0, bottom: 0 };
  for (const [plane, grain] of [
    ['y', 1],
    ['u', 2],
    ['v', 2],
  ] as const) {
    const width = frame.width / grain;
    const rows = changedRows(frame[plane], still[plane], width);
    if (rows[0] === rows[1]) continue;
    const columns = changedColumns(frame[plane], still[plane], width, rows);
    box = {
      left: Math.min(box.left, columns[0] * grain),
      top: Math.min(box.top, rows[0] * grain),
      right: Math.max(box.right, columns[1] * grain),
      bottom: Math.max(box.bottom, rows[1] * grain),
    };
  }
  if (box.right <= box.left) return { left: 0, top: 0, right: 0, bottom: 0 };
  const down = (value: number): number => value & ~1;
  return {
    left: down(box.left),
    top: down(box.top),
    right: down(box.right + 1),
    bottom: down(box.bottom + 1),
  };
}

// The linear maps of yuvToRgb, in 16-bit fixed point: a picture has a million pixels.
const SHIFT = 16;
const HALF = 1 << (SHIFT - 1);
const [OF_Y, R_OF_V, B_OF_U, G_OF_U, G_OF_V] = fixedPoint();

function fixedPoint(): readonly number[] {
  const at = (y: number, u: number, v: number): readonly [number, number, number] => yuvToRgb(y, u, v);
  // Differences within the range where nothing is clipped.
  const [grey] = at(100, 128, 128);
  const fixed = (difference: number, steps: number): number => Math.round((difference / steps) * 2 ** SHIFT);
  return [
    fixed(at(180, 128, 128)[0] - grey, 80),
    fixed(at(100, 128, 148)[0] - grey, 20),
    fixed(at(100, 148, 128)[2] - grey, 20),
    fixed(at(100, 148, 128)[1] - grey, 20),
    fixed(at(100, 128, 148)[1] - grey, 20),
  ];
}

/** Converts a part of a frame for display; each chroma value serves its four pixels. */
export function cutRgba({ width, y, u, v }: YuvImage, { left, top, right, bottom }: PixelBox): ArrayBuffer {
  const columns = Math.max(0, right - left);
  const bytes = new Uint8ClampedArray(columns * Math.max(0, bottom - top) * 4);
  let at = 0;
  for (let row = top; row < bottom; row++) {
    const luma = row * width;
    const chroma = (row >> 1) * (width >> 1);
    for (let x = left; x < right; x += 2) {
      const cu = u[chroma + (x >> 1)] - 128;
      const cv = v[chroma + (x >> 1)] - 128;
      const red = R_OF_V * cv + HALF;
      const green = G_OF_U * cu + G_OF_V * cv + HALF;
      const blue = B_OF_U * cu + HALF;
      for (let i = x; i < x + 2; i++) {
        const light = OF_Y * (y[luma + i] - 16);
        bytes[at] = (light + red) >> SHIFT;
        bytes[at + 1] = (light + green) >> SHIFT;
        bytes[at + 2] = (light + blue) >> SHIFT;
        bytes[at + 3] = 255;
        at += 4;
      }
    }
  }
  return bytes.buffer;
}

/** What of a frame has to be shown. @param still what is shown already; null: nothing */
export function cutPicture(frame: YuvImage, still: YuvImage | null): CutPicture {
  const box = still
    ? changedBox(frame, still)
    : { left: 0, top: 0, right: frame.width, bottom: frame.height };
  return { box, rgba: cutRgba(frame, box) };
}
