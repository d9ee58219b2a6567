import { describe, expect, it } from 'vitest';
import { KotohogiError } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import { createRgba, type Point } from '../../runtime/image.ts';
import { fakeModelStore } from '../../runtime/fakeModels.ts';
import type { Tensor } from '../../runtime/onnx.ts';
import type { Photo } from '../media/types.ts';
import { distinctFaces } from './distinctFaces.ts';
import { chooseFace, findFaces } from './index.ts';
import { EYE_LEFT_CORNERS, EYE_RIGHT_CORNERS } from './landmarkIndices.ts';
import { LANDMARK_COUNT, type Face } from './types.ts';

interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the input is brighter than a value: to the stand-in networks, that is a face. */
function brightExtent({ dims, data }: Tensor, above: number): Extent | undefined {
  const size = dims[1];
  let extent: Extent | undefined;
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (Number(data[(y * size + x) * 3]) <= above) continue;
      extent = {
        left: Math.min(extent?.left ?? x, x),
        top: Math.min(extent?.top ?? y, y),
        right: Math.max(extent?.right ?? 0, x + 1),
        bottom: Math.max(extent?.bottom ?? 0, y + 1),
      };
    }
  return extent;
}

function fakeDetector({ 'input:0': input }: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  const scores = new Float32Array(512).fill(-2000);
  const boxes = new Float32Array(512 * 16);
  const extent = brightExtent(input, 0.5);
  if (extent) {
    const x = (extent.left + extent.right) / 2 - 8;
    const y = (extent.top + extent.bottom) / 2 - 8;
    scores[0] = 4;
    boxes.set([x, y, extent.right - extent.left, extent.bottom - extent.top, x - 5, y, x + 5, y]);
  }
  return {
    'Identity:0': { dims: [1, 512, 1], data: scores },
    'Identity_1:0': { dims: [1, 384, 1], data: new Float32Array(384).fill(-2000) },
    'Identity_2:0': { dims: [1, 512, 16], data: boxes },
    'Identity_3:0': { dims: [1, 384, 16], data: new Float32Array(384 * 16) },
  };
}

function fakeMesh({ input_1: input }: Readonly<Record<string, Tensor>>): Record<string, Tensor> {
  const landmarks = new Float32Array(LANDMARK_COUNT * 3);
  const extent = brightExtent(input, 0.75) ?? { left: 0, top: 0, right: 1, bottom: 1 };
  const at = (u: number, v: number): [number, number, number] => [
    extent.left + u * (extent.right - extent.left),
    extent.top + v * (extent.bottom - extent.top),
    0,
  ];
  for (let index = 0; index < LANDMARK_COUNT; index++) {
    const angle = (index / LANDMARK_COUNT) * 2 * Math.PI;
    landmarks.set(at(0.5 + 0.5 * Math.cos(angle), 0.5 + 0.5 * Math.sin(angle)), index * 3);
  }
  for (const index of EYE_LEFT_CORNERS) landmarks.set(at(0.3, 0.4), index * 3);
  for (const index of EYE_RIGHT_CORNERS) landmarks.set(at(0.7, 0.4), index * 3);
  return {
    Identity_1: { dims: [1, 1], data: Float32Array.of(1) },
    Identity_2: { dims: [1, 1404], data: landmarks },
  };
}

const models = fakeModelStore({
  'blazeface-back': { run: fakeDetector },
  facemesh: { run: fakeMesh },
});

function context(signal = new AbortController().signal): { context: EngineContext; reported: number[] } {
  const reported: number[] = [];
  return {
    reported,
    context: {
      folders: { home: '', cache: '', models: '' },
      ffmpegPath: '',
      models,
      log: { info: () => undefined, warn: () => undefined },
      signal,
      progress: { report: (fraction) => reported.push(fraction) },
    },
  };
}

/** A dark photo with bright rectangles for faces. */
function photoOf(width: number, height: number, blobs: readonly Extent[]): Photo {
  const image = createRgba(width, height);
  for (let at = 3; at < image.data.length; at += 4) image.data[at] = 255;
  for (const { left, top, right, bottom } of blobs)
    for (let y = top; y < bottom; y++)
      for (let x = left; x < right; x++) image.data.set([255, 255, 255], (y * width + x) * 4);
  return { path: '/photos/party.jpg', sha256: '', image, hasAlpha: false, warnings: [] };
}

function faceAt(x: number, y: number, side: number, score = 0.9): Face {
  const point: Point = [x, y];
  return {
    box: [x - side / 2, y - side / 2, side, side],
    score,
    keypoints: {
      eyeImageLeft: point,
      eyeImageRight: point,
      nose: point,
      mouth: point,
      earImageLeft: point,
      earImageRight: point,
    },
    landmarks: new Float32Array(LANDMARK_COUNT * 3),
    presence: 1,
  };
}

/** What an action throws. */
function thrownBy(action: () => unknown): KotohogiError {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof KotohogiError) return thrown;
  }
  throw new Error('It did not throw a KotohogiError.');
}

describe('findFaces', () => {
  it('finds one face once, though many looks show it, and places it to the pixel', async () => {
    const { context: run, reported } = context();
    const { faces } = await findFaces(
      photoOf(640, 480, [{ left: 380, top: 150, right: 480, bottom: 270 }]),
      run,
    );
    expect(faces).toHaveLength(1);
    const [left, top, width, height] = faces[0].box;
    expect(left).toBeCloseTo(380, 0);
    expect(top).toBeCloseTo(150, 0);
    expect(width).toBeCloseTo(100, -0.5);
    expect(height).toBeCloseTo(120, -0.5);
    expect(reported.at(-1)).toBe(1);
  });

  it('finds nothing in an empty photo, however it is shaped', async () => {
    expect(await findFaces(photoOf(300, 64, []), context().context)).toEqual({ faces: [] });
  });

  it('does not see what is hidden under transparent pixels', async () => {
    const photo = photoOf(320, 320, [{ left: 100, top: 100, right: 200, bottom: 220 }]);
    for (let at = 3; at < photo.image.data.length; at += 4) photo.image.data[at] = 0;
    expect((await findFaces({ ...photo, hasAlpha: true }, context().context)).faces).toEqual([]);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    const photo = photoOf(320, 320, []);
    await expect(findFaces(photo, context(controller.signal).context)).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });
});

describe('distinctFaces', () => {
  it('keeps the better of two that lie on each other and sorts by size', () => {
    const faces = distinctFaces([
      faceAt(100, 100, 50, 0.7),
      faceAt(104, 98, 54, 0.9),
      faceAt(300, 100, 80, 0.8),
      faceAt(170, 100, 40, 0.8),
    ]);
    expect(faces.map(({ box }) => box[2])).toEqual([80, 54, 40]);
  });
});

describe('chooseFace', () => {
  const faces = [faceAt(10, 10, 30), faceAt(50, 10, 20)];

  it('takes the face that was asked for', () => {
    expect(chooseFace({ faces }, 1, 'party.jpg')).toBe(faces[1]);
  });

  it('says which photo shows no face', () => {
    const error = thrownBy(() => chooseFace({ faces: [] }, 0, '/photos/sea.jpg'));
    expect(error).toMatchObject({ kind: 'input', code: 'photo-no-face' });
    expect(error.message).toContain('/photos/sea.jpg');
  });

  it.each([2, -1, 0.5])('says how many faces there are when face %d is asked for', (index) => {
    const error = thrownBy(() => chooseFace({ faces }, index, '/photos/party.jpg'));
    expect(error).toMatchObject({ kind: 'input', code: 'photo-face-index' });
    expect(error.message).toContain('/photos/party.jpg shows 2 faces');
  });
});
