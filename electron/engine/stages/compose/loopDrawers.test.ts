import { describe, expect, it } from 'vitest';
import type { FedFrame } from '../../frames/frameFeed.ts';
import { createYuv, yuvByteLength } from '../../frames/yuv.ts';
import type { PatchAnimation } from '../lipsync/engines/wav2lip/types.ts';
import { patchLength } from '../lipsync/engines/wav2lip/types.ts';
import type { LoopBase } from './frameBase.ts';
import { patchedLoop } from './patchedLoop.ts';

const SIDE = 64;
const PATCH = 16;
const PICTURES = 3;

const shared = (length: number): Float32Array<SharedArrayBuffer> =>
  new Float32Array(new SharedArrayBuffer(length * 4));
const bytes = (length: number, value: number): Uint8Array<SharedArrayBuffer> =>
  new Uint8Array(new SharedArrayBuffer(length)).fill(value);

/** Pictures of one grey each: 60, 90, 120. */
function greyLoop(): { base: LoopBase; buffer: SharedArrayBuffer } {
  const picture = yuvByteLength(SIDE, SIDE);
  const buffer = new SharedArrayBuffer(PICTURES * picture);
  for (let i = 0; i < PICTURES; i++) {
    new Uint8Array(buffer, i * picture, SIDE * SIDE).fill(60 + 30 * i);
    new Uint8Array(buffer, i * picture + SIDE * SIDE, (SIDE * SIDE) / 2).fill(128);
  }
  const pictureOfFrame = new Int32Array(new SharedArrayBuffer(5 * 4));
  pictureOfFrame.set([0, 1, 2, 1, 0]);
  const face = { landmarks: shared(0), pictureOfFrame, reference: createYuv(2, 2), referencePicture: 0 };
  return { base: { kind: 'loop', width: SIDE, height: SIDE, cutOut: null, face }, buffer };
}

/** Opaque but for a rim of so many pixels; the same for every picture. */
function maskOf(rim: number): Uint8Array<SharedArrayBuffer> {
  const inside = (at: number): boolean => at >= rim && at < PATCH - rim;
  const masks = bytes(PICTURES * PATCH * PATCH, 0);
  for (let i = 0; i < masks.length; i++)
    if (inside(i % PATCH) && inside(Math.floor(i / PATCH) % PATCH)) masks[i] = 255;
  return masks;
}

const fed = (baseOffset: number | null, patchOffset: number | null): FedFrame => ({
  baseOffset,
  patchOffset,
  captionOffset: null,
});

describe('a loop with drawn mouths', () => {
  const { base, buffer } = greyLoop();
  const picture = yuvByteLength(SIDE, SIDE);
  // The face moves 8 pixels to the right with every picture.
  const crops = shared(PICTURES * 6);
  for (let i = 0; i < PICTURES; i++) crops.set([1, 0, 8 + 8 * i, 0, 1, 24], i * 6);
  const animation: PatchAnimation = {
    sidePx: PATCH,
    crops,
    cropOfFrame: base.face.pictureOfFrame,
    masks: maskOf(2),
    references: bytes(PICTURES * patchLength(PATCH), 0),
    sharpness: 0,
    opacity: 1,
    idle: null,
  };
  // A white square of half the side on black: the face pictures are black, so the square is what is new.
  const patches = shared(patchLength(PATCH));
  for (let i = 0; i < patches.length; i++) {
    const [x, y] = [i % PATCH, Math.floor(i / PATCH) % PATCH];
    if (x >= 4 && x < 12 && y >= 4 && y < 12) patches[i] = 1;
  }
  const target = createYuv(SIDE, SIDE);

  it('lays each mouth where the face of its picture is', () => {
    const drawer = patchedLoop(base, animation, buffer, patches.buffer);
    for (let frame = 0; frame < 5; frame++) {
      const index = base.face.pictureOfFrame[frame];
      drawer.draw(frame, fed(index * picture, 0), target);
      let [sum, sumX, sumY] = [0, 0, 0];
      target.y.forEach((luma, i) => {
        const change = Math.abs(luma - (60 + 30 * index));
        sum += change;
        sumX += change * ((i % SIDE) + 0.5);
        sumY += change * (Math.floor(i / SIDE) + 0.5);
      });
      expect(sum).toBeGreaterThan(1000);
      expect(sumX / sum).toBeCloseTo(16 + 8 * index, 1);
      expect(sumY / sum).toBeCloseTo(32, 1);
    }
  });

  it('shows the loop as it is where there is no mouth, and fails without its picture', () => {
    const drawer = patchedLoop(base, animation, buffer, null);
    drawer.draw(1, fed(picture, null), target);
    expect(new Set(target.y)).toEqual(new Set([90]));
    expect(() => drawer.draw(1, fed(null, null), target)).toThrow('needs its picture');
  });
});
