/** A part of a photo, of any shape, inside the picture that a detector looks at, and the way back. */
import sharp from 'sharp';
import type { Photo } from '../media/types.ts';
import type { Detection } from './detections.ts';
import type { Look, Region, Size } from './looks.ts';

/** How a family of detectors was trained to see photos. */
export interface LetterboxStyle {
  /** Where the photo stands in the detector's picture. */
  readonly placement: 'centre' | 'top-left';
  /** How the photo's scaled sides become whole pixels. */
  readonly rounding: (sidePx: number) => number;
  /** 0..255, what surrounds it. */
  readonly padding: number;
}

/** In pixels of the detector's picture, but for the region. */
export interface Letterbox {
  /** What of the photo is shown. */
  readonly region: Region;
  readonly inputWidth: number;
  readonly inputHeight: number;
  /** Where it is shown. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 0..255, what surrounds it. */
  readonly padding: number;
}

/** The largest scale at which one fits into the other. */
const fittingScale = (part: Size, input: Size): number =>
  Math.min(input.width / part.width, input.height / part.height);

/** @param input size of the detector's picture */
export function fitLetterbox({ region, zoom }: Look, input: Size, style: LetterboxStyle): Letterbox {
  const scale = fittingScale(region, input) * zoom;
  const width = Math.max(1, style.rounding(region.width * scale));
  const height = Math.max(1, style.rounding(region.height * scale));
  // Of an odd rest, Ultralytics puts the larger half behind.
  const before = (rest: number): number => (style.placement === 'centre' ? Math.floor(rest / 2) : 0);
  return {
    region,
    inputWidth: input.width,
    inputHeight: input.height,
    left: before(input.width - width),
    top: before(input.height - height),
    width,
    height,
    padding: style.padding,
  };
}

/**
 * The size of a detector's picture that is not fixed: no larger than asked and than the part's shape needs, in whole
 * strides.
 */
export function flexibleInput({ region, zoom }: Look, largest: Size, stridePx: number): Size {
  const scale = fittingScale(region, largest) * zoom;
  const wholeStrides = (sidePx: number, limitPx: number): number =>
    Math.min(limitPx, Math.max(1, Math.ceil(Math.round(sidePx * scale) / stridePx)) * stridePx);
  return {
    width: wholeStrides(region.width, largest.width),
    height: wholeStrides(region.height, largest.height),
  };
}

/** From pixels of the detector's picture to pixels of the photo. */
export function undoLetterbox(detection: Detection, letterbox: Letterbox): Detection {
  const { region, left, top, width, height } = letterbox;
  const x = (value: number): number => region.left + ((value - left) * region.width) / width;
  const y = (value: number): number => region.top + ((value - top) * region.height) / height;
  return {
    ...detection,
    left: x(detection.left),
    top: y(detection.top),
    right: x(detection.right),
    bottom: y(detection.bottom),
  };
}

/** How pixels become the numbers that a network was trained on. */
export interface Normalisation {
  readonly order: 'rgb' | 'bgr';
  /** In the order of the channels; a value v in 0..255 becomes (v - mean) / deviation. */
  readonly mean: readonly [number, number, number];
  readonly deviation: readonly [number, number, number];
}

/**
 * Draws the part of the photo into the letterbox. Transparent pixels become what surrounds it.
 * @returns 3 x height x width, planes in the order of the normalisation
 */
export async function drawLetterbox(
  { image, hasAlpha }: Pick<Photo, 'image' | 'hasAlpha'>,
  letterbox: Letterbox,
  { order, mean, deviation }: Normalisation,
): Promise<Float32Array> {
  const { region, inputWidth, inputHeight, left, top, width, height, padding } = letterbox;
  const part = sharp(image.data, {
    raw: { width: image.width, height: image.height, channels: 4 },
    limitInputPixels: false,
  }).extract(region);
  const opaque = hasAlpha
    ? part.flatten({ background: { r: padding, g: padding, b: padding } })
    : part.removeAlpha();
  // The triangle filter: bilinear where the part is enlarged, means of all that falls into a pixel where it shrinks.
  const pixels = await opaque.resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();

  const planePixels = inputWidth * inputHeight;
  const planes = new Float32Array(3 * planePixels);
  for (let plane = 0; plane < 3; plane++) {
    const channel = order === 'rgb' ? plane : 2 - plane;
    planes.fill((padding - mean[plane]) / deviation[plane], plane * planePixels, (plane + 1) * planePixels);
    for (let row = 0; row < height; row++) {
      let to = plane * planePixels + (top + row) * inputWidth + left;
      let from = row * width * 3 + channel;
      for (let column = 0; column < width; column++, from += 3)
        planes[to++] = (pixels[from] - mean[plane]) / deviation[plane];
    }
  }
  return planes;
}
