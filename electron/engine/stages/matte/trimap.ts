import type { Grid, SegmentedView } from './personMask.ts';
import { MASK_SIDE_PX } from './forward.ts';
import type { FaceEvidence } from './types.ts';
import { faceSizeOf } from './views.ts';

/**
 * Distance in pixels from each pixel to the nearest pixel of the other kind (two-pass chamfer, steps 1 and sqrt 2:
 * at most 8 % off). Infinity in a uniform picture.
 */
export function distanceToEdge(mask: Uint8Array, width: number, height: number): Float32Array {
  const distance = new Float32Array(mask.length).fill(Infinity);
  const relax = (at: number, x: number, y: number, dx: number, dy: number, step: number): void => {
    if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) return;
    const other = at + dy * width + dx;
    const through = mask[other] === mask[at] ? distance[other] + step : step;
    if (through < distance[at]) distance[at] = through;
  };
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      relax(at, x, y, -1, 0, 1);
      relax(at, x, y, 0, -1, 1);
      relax(at, x, y, -1, -1, Math.SQRT2);
      relax(at, x, y, 1, -1, Math.SQRT2);
    }
  for (let y = height - 1, at = mask.length - 1; y >= 0; y--)
    for (let x = width - 1; x >= 0; x--, at--) {
      relax(at, x, y, 1, 0, 1);
      relax(at, x, y, 0, 1, 1);
      relax(at, x, y, 1, 1, Math.SQRT2);
      relax(at, x, y, -1, 1, Math.SQRT2);
    }
  return distance;
}

/** Half width of the doubtful band around hair and around the rest, in face sizes. */
const HAIR_BAND_FACES = 0.16;
const BODY_BAND_FACES = 0.045;
/** ... and in pixels of the network's mask, below which its edge is not exact. */
const MASK_DOUBT_PX = 2;
/** Hair reaches to this distance from the middle of the face and is gone at the second one, in face sizes. */
const HAIR_NEAR_FACES = 1.3;
const HAIR_FAR_FACES = 2.2;

/**
 * Half width, in grid pixels, of the band around the decided edge in which alpha is open. Wide around heads, where
 * hair is; elsewhere as wide as the network's own pixels demand.
 */
export function bandWidths(
  grid: Grid,
  views: readonly SegmentedView[],
  faces: readonly FaceEvidence[],
): Float32Array {
  const { width, height, region } = grid;
  const scale = width / region.width;
  const widths = new Float32Array(width * height);
  const pitchOf = (view: SegmentedView): number =>
    (Math.max(view.region.width, view.region.height) / MASK_SIDE_PX) * scale;
  const heads = faces.map((face) => {
    const size = faceSizeOf(face) * scale;
    return {
      x: (face.box[0] + face.box[2] / 2 - region.x) * scale,
      y: (face.box[1] + face.box[3] / 2 - region.y) * scale,
      size,
      hair: HAIR_BAND_FACES * size,
      body: BODY_BAND_FACES * size,
    };
  });
  const pitch = new Float32Array(width * height).fill(pitchOf(views[0]));
  for (const view of views.slice(1)) {
    const x0 = Math.max(0, Math.floor((view.region.x - region.x) * scale));
    const y0 = Math.max(0, Math.floor((view.region.y - region.y) * scale));
    const x1 = Math.min(width, Math.ceil((view.region.x + view.region.width - region.x) * scale));
    const y1 = Math.min(height, Math.ceil((view.region.y + view.region.height - region.y) * scale));
    for (let y = y0; y < y1; y++) pitch.fill(pitchOf(view), y * width + x0, y * width + Math.max(x0, x1));
  }
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      let open = Math.max(1.5, MASK_DOUBT_PX * pitch[at]);
      for (const head of heads) {
        const away = Math.hypot(x - head.x, y - head.y) / head.size;
        const t = Math.min(1, Math.max(0, (away - HAIR_NEAR_FACES) / (HAIR_FAR_FACES - HAIR_NEAR_FACES)));
        open = Math.max(open, head.hair + (head.body - head.hair) * t);
      }
      widths[at] = open;
    }
  return widths;
}
