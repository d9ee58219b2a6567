import type { MatteTouchUp } from '../../../../shared/matteTouchUp.ts';
import { createGray, createRgba, type RgbaImage } from '../../runtime/image.ts';
import { matteFromColours } from './finish.ts';
import { estimateLayerColours, type LayerColours } from './foregroundColours.ts';
import { GridReader } from './gridReader.ts';
import { resample, type Region } from './resample.ts';
import { paintStroke } from './strokeWeights.ts';
import type { Matte } from './types.ts';

/** Photos larger than this have the colours of touched edges estimated on a coarser grid, like the matte's own. */
const FINE_MAX_PIXELS = 2_000_000;
/** Touched places are recoloured in squares of this side, and their surroundings are looked at this far, grid pixels. */
const CELL_SIDE_PX = 192;
const SURROUNDINGS_PX = 32;
/**
 * Around touched pixels what is transparent gets the person's colour as well, this far in grid pixels: a resize mixes
 * neighbours, and the photo's own colour there would show as a rim.
 */
const RIM_PX = 8;

interface Cells {
  readonly sidePx: number;
  readonly across: number;
  /** 1 where a stroke may have changed something. */
  readonly touched: Uint8Array;
}

function noteCells(cells: Cells, x: number, y: number, width: number, height: number): void {
  const { sidePx, across, touched } = cells;
  const right = Math.floor((x + width - 1) / sidePx);
  const below = Math.floor((y + height - 1) / sidePx);
  for (let row = Math.floor(y / sidePx); row <= below; row++)
    touched.fill(1, row * across + Math.floor(x / sidePx), row * across + right + 1);
}

/** A rectangle grown on all sides, cut at the photo. */
function grow(region: Region, byPx: number, photo: RgbaImage): Region {
  const x = Math.max(0, region.x - byPx);
  const y = Math.max(0, region.y - byPx);
  return {
    x,
    y,
    width: Math.min(photo.width, region.x + region.width + byPx) - x,
    height: Math.min(photo.height, region.y + region.height + byPx) - y,
  };
}

/** Alpha before and after the strokes, and the photo that bounds it. */
interface Change {
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly photo: RgbaImage;
}

/** As much person as the photo can show at a pixel: less than 1 where its file is transparent. */
const wholeAt = (photo: RgbaImage, at: number): number => Math.fround(photo.data[at * 4 + 3] / 255);

/** A changed pixel that is all person has the photo's colour; a changed one that is not has to be parted. */
type Effect = 'unchanged' | 'whole' | 'mixed';
function effectAt({ before, after, photo }: Change, at: number): Effect {
  if (after[at] === before[at]) return 'unchanged';
  return after[at] > 0 && after[at] === wholeAt(photo, at) ? 'whole' : 'mixed';
}

/**
 * Takes the photo's colour where the strokes made pixels of a cell wholly the person's.
 * @returns the smallest rectangle that holds what they made mixed; null when there is none
 */
function colourWholePixels(change: Change, cell: Region, colours: RgbaImage): Region | null {
  const { photo } = change;
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let y = cell.y; y < cell.y + cell.height; y++)
    for (let x = cell.x, at = y * photo.width + x; x < cell.x + cell.width; x++, at++) {
      const effect = effectAt(change, at);
      if (effect === 'whole') for (let c = at * 4; c < at * 4 + 3; c++) colours.data[c] = photo.data[c];
      if (effect !== 'mixed') continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  return right < 0 ? null : { x: left, y: top, width: right + 1 - left, height: bottom + 1 - top };
}

/** Mean colours weighted by how much of each pixel is person and background: brush strokes may leave no pure pixel. */
function weightedMeans(rgb: Float32Array, alpha: Float32Array): LayerColours {
  const foreground = new Float32Array(3);
  const background = new Float32Array(3);
  let covered = 1e-6;
  for (let i = 0; i < alpha.length; i++) {
    covered += alpha[i];
    for (let c = 0; c < 3; c++) {
      foreground[c] += alpha[i] * rgb[i * 3 + c];
      background[c] += (1 - alpha[i]) * rgb[i * 3 + c];
    }
  }
  const open = alpha.length + 2e-6 - covered;
  return {
    foreground: foreground.map((sum) => sum / covered),
    background: background.map((sum) => sum / open),
  };
}

/** Parts person from background anew where alpha changed in a part of a cell, and in the transparent rim around it. */
function partColours(change: Change, part: Region, scale: number, colours: RgbaImage): void {
  const { after, photo } = change;
  const region = grow(part, Math.ceil(SURROUNDINGS_PX / scale), photo);
  const gridWidth = Math.max(1, Math.round(region.width * scale));
  const gridHeight = Math.max(1, Math.round(region.height * scale));
  const { width, height } = photo;
  const rgb = resample({ ...photo, stride: 4 }, 3, region, gridWidth, gridHeight);
  for (let i = 0; i < rgb.length; i++) rgb[i] /= 255;
  const alpha = resample({ width, height, data: after, stride: 1 }, 1, region, gridWidth, gridHeight);
  // Nobody is left here, so there is no colour to continue and none to see.
  if (alpha.every((value) => value === 0)) return;
  const layers = estimateLayerColours(rgb, alpha, gridWidth, gridHeight, weightedMeans(rgb, alpha));

  const reader = new GridReader(region, gridWidth, gridHeight);
  const rim = grow(part, Math.ceil(RIM_PX / scale), photo);
  for (let y = rim.y; y < rim.y + rim.height; y++)
    for (let x = rim.x, at = y * width + x; x < rim.x + rim.width; x++, at++) {
      const inside = x >= part.x && x < part.x + part.width && y >= part.y && y < part.y + part.height;
      const isMixed = inside && effectAt(change, at) === 'mixed';
      if (!isMixed && after[at] !== 0) continue;
      reader.moveTo(x - region.x, y - region.y);
      reader.writeColour(photo, at, after[at], layers, colours);
    }
}

/**
 * Lays the strokes of the touch-up brush over a matte, in their order: `add` draws alpha towards the person, `remove`
 * towards the background, by how much the stroke counts at each pixel.
 *
 * Where a stroke makes a pixel wholly the person's, its colour is the photo's; where it leaves a mixed pixel, person
 * and background are parted anew on the surroundings. All other visible pixels keep their colours bit by bit. What is
 * transparent in the photo itself cannot be added. The time goes with the area of the strokes.
 * @param photo the photo that the matte was cut out of
 * @returns a new matte; the same one when there is no stroke
 */
export function applyTouchUp(matte: Matte, photo: RgbaImage, touchUp: MatteTouchUp): Matte {
  if (touchUp.strokes.length === 0) return matte;
  const { width, height } = photo;
  const before = matte.alpha.data;
  const alpha = createGray(width, height);
  const after = alpha.data;
  after.set(before);
  const foreground = createRgba(width, height);
  foreground.data.set(matte.foreground.data);

  const scale = Math.min(1, Math.sqrt(FINE_MAX_PIXELS / (width * height)));
  const sidePx = Math.ceil(CELL_SIDE_PX / scale);
  const across = Math.ceil(width / sidePx);
  const cells: Cells = { sidePx, across, touched: new Uint8Array(across * Math.ceil(height / sidePx)) };
  for (const stroke of touchUp.strokes) {
    const isAdd = stroke.kind === 'add';
    paintStroke(
      stroke,
      width,
      height,
      (at, weight) => {
        const goal = isAdd ? wholeAt(photo, at) : 0;
        // Exactly the goal at full weight, where a sum of shares could miss it by a rounding.
        after[at] = weight === 1 ? goal : after[at] + weight * (goal - after[at]);
      },
      (x, y, w, h) => noteCells(cells, x, y, w, h),
    );
  }

  const change: Change = { before, after, photo };
  cells.touched.forEach((touched, index) => {
    if (touched === 0) return;
    const x = (index % across) * sidePx;
    const y = Math.floor(index / across) * sidePx;
    const cell = { x, y, width: Math.min(sidePx, width - x), height: Math.min(sidePx, height - y) };
    const mixed = colourWholePixels(change, cell, foreground);
    if (mixed) partColours(change, mixed, scale, foreground);
  });
  return { ...matteFromColours(alpha, foreground), model: matte.model, warnings: matte.warnings };
}
