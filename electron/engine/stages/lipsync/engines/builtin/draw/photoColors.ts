import type { YuvColor, YuvImage } from '../../../../../frames/yuv.ts';
import type { Axes } from './rig.ts';
import { toFrame } from './rig.ts';

/** The colour of the frame at rest at a point of a rig, nearest pixel. */
export function sampleStill(still: YuvImage, axes: Axes, u: number, v: number): YuvColor {
  const [fx, fy] = toFrame(axes, u, v);
  const x = Math.min(still.width - 1, Math.max(0, Math.round(fx - 0.5)));
  const y = Math.min(still.height - 1, Math.max(0, Math.round(fy - 0.5)));
  const chroma = (y >> 1) * (still.width >> 1) + (x >> 1);
  return { y: still.y[y * still.width + x], u: still.u[chroma], v: still.v[chroma] };
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
};

/** The median of each channel: one odd pixel (a mole, a highlight) does not count. */
export const medianColor = (colors: readonly YuvColor[]): YuvColor => ({
  y: median(colors.map((color) => color.y)),
  u: median(colors.map((color) => color.u)),
  v: median(colors.map((color) => color.v)),
});
