import { rgbToYuv } from '../../../../frames/yuv.ts';
import { smoothStep } from '../builtin/draw/curve.ts';
import { createBlur } from './blur.ts';
import { matchChannel } from './colourMatch.ts';
import type { PatchAnimation } from './types.ts';
import { patchLength } from './types.ts';

/** Empty samples on every side of an overlay, so that a cubic never looks beyond its memory. */
export const OVERLAY_MARGIN = 2;

/**
 * What a drawn mouth does to a frame, per sample of the face picture: frame * (1 - cover) + add, in the ranges of
 * YuvImage. The planes are reused for the next mouth.
 */
export interface PatchOverlay {
  /** Samples from one row to the next. Around the face picture lies a margin of {@link OVERLAY_MARGIN} empty ones. */
  readonly stride: number;
  readonly cover: Float32Array;
  readonly addY: Float32Array;
  readonly addU: Float32Array;
  readonly addV: Float32Array;
}

/**
 * How far what was drawn may be from what the photo shows (8-bit levels, luma and chroma together, in a small
 * neighbourhood) for the photo's own detail to stay, and from where on it goes. In between it fades.
 */
const SAME_LEVELS = 8;
const OTHER_LEVELS = 30;
const NEIGHBOURHOOD_SIGMA_SHARE = 0.016;
/** Unsharp masking at sharpness 1: radius as a share of the face picture, strength, most change in levels. */
const SHARPEN_SIGMA_SHARE = 0.0125;
const SHARPEN_GAIN = 1.4;
const SHARPEN_MOST_LEVELS = 20;

type Planes = readonly [y: Float32Array, u: Float32Array, v: Float32Array];

/** What each of B, G and R adds to Y, U and V, and the constant. */
function conversion(): readonly {
  readonly b: number;
  readonly g: number;
  readonly r: number;
  readonly base: number;
}[] {
  const base = rgbToYuv(0, 0, 0);
  const [r, g, b] = [rgbToYuv(255, 0, 0), rgbToYuv(0, 255, 0), rgbToYuv(0, 0, 255)];
  return (['y', 'u', 'v'] as const).map((channel) => ({
    b: (b[channel] - base[channel]) / 255,
    g: (g[channel] - base[channel]) / 255,
    r: (r[channel] - base[channel]) / 255,
    base: base[channel],
  }));
}
const TO_YUV = conversion();

/** @param scale what one unit of `bgr` is in 8-bit levels */
function convert(bgr: Float32Array | Uint8Array, from: number, scale: number, to: Planes): void {
  const samples = to[0].length;
  TO_YUV.forEach(({ b, g, r, base }, channel) => {
    const plane = to[channel];
    for (let i = 0; i < samples; i++) {
      const at = from + i;
      plane[i] = base + scale * (b * bgr[at] + g * bgr[at + samples] + r * bgr[at + 2 * samples]);
    }
  });
}

/**
 * Prepares to turn drawn mouths into overlays. A drawn mouth has 96 samples a side and its colours are a little off,
 * a photo has neither fault, so:
 * - colours are matched where the network was shown the answer (see matchChannel),
 * - where it drew what the photo shows, only the difference is laid on, so that skin keeps its pores and stubble and
 *   a mouth that does not move leaves the photo untouched; where it drew something else, that replaces the photo,
 * - what replaces is sharpened.
 * Overlays carry their opacity, so they can be enlarged without dark or bright rims.
 */
export function createOverlayMaker(
  animation: PatchAnimation,
): (frameIndex: number, patch: Float32Array) => PatchOverlay {
  const { sidePx, masks, references, cropOfFrame, opacity } = animation;
  const samples = sidePx * sidePx;
  const plane = (): Float32Array => new Float32Array(samples);
  const shown: Planes = [plane(), plane(), plane()];
  const drawn: Planes = [plane(), plane(), plane()];
  const [change, nearbyChange, softLuma] = [plane(), plane(), plane()];
  const stride = sidePx + 2 * OVERLAY_MARGIN;
  const framed = (): Float32Array => new Float32Array(stride * stride);
  const overlay: PatchOverlay = { stride, cover: framed(), addY: framed(), addU: framed(), addV: framed() };
  const blurChange = createBlur(sidePx, NEIGHBOURHOOD_SIGMA_SHARE * sidePx);
  const blurLuma = createBlur(sidePx, SHARPEN_SIGMA_SHARE * sidePx);
  const sharpening = SHARPEN_GAIN * animation.sharpness;
  const seenSamples = samples / 2;
  let crop = -1;

  return (frameIndex, patch) => {
    if (cropOfFrame[frameIndex] !== crop) {
      crop = cropOfFrame[frameIndex];
      convert(references, crop * patchLength(sidePx), 1, shown);
    }
    convert(patch, 0, 255, drawn);
    change.fill(0);
    for (let channel = 0; channel < 3; channel++) {
      const [is, was] = [drawn[channel], shown[channel]];
      const { gain, offset } = matchChannel(is, was, seenSamples);
      for (let i = 0; i < samples; i++) {
        is[i] = is[i] * gain + offset;
        change[i] += Math.abs(is[i] - was[i]);
      }
    }
    blurChange(change, nearbyChange);
    blurLuma(drawn[0], softLuma);

    for (let i = 0; i < samples; i++) {
      const mask = (masks[crop * samples + i] / 255) * opacity;
      const replace = smoothStep(SAME_LEVELS, OTHER_LEVELS, nearbyChange[i]);
      const keep = 1 - replace;
      const crisp = sharpening * (drawn[0][i] - softLuma[i]);
      const crispest = Math.min(SHARPEN_MOST_LEVELS, Math.max(-SHARPEN_MOST_LEVELS, crisp));
      const at = (Math.floor(i / sidePx) + OVERLAY_MARGIN) * stride + (i % sidePx) + OVERLAY_MARGIN;
      overlay.cover[at] = mask * replace;
      overlay.addY[at] = mask * (drawn[0][i] - keep * shown[0][i] + replace * crispest);
      overlay.addU[at] = mask * (drawn[1][i] - keep * shown[1][i]);
      overlay.addV[at] = mask * (drawn[2][i] - keep * shown[2][i]);
    }
    return overlay;
  };
}
