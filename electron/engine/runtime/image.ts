/** An sRGB picture with straight (not premultiplied) alpha, 8 bits a channel, rows top to bottom. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  /** width * height * 4 bytes, R G B A. Backed by shared memory so that workers can read it without a copy. */
  readonly data: Uint8ClampedArray<SharedArrayBuffer>;
}

/** One value in 0..1 per pixel. */
export interface GrayImage {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array<SharedArrayBuffer>;
}

/** A rectangle in pixels: left, top, width, height. */
export type Box = readonly [x: number, y: number, width: number, height: number];
/** A point in pixels. */
export type Point = readonly [x: number, y: number];

export function createRgba(width: number, height: number): RgbaImage {
  return { width, height, data: new Uint8ClampedArray(new SharedArrayBuffer(width * height * 4)) };
}

export function createGray(width: number, height: number): GrayImage {
  return { width, height, data: new Float32Array(new SharedArrayBuffer(width * height * 4)) };
}
