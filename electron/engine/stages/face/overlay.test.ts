import { describe, expect, it } from 'vitest';
import { createGray, createRgba } from '../../runtime/image.ts';
import { drawOverlay } from './overlay.ts';
import { LANDMARK_COUNT, type Face } from './types.ts';

const pixel = (image: { width: number; data: Uint8ClampedArray }, x: number, y: number): number[] =>
  Array.from(image.data.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 4));

function face(): Face {
  const landmarks = new Float32Array(LANDMARK_COUNT * 3);
  for (let at = 0; at < landmarks.length; at += 3) landmarks.set([32.5, 40.5], at);
  const point = [32.5, 40.5] as const;
  return {
    box: [16, 20, 30, 32],
    score: 1,
    keypoints: {
      eyeImageLeft: point,
      eyeImageRight: point,
      nose: point,
      mouth: point,
      earImageLeft: point,
      earImageRight: point,
    },
    landmarks,
    presence: 1,
  };
}

describe('drawOverlay', () => {
  it('draws box and landmarks on a copy', () => {
    const image = createRgba(64, 64);
    image.data.fill(255);
    const overlay = drawOverlay(image, { faces: [face()] });
    expect(pixel(overlay, 30, 20)).not.toEqual([255, 255, 255, 255]);
    expect(pixel(overlay, 32, 40)).not.toEqual([255, 255, 255, 255]);
    expect(pixel(overlay, 5, 5)).toEqual([255, 255, 255, 255]);
    expect(image.data.every((value) => value === 255)).toBe(true);
  });

  it('draws the edge of the matte and nothing inside or outside of it', () => {
    const image = createRgba(40, 40);
    image.data.fill(200);
    const matte = createGray(40, 40);
    for (let y = 0; y < 40; y++) matte.data.fill(1, y * 40, y * 40 + 20);
    const overlay = drawOverlay(image, { faces: [] }, matte);
    expect(pixel(overlay, 19, 20)).not.toEqual([200, 200, 200, 200]);
    expect(pixel(overlay, 10, 20)).toEqual([200, 200, 200, 200]);
    expect(pixel(overlay, 30, 20)).toEqual([200, 200, 200, 200]);
  });

  it('survives faces that reach beyond the picture', () => {
    const image = createRgba(32, 24);
    expect(drawOverlay(image, { faces: [face()] }).width).toBe(32);
  });

  it('refuses a matte of another size', () => {
    expect(() => drawOverlay(createRgba(8, 8), { faces: [] }, createGray(8, 9))).toThrow('differ in size');
  });
});
