import type { YuvColor, YuvImage } from '../../../../../frames/yuv.ts';
import { rgbToYuv, yuvToRgb } from '../../../../../frames/yuv.ts';
import { curveAt, smoothStep } from './curve.ts';
import { medianColor, sampleStill } from './photoColors.ts';
import type { MouthRig } from './rig.ts';
import { restGapOf, slitOf } from './rig.ts';

/** A small picture in mouth-rig coordinates with its own opacity; teeth do not bend, so they are drawn once. */
export interface TeethLayer {
  readonly left: number;
  readonly top: number;
  /** Raster cells per rig unit. */
  readonly density: number;
  readonly columns: number;
  readonly rows: number;
  readonly y: Float32Array;
  readonly u: Float32Array;
  readonly v: Float32Array;
  /** 0..1 */
  readonly alpha: Float32Array;
}

/** Light and colours of this photo around the mouth, used to draw what the photo does not show. */
export interface MouthPalette {
  readonly skin: YuvColor;
  readonly lip: YuvColor;
  readonly teeth: YuvColor;
  readonly tongue: YuvColor;
  readonly cavity: YuvColor;
  /** The shadow between lips that touch. */
  readonly seam: YuvColor;
}

/** The gap (rig units) from which a photo counts as showing the inside of the mouth. */
const VISIBLE_GAP = 0.035;
/** Distance of skin from grey in the chroma plane of an ordinary colour photo. */
const TYPICAL_SKIN_CHROMA = 18;
/** Dark rows up to these heights (rig units) are shadow: below the upper lip, and between rows of teeth. */
const LIP_SHADOW = 0.09;
const GUM_SHADOW = 0.025;
/** Width of a central incisor as a share of the distance between the inner corners (about 8.5 of 50 mm). */
const INCISOR_SHARE = 0.165;

/** Scales light while keeping hue: chroma distance shrinks with the luma. */
const shade = (color: YuvColor, amount: number): YuvColor => ({
  y: 16 + (color.y - 16) * amount,
  u: 128 + (color.u - 128) * amount,
  v: 128 + (color.v - 128) * amount,
});

const columnsAcross = (rig: MouthRig, count: number): number[] => {
  const { from, to } = rig.upperInner;
  return Array.from({ length: count }, (_, i) => from + ((i + 0.5) / count) * (to - from));
};

/** Reads the photo's light from skin and lips around the mouth. */
export function readPalette(rig: MouthRig, still: YuvImage): MouthPalette {
  const at = (u: number, v: number): YuvColor => sampleStill(still, rig.axes, u, v);
  const columns = columnsAcross(rig, 15);
  const skin = medianColor(
    columns.map((u) => {
      const outer = curveAt(rig.lowerOuter, u);
      return at(u, outer + (rig.chin - outer) * 0.45);
    }),
  );
  const lip = medianColor(
    columns.slice(3, 12).map((u) => at(u, (curveAt(rig.lowerInner, u) + curveAt(rig.lowerOuter, u)) / 2)),
  );
  // Light on the face, per channel, relative to an average skin tone under neutral light.
  const [r, g, b] = yuvToRgb(skin.y, skin.u, skin.v);
  const light = Math.min(1.1, (0.2126 * r + 0.7152 * g + 0.0722 * b) / 178);
  // A black-and-white photo has no colour to give, a faded one little: what is drawn must not be redder than the face.
  const chroma = Math.min(1, Math.hypot(skin.u - 128, skin.v - 128) / TYPICAL_SKIN_CHROMA);
  const lit = (red: number, green: number, blue: number): YuvColor => {
    const color = rgbToYuv(
      Math.min(238, red * light),
      Math.min(234, green * light),
      Math.min(228, blue * light),
    );
    return { y: color.y, u: 128 + (color.u - 128) * chroma, v: 128 + (color.v - 128) * chroma };
  };
  return {
    skin,
    lip,
    teeth: lit(214, 206, 192),
    tongue: lit(150, 74, 72),
    cavity: lit(44, 16, 14),
    seam: { y: 16 + (lip.y - 16) * 0.42, u: lip.u, v: 128 + (lip.v - 128) * 1.1 },
  };
}

const createLayer = (rig: MouthRig, top: number, bottom: number, density: number): TeethLayer => {
  const left = rig.upperInner.from;
  const columns = Math.max(2, Math.ceil((rig.upperInner.to - left) * density));
  const rows = Math.max(2, Math.ceil((bottom - top) * density));
  const size = columns * rows;
  return {
    left,
    top,
    density,
    columns,
    rows,
    y: new Float32Array(size),
    u: new Float32Array(size),
    v: new Float32Array(size),
    alpha: new Float32Array(size),
  };
};

/** 0 between two teeth, 1 on a tooth; teeth narrow towards the corners as the arch turns away. */
const betweenTeeth = (u: number, rig: MouthRig, incisorShare: number): number => {
  const { middle, half } = slitOf(rig);
  const s = Math.min(1, Math.abs(u - middle) / half);
  // Angle along a semicircular arch gives the foreshortening.
  const along = (Math.asin(s) * half) / (incisorShare * 2 * half);
  const phase = along - Math.floor(along);
  const distance = Math.min(phase, 1 - phase);
  return 0.45 + 0.55 * smoothStep(0, 0.09, distance);
};

/**
 * Draws a layer cell by cell.
 * @param at what stands at (u, v); `s` is 0 in the middle of the mouth and 1 at its corners
 */
function paintLayer(
  layer: TeethLayer,
  rig: MouthRig,
  at: (u: number, v: number, s: number) => { readonly alpha: number; readonly color: YuvColor },
): TeethLayer {
  const { middle, half } = slitOf(rig);
  for (let row = 0; row < layer.rows; row++) {
    for (let column = 0; column < layer.columns; column++) {
      const cell = row * layer.columns + column;
      const u = layer.left + (column + 0.5) / layer.density;
      const v = layer.top + (row + 0.5) / layer.density;
      const { alpha, color } = at(u, v, Math.abs(u - middle) / half);
      layer.alpha[cell] = alpha;
      layer.y[cell] = color.y;
      layer.u[cell] = color.u;
      layer.v[cell] = color.v;
    }
  }
  return layer;
}

/** Width of a drawn edge, in cells. */
const EDGE_CELLS = 1.2;

function drawnUpperTeeth(rig: MouthRig, palette: MouthPalette, density: number): TeethLayer {
  // Teeth belong to the skull: they keep their distance from the upper lip of the photo, however far the jaw is down.
  const lips = columnsAcross(rig, 33).map((u) => curveAt(rig.upperInner, u));
  const layer = createLayer(rig, Math.min(...lips) - 0.1, Math.max(...lips) + 0.12, density);
  const soft = EDGE_CELLS / density;
  return paintLayer(layer, rig, (u, v, s) => {
    const tooth = betweenTeeth(u, rig, INCISOR_SHARE);
    const edge = curveAt(rig.upperInner, u) + 0.05 * (1 - 0.55 * s * s) - 0.006 * (1 - tooth);
    return {
      alpha: (1 - smoothStep(edge - soft, edge + soft, v)) * (1 - smoothStep(0.78, 0.98, s)),
      color: shade(palette.teeth, (0.9 + 0.1 * tooth) * (1 - 0.45 * s * s)),
    };
  });
}

/** Lower teeth in coordinates that move with the jaw; v = 0 is the upper edge of the lower lip. */
export function drawnLowerTeeth(rig: MouthRig, palette: MouthPalette, density: number): TeethLayer {
  const layer = createLayer(rig, -0.1, 0.14, density);
  const soft = EDGE_CELLS / density;
  return paintLayer(layer, rig, (u, v, s) => {
    const tooth = betweenTeeth(u + 0.02, rig, INCISOR_SHARE * 0.66);
    const edge = -0.012 + 0.05 * s * s + 0.004 * (1 - tooth);
    const light = (0.66 + 0.08 * tooth) * (1 - 0.5 * s * s) * (1 - 0.35 * smoothStep(0, 0.05, v));
    return {
      alpha: smoothStep(edge - soft, edge + soft, v) * (1 - smoothStep(0.45, 0.75, s)),
      color: shade(palette.teeth, light),
    };
  });
}

/** Smooths a list with a Gaussian of the given standard deviation (in elements); the ends replicate. */
function smoothList(values: readonly number[], sigma: number): number[] {
  const reach = Math.ceil(sigma * 3);
  return values.map((_, i) => {
    let sum = 0;
    let weight = 0;
    for (let k = -reach; k <= reach; k++) {
      const w = Math.exp(-0.5 * (k / sigma) ** 2);
      sum += w * values[Math.min(values.length - 1, Math.max(0, i + k))];
      weight += w;
    }
    return sum / weight;
  });
}

/**
 * The photo's own teeth: the bright, nearly neutral part between the lips, extended up behind the upper lip. The
 * lower edge is found per column and smoothed across them, because single pixels of enamel and shadow are noisy.
 */
function photographedTeeth(
  rig: MouthRig,
  still: YuvImage,
  palette: MouthPalette,
  density: number,
): TeethLayer {
  const uppers = columnsAcross(rig, 33).map((u) => curveAt(rig.upperInner, u));
  const lowers = columnsAcross(rig, 33).map((u) => curveAt(rig.lowerInner, u));
  const layer = createLayer(rig, Math.min(...uppers) - 0.08, Math.max(...lowers) + 0.02, density);
  const inset = Math.max(1, still.width / 1080) / rig.axes.unitPx;
  // Lips are redder than teeth by a clear margin; the threshold sits between this photo's lips and neutral.
  const redLimit = 128 + Math.max(6, (palette.lip.v - 128) * 0.62);
  const likeness = (color: YuvColor): number =>
    smoothStep(0.42, 0.66, (color.y - 16) / Math.max(1, palette.skin.y - 16)) *
    (1 - smoothStep(redLimit - 3, redLimit + 4, color.v));

  const edges: number[] = [];
  const shares: number[] = [];
  for (let column = 0; column < layer.columns; column++) {
    const u = layer.left + (column + 0.5) / density;
    const upper = curveAt(rig.upperInner, u) + inset;
    const lower = Math.max(upper, curveAt(rig.lowerInner, u) - inset);
    let teeth = 0;
    let edge = upper;
    let found = false;
    const steps = Math.max(1, Math.ceil((lower - upper) * density));
    for (let step = 0; step < steps; step++) {
      const v = upper + ((step + 0.5) / steps) * (lower - upper);
      const like = likeness(sampleStill(still, rig.axes, u, v));
      teeth += like;
      // Only what hangs from the upper lip: bright spots further down are lower teeth or the tongue's shine.
      if (like > 0.5 && v - edge < (found ? GUM_SHADOW : LIP_SHADOW)) {
        edge = v;
        found = true;
      }
    }
    edges.push(edge);
    shares.push(teeth / steps);
  }
  const toothWidth = Math.max(1, layer.columns * INCISOR_SHARE * 0.35);
  const smoothEdges = smoothList(edges, toothWidth);
  const smoothShares = smoothList(shares, toothWidth);

  const soft = Math.max(1.2, 0.009 * density) / density;
  for (let column = 0; column < layer.columns; column++) {
    const u = layer.left + (column + 0.5) / density;
    const upper = curveAt(rig.upperInner, u) + inset;
    const edge = smoothEdges[column];
    const present = smoothStep(0.12, 0.4, smoothShares[column]);
    for (let row = 0; row < layer.rows; row++) {
      const at = row * layer.columns + column;
      const v = layer.top + (row + 0.5) / density;
      const color = sampleStill(still, rig.axes, u, Math.max(upper, Math.min(v, edge - soft)));
      layer.alpha[at] = present * (1 - smoothStep(edge - soft, edge + soft * 0.5, v));
      layer.y[at] = color.y;
      layer.u[at] = color.u;
      layer.v[at] = color.v;
    }
  }
  return layer;
}

/** Share of the photo's inner-mouth area that looks like teeth, 0..1. */
const toothShare = (layer: TeethLayer, rig: MouthRig): number => {
  let inside = 0;
  let teeth = 0;
  for (let column = 0; column < layer.columns; column++) {
    const u = layer.left + (column + 0.5) / layer.density;
    for (let row = 0; row < layer.rows; row++) {
      const v = layer.top + (row + 0.5) / layer.density;
      if (v < curveAt(rig.upperInner, u) || v > curveAt(rig.lowerInner, u)) continue;
      inside++;
      teeth += layer.alpha[row * layer.columns + column];
    }
  }
  return inside === 0 ? 0 : teeth / inside;
};

/** The upper teeth: those of the photo where it shows enough of them, otherwise drawn to match its light. */
export function upperTeeth(rig: MouthRig, still: YuvImage, palette: MouthPalette): TeethLayer {
  const density = rig.axes.unitPx;
  if (restGapOf(rig) >= VISIBLE_GAP) {
    const photographed = photographedTeeth(rig, still, palette, density);
    if (toothShare(photographed, rig) >= 0.15) return photographed;
  }
  return drawnUpperTeeth(rig, palette, density);
}

/** Looks a layer up with bilinear weights; opacity is 0 outside it. Returns the opacity and fills `out`. */
export function sampleTeeth(
  layer: TeethLayer,
  u: number,
  v: number,
  out: { y: number; u: number; v: number },
): number {
  const fx = (u - layer.left) * layer.density - 0.5;
  const fy = (v - layer.top) * layer.density - 0.5;
  if (fx < 0 || fy >= layer.rows - 1 || fx >= layer.columns - 1) return 0;
  const row = Math.max(0, Math.floor(fy));
  const column = Math.floor(fx);
  const ty = Math.max(0, fy - row);
  const tx = fx - column;
  const a = row * layer.columns + column;
  const b = a + layer.columns;
  const mix = (plane: Float32Array): number =>
    (plane[a] * (1 - tx) + plane[a + 1] * tx) * (1 - ty) + (plane[b] * (1 - tx) + plane[b + 1] * tx) * ty;
  const alpha = mix(layer.alpha);
  if (alpha > 0) {
    out.y = mix(layer.y);
    out.u = mix(layer.u);
    out.v = mix(layer.v);
  }
  return alpha;
}
