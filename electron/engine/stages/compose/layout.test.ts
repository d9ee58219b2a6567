import { expect, test } from 'vitest';
import { landmarksInFrame, layOut } from './layout.ts';

const photo = { width: 3000, height: 2000 };

test('the largest part of the frame shape is used, with the face in the middle', () => {
  const layout = layOut(photo, { widthPx: 1080, heightPx: 1080 }, [1900, 500, 200, 300]);
  expect([layout.width, layout.height]).toEqual([2000, 2000]);
  expect(layout.left).toBe(1000);
  expect(layout.top).toBe(0);
  expect(layout.scaleX).toBeCloseTo(0.54, 9);
});

test('the crop stays inside the photo when the face is at its edge', () => {
  const left = layOut(photo, { widthPx: 1080, heightPx: 1920 }, [0, 300, 200, 300]);
  expect(left.left).toBe(0);
  const right = layOut(photo, { widthPx: 1080, heightPx: 1920 }, [2900, 300, 100, 100]);
  expect(right.left + right.width).toBe(photo.width);
});

test('a wide frame from a tall photo keeps the face a little above the middle', () => {
  const layout = layOut(
    { width: 1000, height: 3000 },
    { widthPx: 1920, heightPx: 1080 },
    [400, 1400, 200, 200],
  );
  const faceShare = (1500 - layout.top) / layout.height;
  expect(faceShare).toBeGreaterThan(0.4);
  expect(faceShare).toBeLessThan(0.44);
});

test('landmarks go where their pixels go', () => {
  const layout = layOut(photo, { widthPx: 1000, heightPx: 1000 }, [1900, 500, 200, 300]);
  const mapped = landmarksInFrame(Float32Array.of(1000, 0, 10, 3000, 2000, -10), layout);
  expect([...mapped]).toEqual([0, 0, 5, 1000, 1000, -5]);
});
