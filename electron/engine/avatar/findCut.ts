import type { RgbaImage } from '../runtime/image.ts';

/** A picture reduced to this many columns and rows of brightness: enough to tell one scene from another. */
const COLUMNS = 32;
const ROWS = 18;
/** Every so many pixels are looked at. */
const STEP_PX = 3;
/** Mean change of brightness, 0..255, from one picture to the next that no movement of a person makes. */
const LEAST_CHANGE = 18;
/** A cut changes this many times more than what is usual around it. */
const UNUSUAL = 6;
/** What is usual is looked up in this many pictures on either side. */
const AROUND = 12;

/** @param picture any size; @returns mean brightness of each cell */
export function thumbnailOf({ width, height, data }: RgbaImage): Float32Array {
  const cells = new Float32Array(COLUMNS * ROWS);
  const counts = new Float32Array(COLUMNS * ROWS);
  for (let y = 0; y < height; y += STEP_PX) {
    const row = Math.floor((y * ROWS) / height) * COLUMNS;
    for (let x = 0; x < width; x += STEP_PX) {
      const at = (y * width + x) * 4;
      const cell = row + Math.floor((x * COLUMNS) / width);
      cells[cell] += 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
      counts[cell]++;
    }
  }
  return cells.map((sum, i) => (counts[i] > 0 ? sum / counts[i] : 0));
}

const meanChange = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Looks for a cut: from one picture to the next everything is different, and stays so (after a flash of light, or
 * when something passed before the camera, it is as before).
 * @param longestFlash pictures that such a flash may last
 * @returns index of the first picture after the cut; null when there is none
 */
export function findCut(thumbnails: readonly Float32Array[], longestFlash: number): number | null {
  const changes = thumbnails.map((thumbnail, i) => (i === 0 ? 0 : meanChange(thumbnails[i - 1], thumbnail)));
  for (let i = 1; i < changes.length; i++) {
    if (changes[i] < LEAST_CHANGE) continue;
    const before = changes.slice(Math.max(1, i - AROUND), i);
    const after = changes.slice(i + 1, i + 1 + AROUND);
    if (changes[i] < UNUSUAL * median([...before, ...after])) continue;
    const earlier = thumbnails.slice(Math.max(0, i - longestFlash - 1), i);
    const later = thumbnails.slice(i, i + longestFlash + 1);
    if (earlier.every((one) => later.every((other) => meanChange(one, other) >= LEAST_CHANGE))) return i;
  }
  return null;
}
