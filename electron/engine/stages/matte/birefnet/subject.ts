import { labelComponents } from '../components.ts';
import { countLabels, type Grid } from '../personMask.ts';
import type { FaceEvidence, PersonEvidence } from '../types.ts';
import { faceSizeOf } from '../views.ts';
import type { Box } from '../../../runtime/image.ts';

/** Who is to be cut out. */
export interface SubjectEvidence {
  readonly faces: readonly FaceEvidence[];
  /** What a detector of persons found: tells a person from behind from a vase. */
  readonly persons: readonly PersonEvidence[];
}

/** Opacity above which a pixel belongs to some subject, and above which it may be the soft edge of one. */
const CORE_MIN = 0.5;
const EDGE_MIN = 0.02;
/** Share of a face box that an area must cover to be that face's person. */
const FACE_COVER_MIN = 0.4;
/** Without a face: share of an area that must lie in a person's box, and share of the box that it must fill. */
const INSIDE_PERSON_MIN = 0.6;
const PERSON_FILL_MIN = 0.15;
/** A detached part (a hand behind a bouquet, a shoe) is neither dust nor somebody else, against the person it lies by. */
const DETACHED_AREA_MIN = 0.002;
const DETACHED_AREA_MAX = 0.25;
/** Where the body of a face may be when no detector said so: width and height in face sizes, face near the top. */
const BODY_WIDTH_FACES = 5;
const BODY_ABOVE_FACES = 1.2;
const BODY_BELOW_FACES = 7;

function bodyOf(face: FaceEvidence): Box {
  const [x, y, width, height] = face.box;
  const size = faceSizeOf(face);
  const middleX = x + width / 2;
  const middleY = y + height / 2;
  return [
    middleX - (BODY_WIDTH_FACES / 2) * size,
    middleY - BODY_ABOVE_FACES * size,
    BODY_WIDTH_FACES * size,
    (BODY_ABOVE_FACES + BODY_BELOW_FACES) * size,
  ];
}

const holds = ([x, y, width, height]: Box, face: FaceEvidence): boolean => {
  const middleX = face.box[0] + face.box[2] / 2;
  const middleY = face.box[1] + face.box[3] / 2;
  return middleX >= x && middleX <= x + width && middleY >= y && middleY <= y + height;
};

/** Pixels of each label that lie in some of the boxes. */
function countInside(labels: Int32Array, grid: Grid, boxes: readonly Box[], areaCount: number): Float64Array {
  const inside = new Uint8Array(labels.length);
  const { width, height, region } = grid;
  for (const [x, y, w, h] of boxes) {
    const x0 = Math.max(0, Math.round(((x - region.x) * width) / region.width));
    const y0 = Math.max(0, Math.round(((y - region.y) * height) / region.height));
    const x1 = Math.min(width, Math.round(((x + w - region.x) * width) / region.width));
    const y1 = Math.min(height, Math.round(((y + h - region.y) * height) / region.height));
    if (x1 > x0) for (let row = y0; row < y1; row++) inside.fill(1, row * width + x0, row * width + x1);
  }
  const counts = new Float64Array(areaCount);
  for (let i = 0; i < labels.length; i++) if (inside[i] === 1) counts[labels[i]]++;
  return counts;
}

/** The areas that are persons: those that carry a face or fill a person's box, and what lies detached by them. */
function personLabels(
  labels: Int32Array,
  areas: readonly number[],
  grid: Grid,
  { faces, persons }: SubjectEvidence,
): ReadonlySet<number> {
  const kept = new Set<number>();
  for (const face of faces) {
    const { counts, boxPx } = countLabels(labels, grid, face.box);
    for (const [label, count] of counts) if (label !== 0 && count >= FACE_COVER_MIN * boxPx) kept.add(label);
  }
  for (const { box } of persons) {
    const { counts, boxPx } = countLabels(labels, grid, box);
    for (const [label, count] of counts)
      if (label !== 0 && count >= INSIDE_PERSON_MIN * areas[label] && count >= PERSON_FILL_MIN * boxPx)
        kept.add(label);
  }
  if (kept.size === 0) return kept;

  // A face whose person was detected has that person's box; only without one the body has to be guessed.
  const boxes = [
    ...persons.map(({ box }) => box),
    ...faces.filter((face) => !persons.some(({ box }) => holds(box, face))).map(bodyOf),
  ];
  const largest = Math.max(...[...kept].map((label) => areas[label]));
  const inside = countInside(labels, grid, boxes, areas.length);
  for (let label = 1; label < areas.length; label++)
    if (
      areas[label] >= DETACHED_AREA_MIN * largest &&
      areas[label] <= DETACHED_AREA_MAX * largest &&
      inside[label] >= INSIDE_PERSON_MIN * areas[label]
    )
      kept.add(label);
  return kept;
}

/**
 * Keeps of an opacity map what belongs to persons. The network finds whatever stands out, be it a cat or a cake; the
 * faces and the boxes of persons say which of the areas are meant. An area carries a face, or, for somebody seen from
 * behind, lies in and fills the box of a person; without any such evidence nobody is there, and the result is empty.
 * Soft pixels go with the area they hang on, so that hair stays with its head and a neighbour's does not come along.
 * @param opacity 0..1 on the grid
 * @returns the same opacity where it is a person's, 0 elsewhere
 */
export function keepPersons(opacity: Float32Array, grid: Grid, evidence: SubjectEvidence): Float32Array {
  const { width, height } = grid;
  const core = Uint8Array.from(opacity, (value) => (value > CORE_MIN ? 1 : 0));
  const { labels, areas } = labelComponents(core, width, height);
  const kept = personLabels(labels, areas, grid, evidence);
  const result = new Float32Array(opacity.length);
  if (kept.size === 0) return result;

  // From all areas at once outwards over soft pixels: each is reached first from the nearest.
  let front: number[] = [];
  for (let at = 0; at < labels.length; at++) if (labels[at] !== 0) front.push(at);
  const visit = (next: number, label: number, into: number[]): void => {
    if (labels[next] !== 0 || opacity[next] < EDGE_MIN) return;
    labels[next] = label;
    into.push(next);
  };
  while (front.length > 0) {
    const reached: number[] = [];
    for (const at of front) {
      const x = at % width;
      if (x > 0) visit(at - 1, labels[at], reached);
      if (x < width - 1) visit(at + 1, labels[at], reached);
      if (at >= width) visit(at - width, labels[at], reached);
      if (at < width * (height - 1)) visit(at + width, labels[at], reached);
    }
    front = reached;
  }
  for (let at = 0; at < labels.length; at++) if (kept.has(labels[at])) result[at] = opacity[at];
  return result;
}
