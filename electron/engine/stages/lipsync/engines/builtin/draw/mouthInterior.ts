import type { YuvImage } from '../../../../../frames/yuv.ts';
import { smoothStep } from './curve.ts';
import type { MouthSample } from './mouthField.ts';
import type { FacePose } from './pose.ts';
import type { MouthRig } from './rig.ts';
import { drawnLowerTeeth, readPalette, sampleTeeth, upperTeeth } from './teeth.ts';

/** The inside of the mouth: cavity, tongue, lower teeth (they move with the jaw), upper teeth (they do not). */
export interface MouthInterior {
  setPose(pose: FacePose): void;
  /**
   * Colours one point inside the mouth.
   * @param u, v the point in mouth-rig units of the new picture
   * @param slit where the lips are in this column
   * @param out receives the colour (limited-range YUV)
   */
  colorAt(u: number, v: number, slit: MouthSample, out: { y: number; u: number; v: number }): void;
}

export function createMouthInterior(rig: MouthRig, still: YuvImage): MouthInterior {
  const palette = readPalette(rig, still);
  const upper = upperTeeth(rig, still, palette);
  const lower = drawnLowerTeeth(rig, palette, rig.axes.unitPx);
  const tooth = { y: 0, u: 0, v: 0 };
  let gap = 0;
  let lift = 0;
  let bite = 0;

  return {
    setPose(pose) {
      gap = pose.gap;
      // In s and f the lower teeth come up to the upper ones; in open vowels they stay behind the lip.
      bite = pose.teeth;
      lift = -0.012 + 0.045 * pose.teeth;
    },
    colorAt(u, v, slit, out) {
      const height = Math.max(1e-4, slit.lowerEdge - slit.upperEdge);
      const down = Math.min(1, Math.max(0, (v - slit.upperEdge) / height));
      const sides = Math.min(1, Math.abs(slit.across));

      // Light falls in from the front: the floor of the mouth is lighter than its roof.
      let { y, u: cu, v: cv } = palette.cavity;
      y = 16 + (y - 16) * (0.7 + 0.9 * down) * (1 - 0.5 * sides * sides);

      const tongueTop = 0.62 - 0.1 * smoothStep(0.08, 0.2, gap) + 0.5 * sides * sides;
      const tongue =
        smoothStep(tongueTop - 0.12, tongueTop + 0.32, down) * smoothStep(0.03, 0.12, gap) * 0.85;
      // A shallow groove along the middle line.
      const groove = 1 - 0.1 * (1 - smoothStep(0, 0.12, sides));
      y += (16 + (palette.tongue.y - 16) * groove * (1 - 0.35 * sides) - y) * tongue;
      cu += (palette.tongue.u - cu) * tongue;
      cv += (palette.tongue.v - cv) * tongue;

      // Lips that barely part show their own shadow, neither teeth nor depth.
      const parted = smoothStep(0.014, 0.04, height);
      y = palette.seam.y + (y - palette.seam.y) * parted;
      cu = palette.seam.u + (cu - palette.seam.u) * parted;
      cv = palette.seam.v + (cv - palette.seam.v) * parted;
      // Little light reaches teeth behind a narrow opening, unless the lips draw back from them (s, f).
      const lit = Math.min(1, 0.64 + 0.3 * bite + 0.36 * smoothStep(0.04, 0.13, height));
      const lowerAlpha = sampleTeeth(lower, u, v - slit.lowerEdge + lift, tooth) * parted * lit;
      if (lowerAlpha > 0) {
        y += (tooth.y - y) * lowerAlpha;
        cu += (tooth.u - cu) * lowerAlpha;
        cv += (tooth.v - cv) * lowerAlpha;
      }
      const upperAlpha = sampleTeeth(upper, u, v, tooth) * parted * lit;
      if (upperAlpha > 0) {
        y += (tooth.y - y) * upperAlpha;
        cu += (tooth.u - cu) * upperAlpha;
        cv += (tooth.v - cv) * upperAlpha;
      }

      // The lips' own shadow: deepest under the upper lip and in the corners.
      const fromUpper = v - slit.upperEdge;
      const fromLower = slit.lowerEdge - v;
      const shadow =
        (0.84 + 0.16 * smoothStep(0, 0.04, fromUpper)) *
        (0.85 + 0.15 * smoothStep(0, 0.02, fromLower)) *
        (1 - 0.55 * smoothStep(0.55, 1, sides));
      out.y = 16 + (y - 16) * shadow;
      out.u = 128 + (cu - 128) * (0.5 + 0.5 * shadow);
      out.v = 128 + (cv - 128) * (0.5 + 0.5 * shadow);
    },
  };
}
