import { boxFilter } from './boxFilter.ts';

/**
 * The colour guided filter as a linear model per pixel (He, Sun, Tang: "Guided Image Filtering", 2013): near each
 * pixel, output = slope . colour + offset. Fitting at a reduced size and applying at full size is the fast guided
 * filter (He, Sun 2015).
 */
export interface GuidedModel {
  /** Interleaved slopeR, slopeG, slopeB, offset. */
  readonly coefficients: Float32Array;
  readonly width: number;
  readonly height: number;
}
export const COEFFICIENTS = 4;

const plane = (rgb: Float32Array, first: number, second?: number): Float32Array => {
  const out = new Float32Array(rgb.length / 3);
  for (let i = 0, at = 0; i < out.length; i++, at += 3)
    out[i] = second === undefined ? rgb[at + first] : rgb[at + first] * rgb[at + second];
  return out;
};

/**
 * Fits `values` as a linear function of colour around each pixel.
 * @param rgb interleaved guide, 0..1
 * @param regularisation colour variance below which the output is flat
 */
export function fitGuidedModel(
  rgb: Float32Array,
  values: Float32Array,
  width: number,
  height: number,
  radius: number,
  regularisation: number,
): GuidedModel {
  const mean = (data: Float32Array): Float32Array => boxFilter(data, width, height, radius);
  const [r, g, b] = [mean(plane(rgb, 0)), mean(plane(rgb, 1)), mean(plane(rgb, 2))];
  const [rr, rg, rb] = [mean(plane(rgb, 0, 0)), mean(plane(rgb, 0, 1)), mean(plane(rgb, 0, 2))];
  const [gg, gb, bb] = [mean(plane(rgb, 1, 1)), mean(plane(rgb, 1, 2)), mean(plane(rgb, 2, 2))];
  const times = (channel: number): Float32Array => values.map((value, i) => value * rgb[i * 3 + channel]);
  const [vr, vg, vb, v] = [mean(times(0)), mean(times(1)), mean(times(2)), mean(values)];
  const offset = new Float32Array(v.length);
  for (let i = 0; i < v.length; i++) {
    const crr = rr[i] - r[i] * r[i] + regularisation;
    const crg = rg[i] - r[i] * g[i];
    const crb = rb[i] - r[i] * b[i];
    const cgg = gg[i] - g[i] * g[i] + regularisation;
    const cgb = gb[i] - g[i] * b[i];
    const cbb = bb[i] - b[i] * b[i] + regularisation;
    const m0 = cgg * cbb - cgb * cgb;
    const m1 = crb * cgb - crg * cbb;
    const m2 = crg * cgb - crb * cgg;
    const inverse = 1 / (crr * m0 + crg * m1 + crb * m2);
    const cr = vr[i] - v[i] * r[i];
    const cg = vg[i] - v[i] * g[i];
    const cb = vb[i] - v[i] * b[i];
    const sr = (m0 * cr + m1 * cg + m2 * cb) * inverse;
    const sg = (m1 * cr + (crr * cbb - crb * crb) * cg + (crb * crg - crr * cgb) * cb) * inverse;
    const sb = (m2 * cr + (crb * crg - crr * cgb) * cg + (crr * cgg - crg * crg) * cb) * inverse;
    offset[i] = v[i] - sr * r[i] - sg * g[i] - sb * b[i];
    vr[i] = sr;
    vg[i] = sg;
    vb[i] = sb;
  }
  const coefficients = new Float32Array(v.length * COEFFICIENTS);
  [vr, vg, vb, offset].forEach((values, c) => {
    const smooth = mean(values);
    for (let i = 0; i < smooth.length; i++) coefficients[i * COEFFICIENTS + c] = smooth[i];
  });
  return { coefficients, width, height };
}
