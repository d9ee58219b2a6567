import type { Box } from '../../runtime/image.ts';
import { fillHoles, labelComponents } from './components.ts';
import { MASK_SIDE_PX } from './forward.ts';
import { resample, type Region } from './resample.ts';
import type { FaceEvidence } from './types.ts';
import { fadeAlong, type View } from './views.ts';

/** A raster laid over a part of the photo: all arrays of the refinement live on one. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  /** The part of the photo that it covers, photo pixels. */
  readonly region: Region;
  /** Size of the photo, pixels. */
  readonly photoWidth: number;
  readonly photoHeight: number;
}

/** A view with the network's answer to it, {@link MASK_SIDE_PX} squared. */
export interface SegmentedView extends View {
  readonly mask: Float32Array;
}

/**
 * Lays the masks of all views over one another on a grid: each closer view fades in over the wider ones.
 * @param views widest first
 */
export function combineViews(views: readonly SegmentedView[], grid: Grid): Float32Array {
  const { width, height, region } = grid;
  const probability = new Float32Array(width * height);
  for (const view of views) {
    const scaleX = MASK_SIDE_PX / view.region.width;
    const scaleY = MASK_SIDE_PX / view.region.height;
    const part = {
      x: (region.x - view.region.x) * scaleX,
      y: (region.y - view.region.y) * scaleY,
      width: region.width * scaleX,
      height: region.height * scaleY,
    };
    const source = { width: MASK_SIDE_PX, height: MASK_SIDE_PX, data: view.mask, stride: 1 };
    const answer = resample(source, 1, part, width, height);
    const weightX = new Float32Array(width);
    for (let x = 0; x < width; x++) {
      const photoX = region.x + ((x + 0.5) * region.width) / width;
      weightX[x] = fadeAlong(photoX, view.region.x, view.region.width, grid.photoWidth);
    }
    for (let y = 0; y < height; y++) {
      const photoY = region.y + ((y + 0.5) * region.height) / height;
      const weightY = view.weight * fadeAlong(photoY, view.region.y, view.region.height, grid.photoHeight);
      if (weightY === 0) continue;
      for (let x = 0, at = y * width; x < width; x++, at++)
        probability[at] += weightY * weightX[x] * (answer[at] - probability[at]);
    }
  }
  return probability;
}

/**
 * How many pixels of each label lie in a box.
 * @param box photo pixels
 * @returns also the pixels of the box on the grid
 */
export function countLabels(
  labels: Int32Array,
  { width, height, region }: Grid,
  [boxX, boxY, boxWidth, boxHeight]: Box,
): { readonly counts: ReadonlyMap<number, number>; readonly boxPx: number } {
  const toGridX = width / region.width;
  const toGridY = height / region.height;
  const x0 = Math.max(0, Math.floor((boxX - region.x) * toGridX));
  const y0 = Math.max(0, Math.floor((boxY - region.y) * toGridY));
  const x1 = Math.min(width, Math.ceil((boxX + boxWidth - region.x) * toGridX));
  const y1 = Math.min(height, Math.ceil((boxY + boxHeight - region.y) * toGridY));
  const counts = new Map<number, number>();
  for (let y = y0; y < y1; y++)
    for (let x = x0; x < x1; x++) {
      const label = labels[y * width + x];
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  return { counts, boxPx: (x1 - x0) * (y1 - y0) };
}

/** Share of a face box that a person's area must cover to be that face's person. */
const FACE_COVER_MIN = 0.4;
/** Detached areas (a hand behind a bouquet) stay when at least this large against the person and this certain. */
const DETACHED_AREA_MIN = 0.03;
const DETACHED_CERTAINTY_MIN = 0.85;
/** Enclosed gaps up to this share of the person are the network's doubts, not views through a bent arm. */
const HOLE_AREA_MAX = 0.012;

/**
 * Decides per pixel between person and background: areas that carry a face are the persons; their small gaps are
 * closed and small islands elsewhere dropped. Without a face on any area there is no person: the network alone also
 * calls a cat that fills the picture one.
 * @returns 1 person, 0 background
 */
export function decidePerson(
  probability: Float32Array,
  grid: Grid,
  faces: readonly FaceEvidence[],
): Uint8Array {
  const { width, height } = grid;
  const mask = Uint8Array.from(probability, (value) => (value > 0.5 ? 1 : 0));
  const { labels, areas } = labelComponents(mask, width, height);
  const certainty = new Float64Array(areas.length);
  for (let i = 0; i < labels.length; i++) certainty[labels[i]] += probability[i];

  const kept = new Set<number>();
  for (const face of faces) {
    const { counts, boxPx } = countLabels(labels, grid, face.box);
    for (const [label, count] of counts) if (label !== 0 && count >= FACE_COVER_MIN * boxPx) kept.add(label);
  }
  if (kept.size === 0) return mask.fill(0);

  const largest = Math.max(...[...kept].map((label) => areas[label]));
  for (let label = 1; label < areas.length; label++)
    if (
      areas[label] >= DETACHED_AREA_MIN * largest &&
      certainty[label] >= DETACHED_CERTAINTY_MIN * areas[label]
    )
      kept.add(label);
  for (let i = 0; i < mask.length; i++) mask[i] = kept.has(labels[i]) ? 1 : 0;
  fillHoles(mask, width, height, HOLE_AREA_MAX * largest);
  return mask;
}

/** The smallest photo region that holds every pixel of the mask, grown by `marginPx` photo pixels; null when empty. */
export function regionOf(mask: Uint8Array, grid: Grid, marginPx: number): Region | null {
  const { width, height, region } = grid;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++)
      if (mask[at] !== 0) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = y;
      }
  if (right < 0) return null;
  const scaleX = region.width / width;
  const scaleY = region.height / height;
  const x0 = Math.max(0, Math.floor(region.x + left * scaleX - marginPx));
  const y0 = Math.max(0, Math.floor(region.y + top * scaleY - marginPx));
  const x1 = Math.min(grid.photoWidth, Math.ceil(region.x + (right + 1) * scaleX + marginPx));
  const y1 = Math.min(grid.photoHeight, Math.ceil(region.y + (bottom + 1) * scaleY + marginPx));
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}
