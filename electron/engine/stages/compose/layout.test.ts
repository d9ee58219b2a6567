import { describe, expect, it, test } from 'vitest';
import type { Box } from '../../runtime/image.ts';
import { landmarksInFrame, layOut, type FrameLayout } from './layout.ts';

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

describe('auto', () => {
  const story = { widthPx: 1080, heightPx: 1920 };
  const square = { widthPx: 1080, heightPx: 1080 };
  const film = { widthPx: 1920, heightPx: 1080 };
  const shapes = [
    ['a story', story],
    ['a square', square],
    ['a film', film],
  ] as const;
  type Frame = (typeof shapes)[number][1];
  const auto = (
    size: { width: number; height: number },
    frame: Frame,
    face: Box,
    personBox: Box | null,
  ): FrameLayout => layOut(size, frame, face, { crop: 'auto', personBox });

  /** Head and chest of somebody: the face is 0.21 of the person's height, as in the sample portrait. */
  const bustOf = (x: number, y: number, height: number): { person: Box; face: Box } => ({
    person: [x, y, height * 0.75, height],
    face: [x + height * 0.28, y + height * 0.1, height * 0.19, height * 0.21],
  });
  /** Somebody from head to toe. */
  const figureOf = (x: number, y: number, height: number): { person: Box; face: Box } => ({
    person: [x, y, height * 0.3, height],
    face: [x + height * 0.11, y + height * 0.045, height * 0.08, height * 0.095],
  });
  const faceShare = (layout: FrameLayout, face: Box): number => face[3] / layout.height;

  it.each(shapes)('keeps all that fits %s when the person fills the photo', (_, frame) => {
    const { person, face } = bustOf(0, 10, 1500);
    const close = auto({ width: 1125, height: 1510 }, frame, face, person);
    const widest = layOut({ width: 1125, height: 1510 }, frame, face);
    expect([close.width, close.height]).toEqual([widest.width, widest.height]);
  });

  it.each(shapes)('comes so close in %s that a small figure has a visible mouth', (_, frame) => {
    const { person, face } = figureOf(2400, 1200, 2000);
    const layout = auto({ width: 6000, height: 4000 }, frame, face, person);
    expect(faceShare(layout, face)).toBeCloseTo(1 / 6, 2);
    const faceMiddle = (face[0] + face[2] / 2 - layout.left) / layout.width;
    expect(faceMiddle).toBeCloseTo(0.5, 2);
    const eyes = (face[1] + face[3] * 0.33 - layout.top) / layout.height;
    expect(eyes).toBeCloseTo(0.36, 2);
  });

  it('comes no closer than the whole person needs', () => {
    const { face } = bustOf(3000, 1500, 2000);
    const person: Box = [3000, 1500, 1500, 1700];
    const layout = auto({ width: 8000, height: 6000 }, square, face, person);
    expect(layout.width).toBeLessThan(4000);
    expect(layout.left).toBeLessThan(person[0]);
    expect(layout.left + layout.width).toBeGreaterThan(person[0] + person[2]);
    expect(layout.top).toBeLessThan(person[1]);
    expect(layout.top + layout.height).toBeGreaterThanOrEqual(person[1] + person[3] - 1);
    // One step closer, and something of them would be cut off.
    const room = [
      (person[0] - layout.left) / layout.width,
      (layout.left + layout.width - person[0] - person[2]) / layout.width,
      (layout.top + layout.height - person[1] - person[3]) / layout.height,
    ];
    expect(Math.min(room[0] - 0.04, room[1] - 0.04, room[2])).toBeLessThan(0.002);
  });

  it('never closer than head and shoulders', () => {
    const layout = auto(
      { width: 6000, height: 4000 },
      square,
      [2700, 1500, 600, 700],
      [2650, 1200, 700, 1100],
    );
    expect(faceShare(layout, [2700, 1500, 600, 700])).toBeLessThanOrEqual(0.32);
    const narrow = auto(
      { width: 6000, height: 4000 },
      story,
      [2700, 1500, 600, 700],
      [2650, 1200, 700, 1100],
    );
    expect(600 / narrow.width).toBeLessThanOrEqual(0.451);
  });

  it('makes no photo pixel wider than two frame pixels, unless the photo as a whole is that small', () => {
    const { person, face } = figureOf(600, 300, 200);
    const layout = auto({ width: 1600, height: 1200 }, square, face, person);
    expect([layout.width, layout.height]).toEqual([540, 540]);
    const little = auto({ width: 320, height: 240 }, square, [150, 60, 20, 25], [120, 40, 90, 190]);
    expect([little.width, little.height]).toEqual([240, 240]);
  });

  it('leaves room above a hat, but does not move away from the face for raised hands', () => {
    const face: Box = [950, 900, 100, 120];
    const hat: Box = [800, 800, 400, 1400];
    const under = auto({ width: 4000, height: 3000 }, film, face, hat);
    expect((hat[1] - under.top) / under.height).toBeGreaterThan(0.05);
    const hands: Box = [800, 300, 400, 1900];
    const raised = auto({ width: 4000, height: 3000 }, film, face, hands);
    expect(faceShare(raised, face)).toBeCloseTo(1 / 6, 2);
  });

  it('keeps the chin when a face is taller than the frame', () => {
    const face: Box = [300, 300, 600, 760];
    const layout = auto({ width: 1200, height: 1600 }, film, face, [100, 100, 1000, 1500]);
    expect(layout.width).toBe(1200);
    expect(layout.top + layout.height).toBeGreaterThan(face[1] + face[3]);
  });

  it.each(shapes)('stays inside the photo and never cuts hair or chin that fit %s', (_, frame) => {
    let checked = 0;
    for (const [width, height] of [
      [4000, 3000],
      [3000, 4000],
      [1600, 900],
      [500, 500],
    ])
      for (const share of [0.05, 0.12, 0.25, 0.5, 0.9])
        for (const x of [0, 0.4, 0.95])
          for (const y of [0, 0.3, 0.8])
            for (const make of [bustOf, figureOf]) {
              const { person, face } = make(x * width, y * height, share * height);
              for (const box of [person, null]) {
                const layout = auto({ width, height }, frame, face, box);
                for (const value of [layout.left, layout.top, layout.width, layout.height])
                  expect(Number.isInteger(value)).toBe(true);
                expect(layout.left).toBeGreaterThanOrEqual(0);
                expect(layout.top).toBeGreaterThanOrEqual(0);
                expect(layout.left + layout.width).toBeLessThanOrEqual(width);
                expect(layout.top + layout.height).toBeLessThanOrEqual(height);
                const aspect = frame.widthPx / frame.heightPx;
                expect(Math.abs(layout.width - layout.height * aspect)).toBeLessThanOrEqual(1.01);
                const hair = Math.max(0, person[1]);
                const chin = Math.min(height, face[1] + face[3]);
                if (chin - hair > 0.9 * layout.height) continue;
                expect(layout.top).toBeLessThanOrEqual(hair);
                expect(layout.top + layout.height).toBeGreaterThanOrEqual(chin);
                checked += 1;
              }
            }
    expect(checked).toBeGreaterThan(500);
  });
});
