/** The face of a video loop, followed from picture to picture. */
import { inputError, throwIfCancelled, type KotohogiError } from '../../../shared/errors.ts';
import type { EngineContext } from '../context.ts';
import { silentProgress } from '../progress.ts';
import type { Box, RgbaImage } from '../runtime/image.ts';
import { createPyramid } from '../runtime/warp.ts';
import { chooseFace, findFaces } from '../stages/face/index.ts';
import { landmarkBox } from '../stages/face/landmarks/describe.ts';
import { findLandmarks } from '../stages/face/landmarks/forward.ts';
import { roiFromLandmarks } from '../stages/face/landmarks/prepare.ts';
import { LANDMARK_COUNT, type Face, type FaceResult } from '../stages/face/types.ts';
import { analysisSize, eachLoopPicture, type LoopVideo } from '../stages/media/loop.ts';
import { findCut, thumbnailOf } from './findCut.ts';
import { bridgeGaps } from './smoothTrack.ts';

/** Raise it when the same loop may give another track. */
export const TRACK_VERSION = 1;

/** Numbers per picture: 468 x (x, y, z). */
export const TRACK_LENGTH = LANDMARK_COUNT * 3;

/** A face in every picture of a loop. */
export interface FaceTrack {
  readonly pictures: number;
  /** {@link TRACK_LENGTH} numbers per picture, pixels of the upright loop, as the network saw them: not smoothed. */
  readonly landmarks: Float32Array;
  /** Pictures in which the face was not seen and is bridged from its neighbours. */
  readonly bridged: number;
  /** The faces of the picture in which the face was first found, pixels of the upright loop; largest first. */
  readonly faces: FaceResult;
}

/** The landmark network's own belief that it still sees the face. */
const MIN_PRESENCE = 0.5;
/** A face may turn away or be covered this long; its place is bridged. */
const MAX_LOST_SEC = 0.5;
/** While the face is lost it is looked for in every so many pictures: looking at a whole picture takes long. */
const SEARCH_EVERY = 3;
/** A face found again belongs to the same person when its middle is this near, in widths of the face. */
const SAME_PLACE_WIDTHS = 1;

const middleOf = ([x, y, width, height]: Box): readonly [number, number] => [x + width / 2, y + height / 2];

/** The face nearest to where it was last seen; undefined when none is near. */
function sameFace(faces: readonly Face[], last: Box): Face | undefined {
  const [lastX, lastY] = middleOf(last);
  const distance = ({ box }: Face): number => {
    const [x, y] = middleOf(box);
    return Math.hypot(x - lastX, y - lastY);
  };
  const near = faces.filter((face) => distance(face) <= SAME_PLACE_WIDTHS * last[2]);
  return near.sort((a, b) => distance(a) - distance(b))[0];
}

function scaled(landmarks: Float32Array, scaleX: number, scaleY: number): Float32Array {
  return landmarks.map((value, i) => value * (i % 3 === 1 ? scaleY : scaleX));
}

function scaledFaces({ faces }: FaceResult, scaleX: number, scaleY: number): FaceResult {
  return {
    faces: faces.map((face) => {
      const [x, y, width, height] = face.box;
      const { eyeImageLeft, eyeImageRight, nose, mouth, earImageLeft, earImageRight } = face.keypoints;
      const point = ([px, py]: readonly [number, number]): readonly [number, number] => [
        px * scaleX,
        py * scaleY,
      ];
      return {
        ...face,
        box: [x * scaleX, y * scaleY, width * scaleX, height * scaleY],
        keypoints: {
          eyeImageLeft: point(eyeImageLeft),
          eyeImageRight: point(eyeImageRight),
          nose: point(nose),
          mouth: point(mouth),
          earImageLeft: point(earImageLeft),
          earImageRight: point(earImageRight),
        },
        landmarks: scaled(face.landmarks, scaleX, scaleY),
      };
    }),
  };
}

/**
 * Follows one face through a loop: the detector looks at the first picture and wherever the face was lost; in between
 * the landmark network is shown the square that its own landmarks of the picture before suggest.
 * @param fps pictures per second that are looked at
 * @param faceIndex 0 is the largest face of the first picture
 * @throws `input` photo-face-index, loop-no-face, loop-face-lost, loop-cut, and what decoding throws; `missing`;
 *   `cancelled`
 */
export async function trackFace(
  loop: LoopVideo,
  fps: number,
  faceIndex: number,
  context: EngineContext,
): Promise<FaceTrack> {
  const mesh = await context.models.open('facemesh');
  const size = analysisSize(loop);
  const scaleX = loop.width / size.width;
  const scaleY = loop.height / size.height;
  const mostLost = Math.max(1, Math.round(MAX_LOST_SEC * fps));
  const expected = loop.durationSec === null ? null : loop.durationSec * fps;

  const tracks: Float32Array[] = [];
  const found: boolean[] = [];
  const thumbnails: Float32Array[] = [];
  let firstFaces: FaceResult | null = null;
  let last: Float32Array | null = null;
  let lostFor = 0;

  async function look(image: RgbaImage): Promise<Float32Array | null> {
    if (last && lostFor === 0) {
      const result = await findLandmarks(mesh.session, createPyramid(image), roiFromLandmarks(last));
      if (result.presence >= MIN_PRESENCE) return result.landmarks;
    }
    if (lostFor % SEARCH_EVERY !== 0) return null;
    const quiet = { ...context, progress: silentProgress };
    const photo = { path: loop.path, sha256: loop.sha256, image, hasAlpha: false, warnings: [] };
    const result = await findFaces(photo, quiet);
    if (last) return sameFace(result.faces, landmarkBox(last))?.landmarks ?? null;
    if (result.faces.length === 0) return null;
    firstFaces = result;
    return chooseFace(result, faceIndex, loop.path).landmarks;
  }

  await eachLoopPicture(
    loop,
    fps,
    async (image, index) => {
      throwIfCancelled(context.signal);
      thumbnails.push(thumbnailOf(image));
      const landmarks = await look(image);
      lostFor = landmarks ? 0 : lostFor + 1;
      if (lostFor > mostLost)
        throw lostError(loop.path, firstFaces, findCut(thumbnails, mostLost), index - lostFor + 1, fps);
      last = landmarks ?? last;
      found.push(landmarks !== null);
      tracks.push(landmarks ?? new Float32Array(TRACK_LENGTH));
      if (expected !== null) context.progress.report(Math.min(1, (index + 1) / expected));
    },
    context,
  );
  const cut = findCut(thumbnails, mostLost);
  if (cut !== null) throw cutError(loop.path, cut / fps);
  if (!firstFaces) throw noFaceError(loop.path);

  const landmarks = new Float32Array(tracks.length * TRACK_LENGTH);
  tracks.forEach((track, picture) => landmarks.set(scaled(track, scaleX, scaleY), picture * TRACK_LENGTH));
  bridgeGaps(landmarks, TRACK_LENGTH, found);
  return {
    pictures: tracks.length,
    landmarks,
    bridged: found.filter((isFound) => !isFound).length,
    faces: scaledFaces(firstFaces, scaleX, scaleY),
  };
}

function lostError(
  path: string,
  faces: FaceResult | null,
  cut: number | null,
  sinceIndex: number,
  fps: number,
): KotohogiError {
  if (cut !== null) return cutError(path, cut / fps);
  if (!faces) return noFaceError(path);
  return inputError(
    'loop-face-lost',
    `In the video "${path}" the face cannot be followed from second ${(sinceIndex / fps).toFixed(1)} on.`,
    'Cut out a part in which the face is turned to the camera and not covered for longer than half a second.',
  );
}

const noFaceError = (path: string): KotohogiError =>
  inputError(
    'loop-no-face',
    `No face was found at the beginning of the video "${path}".`,
    'Cut the video so that it begins with a face that is clearly visible from the front.',
  );

const cutError = (path: string, atSec: number): KotohogiError =>
  inputError(
    'loop-cut',
    `The video "${path}" changes to another scene at second ${atSec.toFixed(1)}.`,
    'Cut out a part without a change of scene; it is played back and forth.',
  );
