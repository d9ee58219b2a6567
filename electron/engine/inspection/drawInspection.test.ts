import { describe, expect, it } from 'vitest';
import { createGray, createRgba, type RgbaImage } from '../runtime/image.ts';
import { drawOverlay, FACE_BOX_COLOUR } from '../stages/face/overlay.ts';
import { LANDMARK_COUNT, type Face } from '../stages/face/types.ts';
import { drawInspection } from './drawInspection.ts';

const pixel = ({ width, data }: RgbaImage, x: number, y: number): number[] =>
  Array.from(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3));

function whitePicture(width: number, height: number): RgbaImage {
  const image = createRgba(width, height);
  image.data.fill(255);
  return image;
}

const point = [60, 50] as const;
const face: Face = {
  box: [40, 30, 40, 48],
  score: 1,
  keypoints: {
    eyeImageLeft: point,
    eyeImageRight: point,
    nose: point,
    mouth: point,
    earImageLeft: point,
    earImageRight: point,
  },
  landmarks: Float32Array.from({ length: LANDMARK_COUNT * 3 }, (_, index) => (index % 3 === 2 ? 0 : 55)),
  presence: 1,
};

describe('drawInspection', () => {
  it('draws boxes of persons inside the photo, even where they end with it', () => {
    const image = whitePicture(200, 160);
    const persons = [{ box: [20, 10, 180, 150] as const, score: 1 }];
    const drawn = drawInspection(image, { persons, faces: { faces: [] }, matteAlpha: createGray(200, 160) });
    const blue = [64, 160, 255];
    for (const [x, y] of [
      [20, 100],
      [199, 100],
      [100, 10],
      [100, 159],
    ])
      expect(pixel(drawn, x, y), `${x},${y}`).toEqual(blue);
    for (const [x, y] of [
      [15, 100],
      [100, 5],
      [100, 80],
    ])
      expect(pixel(drawn, x, y), `${x},${y}`).toEqual([255, 255, 255]);
    expect(image.data.every((value) => value === 255)).toBe(true);
  });

  it('writes the number of each person and face into its corner', () => {
    const image = whitePicture(400, 300);
    const persons = [
      { box: [10, 20, 150, 270] as const, score: 1 },
      { box: [210, 20, 150, 270] as const, score: 1 },
    ];
    const findings = { persons, faces: { faces: [face] }, matteAlpha: createGray(400, 300) };
    const drawn = drawInspection(image, findings);
    /** What is dark in a corner, by dots of three pixels, one dot from the corner on. */
    const inkAt = (left: number, top: number): string[] =>
      Array.from({ length: 5 }, (_, row) =>
        Array.from({ length: 3 }, (_column, column) =>
          pixel(drawn, left + 3 * column + 4, top + 3 * row + 4)[0] < 40 ? '#' : '.',
        ).join(''),
      );
    expect(inkAt(10, 20)).toEqual(['###', '#.#', '#.#', '#.#', '###']);
    expect(inkAt(210, 20)).toEqual(['.#.', '##.', '.#.', '.#.', '###']);
    // Above its box, where it hides nothing of the face; ten pixels at least make dots of two.
    expect(pixel(drawn, 41, 30 - 14)).toEqual([...FACE_BOX_COLOUR]);
    expect(pixel(drawn, 41, 30 - 15)).toEqual([255, 255, 255]);
  });

  it('keeps everything that the drawing of faces and matte shows', () => {
    const image = whitePicture(120, 100);
    const matteAlpha = createGray(120, 100);
    for (let y = 0; y < 100; y++) matteAlpha.data.fill(1, y * 120, y * 120 + 90);
    const drawn = drawInspection(image, { persons: [], faces: { faces: [face] }, matteAlpha });
    const before = drawOverlay(image, { faces: [face] }, matteAlpha);
    expect(pixel(drawn, 89, 50)).toEqual(pixel(before, 89, 50));
    expect(pixel(drawn, 89, 50)).not.toEqual([255, 255, 255]);
    expect(pixel(drawn, 55, 55)).toEqual(pixel(before, 55, 55));
    expect(pixel(drawn, 55, 55)).not.toEqual([255, 255, 255]);
  });
});
