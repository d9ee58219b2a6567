import { expect, test } from 'vitest';
import type { MouthTrack } from '../../types.ts';
import { POSE_LENGTH, readPose } from './draw/pose.ts';
import { speechRhythm } from './track/rhythm.ts';
import { blinkCurve, lipGap, makePoses, type PoseOptions } from './poses.ts';

const FPS = 25;
const OPTIONS: PoseOptions = { mouthStrength: 1, blink: 1, idleMotion: 1, seed: 1, mouthWidth: 0.7 };

const momentsOf = (frames: number, fps: number): Float64Array =>
  Float64Array.from({ length: frames }, (_, frame) => frame / fps);

function track(frames: number, open: (frame: number) => number): MouthTrack {
  const zeros = (): Float32Array => new Float32Array(frames);
  return {
    fps: FPS,
    frames,
    open: Float32Array.from({ length: frames }, (_, i) => open(i)),
    width: zeros(),
    protrusion: zeros(),
    closure: zeros(),
    teeth: zeros(),
    rhythm: speechRhythm(
      Float32Array.from({ length: frames }, (_, i) => open(i)),
      FPS,
    ),
    momentSec: momentsOf(frames, FPS),
    recordedSec: frames / FPS,
  };
}

test('lips touch until they are almost two millimetres apart, then open in proportion', () => {
  expect(lipGap(0, 1)).toBe(0);
  expect(lipGap(0.05, 1)).toBe(0);
  expect(lipGap(1, 1)).toBeCloseTo(0.26, 3);
  expect(lipGap(1, 0)).toBe(0);
  expect(lipGap(0.8, 1.5)).toBeGreaterThan(lipGap(0.8, 1));
});

test('the same seed gives the same poses, another seed another sway', () => {
  const speech = track(250, (i) => (i % 8) / 8);
  expect(makePoses(speech, OPTIONS)).toEqual(makePoses(speech, OPTIONS));
  expect(makePoses(speech, OPTIONS)).not.toEqual(makePoses(speech, { ...OPTIONS, seed: 2 }));
});

test('without idle motion the head holds still in every frame', () => {
  const poses = makePoses(
    track(100, () => 1),
    { ...OPTIONS, idleMotion: 0 },
  );
  for (let frame = 0; frame < 100; frame++) {
    const { headX, headY, headRoll, breath } = readPose(poses, frame);
    expect([headX, headY, headRoll, breath].map(Math.abs)).toEqual([0, 0, 0, 0]);
  }
});

test('idle motion starts from the photo, stays small and changes smoothly', () => {
  const poses = makePoses(
    track(500, () => 0.6),
    OPTIONS,
  );
  expect(Math.abs(readPose(poses, 0).headX)).toBe(0);
  expect(Math.abs(readPose(poses, 499).headX)).toBe(0);
  for (let frame = 1; frame < 500; frame++) {
    const before = readPose(poses, frame - 1);
    const now = readPose(poses, frame);
    expect(Math.abs(now.headX)).toBeLessThan(0.06);
    expect(Math.abs(now.headRoll)).toBeLessThan(0.04);
    expect(Math.abs(now.headX - before.headX)).toBeLessThan(0.006);
    expect(Math.abs(now.headY - before.headY)).toBeLessThan(0.008);
  }
});

test('eyes shut fully in each blink, 8 to 26 times a minute, never at the very beginning or end', () => {
  for (const fps of [12, 25, 60]) {
    const lids = blinkCurve(momentsOf(120 * fps, fps), 120, fps, 1, 7);
    let blinks = 0;
    for (let i = 1; i < lids.length; i++) if (lids[i] === 1 && lids[i - 1] < 1) blinks++;
    expect(blinks / 2).toBeGreaterThan(8);
    expect(blinks / 2).toBeLessThan(26);
    expect(Math.max(...lids.subarray(0, fps))).toBe(0);
    expect(lids.at(-1)).toBe(0);
  }
  expect(Math.max(...blinkCurve(momentsOf(3000, 25), 120, 25, 0, 7))).toBe(0);
});

test('a small mouth opens less far', () => {
  const speech = track(10, () => 1);
  const wide = readPose(makePoses(speech, OPTIONS), 5).gap;
  const small = readPose(makePoses(speech, { ...OPTIONS, mouthWidth: 0.5 }), 5).gap;
  expect(small / wide).toBeGreaterThan(0.7);
  expect(small / wide).toBeLessThan(0.85);
});

test('poses are packed one after another', () => {
  expect(
    makePoses(
      track(7, () => 0),
      OPTIONS,
    ).length,
  ).toBe(7 * POSE_LENGTH);
});
