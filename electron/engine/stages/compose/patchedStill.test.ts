import { expect, test } from 'vitest';
import { createYuv, rgbToYuv, type YuvImage } from '../../frames/yuv.ts';
import { POSE_LENGTH, REST_POSE, writePose } from '../lipsync/engines/builtin/draw/pose.ts';
import { buildRig } from '../lipsync/engines/builtin/draw/rig.ts';
import { cropOf, faceRectangle } from '../lipsync/engines/wav2lip/faceCrop.ts';
import { levelFace } from '../lipsync/engines/wav2lip/faceFixture.ts';
import { mouthMask } from '../lipsync/engines/wav2lip/mouthMask.ts';
import type { PatchAnimation } from '../lipsync/engines/wav2lip/types.ts';
import { patchLength } from '../lipsync/engines/wav2lip/types.ts';
import type { FrameLayers } from './paintFrame.ts';
import { patchedStill } from './patchedStill.ts';

const SIDE = 96;
const SIZE = 600;
const SKIN = 150;
/** A place in the middle of the lips of levelFace, away from the mask's rim. */
const MOUTH = 355 * SIZE + 300;

function plain(value: number): YuvImage {
  const image = createYuv(SIZE, SIZE);
  const { y, u, v } = rgbToYuv(value, value, value);
  image.y.fill(y);
  image.u.fill(u);
  image.v.fill(v);
  return image;
}

const copyOf = (image: YuvImage): YuvImage => {
  const copy = createYuv(SIZE, SIZE);
  for (const plane of ['y', 'u', 'v'] as const) copy[plane].set(image[plane]);
  return copy;
};

/** Three frames: a dark mouth, a bright one, and the dark one again while the head is moved to the right. */
function scene(): {
  animation: PatchAnimation;
  patches: SharedArrayBuffer;
  offsetOf: (frame: number) => number;
} {
  const landmarks = levelFace();
  const crop = cropOf(faceRectangle(landmarks), SIDE);
  const crops = new Float32Array(new SharedArrayBuffer(24));
  crops.set(crop);
  const masks = new Uint8Array(new SharedArrayBuffer(SIDE * SIDE));
  masks.set(mouthMask(landmarks, crop, SIDE).map((value) => Math.round(255 * value)));
  const length = patchLength(SIDE);
  const poses = new Float32Array(new SharedArrayBuffer(3 * POSE_LENGTH * 4));
  [0, 0, 0.05].forEach((headX, frame) => writePose(poses, frame, { ...REST_POSE, headX }));
  const patches = new SharedArrayBuffer(2 * length * 4);
  const pixels = new Float32Array(patches);
  for (const [index, value] of [40, 220].entries())
    for (let i = 0; i < length; i++)
      pixels[index * length + i] = (i % (SIDE * SIDE) < (SIDE * SIDE) / 2 ? SKIN : value) / 255;
  return {
    animation: {
      sidePx: SIDE,
      crops,
      masks,
      cropOfFrame: new Int32Array(new SharedArrayBuffer(12)),
      references: new Uint8Array(new SharedArrayBuffer(length)).fill(SKIN),
      sharpness: 0,
      opacity: 1,
      idle: { rig: buildRig(landmarks), poses, frames: 3, idleMotion: true, photoScale: 1 },
    },
    patches,
    offsetOf: (frame) => (frame === 1 ? length * 4 : 0),
  };
}

function drawn(layers: FrameLayers, still: YuvImage, frames: readonly number[]): YuvImage[] {
  const { animation, patches, offsetOf } = scene();
  const drawer = patchedStill({ kind: 'still', layers, still }, animation, patches);
  const target = copyOf(still);
  return frames.map((frame) => {
    drawer.draw(frame, { baseOffset: null, patchOffset: offsetOf(frame), captionOffset: null }, target);
    return copyOf(target);
  });
}

const skin = plain(SKIN);
const opaque: FrameLayers = { person: skin, personAlpha: null, background: null };

test('every frame shows its own mouth, whatever was drawn before, and the photo stays as it was', () => {
  const [dark, bright, moved] = drawn(opaque, skin, [0, 1, 2]);
  expect(dark.y[MOUTH]).toBe(Math.round(rgbToYuv(40, 40, 40).y));
  expect(bright.y[MOUTH]).toBe(Math.round(rgbToYuv(220, 220, 220).y));
  expect(bright.y[100 * SIZE + 100]).toBe(skin.y[0]);
  const [brightAlone] = drawn(opaque, skin, [1]);
  const [movedAlone] = drawn(opaque, skin, [2]);
  expect(Buffer.compare(Buffer.from(bright.y), Buffer.from(brightAlone.y))).toBe(0);
  expect(Buffer.compare(Buffer.from(moved.u), Buffer.from(movedAlone.u))).toBe(0);
  expect(Buffer.compare(Buffer.from(moved.y), Buffer.from(movedAlone.y))).toBe(0);
  expect(new Set(skin.y).size).toBe(1);
});

test('the mouth moves with the head', () => {
  const [rest, , moved] = drawn(opaque, skin, [0, 1, 2]);
  const middleOf = ({ y }: YuvImage): number => {
    let [sum, weight] = [0, 0];
    for (let x = 0; x < SIZE; x++) {
      const darkness = skin.y[0] - y[355 * SIZE + x];
      sum += darkness * x;
      weight += darkness;
    }
    return sum / weight;
  };
  // The outer eye corners of levelFace are 112 pixels apart: 0.05 of that.
  expect(middleOf(moved) - middleOf(rest)).toBeCloseTo(5.6, 1);
});

test('the mouth is as opaque as the person that it belongs to', () => {
  const personAlpha = new Uint8ClampedArray(new SharedArrayBuffer(SIZE * SIZE)).fill(51);
  const background = plain(250);
  const [dark] = drawn({ person: skin, personAlpha, background }, skin, [0]);
  const expected = 0.2 * rgbToYuv(40, 40, 40).y + 0.8 * background.y[0];
  expect(Math.abs(dark.y[MOUTH] - expected)).toBeLessThanOrEqual(1);
});
