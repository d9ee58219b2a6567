/** A picture of all that was found in a photo: for people who want to see why a render looks as it does. */
import type { Box, GrayImage, RgbaImage } from '../runtime/image.ts';
import { blend, drawOverlay, drawPath, FACE_BOX_COLOUR, type Colour } from '../stages/face/overlay.ts';
import type { FaceResult } from '../stages/face/types.ts';
import type { Person } from '../stages/person/types.ts';
import { drawDigits, widthOfDigits, DIGIT_ROWS } from './digits.ts';

const PERSON_BOX_COLOUR: Colour = [64, 160, 255];
const DIGIT_COLOUR: Colour = [16, 16, 16];
/** Width of a person's outline, as a share of the photo's longer side. */
const OUTLINE_SHARE = 1 / 400;
/** Height of a number, as a share of its box; and what can still be read, and need not be larger. */
const NUMBER_SHARE = 0.05;
const NUMBER_MIN_PX = 10;
const NUMBER_MAX_SHARE = 1 / 25;

export interface Findings {
  readonly persons: readonly Person[];
  readonly faces: FaceResult;
  /** Of the photo's size. */
  readonly matteAlpha: GrayImage;
}

function fillRect(image: RgbaImage, [left, top, width, height]: Box, colour: Colour): void {
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) blend(image, x, y, colour, 1);
}

/** The number by which commands call a person or a face, at the upper left corner of its box. */
function drawNumber(
  image: RgbaImage,
  [left, top, , height]: Box,
  number: number,
  colour: Colour,
  place: 'inside' | 'above',
): void {
  const longest = Math.max(image.width, image.height);
  const wantedPx = Math.max(NUMBER_MIN_PX, Math.min(height * NUMBER_SHARE, longest * NUMBER_MAX_SHARE));
  const dotPx = Math.max(1, Math.round(wantedPx / DIGIT_ROWS));
  const x = Math.max(0, Math.round(left));
  const heightPx = (DIGIT_ROWS + 2) * dotPx;
  const y = Math.max(0, Math.round(top) - (place === 'above' ? heightPx : 0));
  fillRect(image, [x, y, (widthOfDigits(number) + 2) * dotPx, heightPx], colour);
  drawDigits(number, (column, row) =>
    fillRect(image, [x + (column + 1) * dotPx, y + (row + 1) * dotPx, dotPx, dotPx], DIGIT_COLOUR),
  );
}

/**
 * Draws the boxes of persons and faces with their numbers, contours and landmarks of faces, and the matte's edge.
 * @returns a copy; the picture is left alone
 */
export function drawInspection(image: RgbaImage, { persons, faces, matteAlpha }: Findings): RgbaImage {
  const drawn = drawOverlay(image, faces, matteAlpha);
  const strokePx = Math.max(2, Math.max(image.width, image.height) * OUTLINE_SHARE);
  for (const { box } of persons) {
    // A box that ends with the photo is drawn whole nevertheless.
    const inset = strokePx / 2;
    const [left, top] = [box[0] + inset, box[1] + inset];
    const [right, bottom] = [box[0] + box[2] - inset, box[1] + box[3] - inset];
    const corners = [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const;
    drawPath(drawn, corners, true, strokePx, PERSON_BOX_COLOUR);
  }
  persons.forEach(({ box }, index) => drawNumber(drawn, box, index, PERSON_BOX_COLOUR, 'inside'));
  faces.faces.forEach(({ box }, index) => drawNumber(drawn, box, index, FACE_BOX_COLOUR, 'above'));
  return drawn;
}
