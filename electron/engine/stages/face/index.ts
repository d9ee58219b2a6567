/** The face room: every face of a photo, with 468 landmarks each. */
import { inputError, throwIfCancelled } from '../../../../shared/errors.ts';
import type { EngineContext } from '../../context.ts';
import type { Point, RgbaImage } from '../../runtime/image.ts';
import { createPyramid } from '../../runtime/warp.ts';
import type { Photo } from '../media/types.ts';
import { mergeDetections, type Detection } from './detector/finish.ts';
import { detectFaces } from './detector/forward.ts';
import { planRounds } from './detector/prepare.ts';
import { distinctFaces } from './distinctFaces.ts';
import { landmarkBox, landmarkKeypoints } from './landmarks/describe.ts';
import { refineLandmarks } from './landmarks/forward.ts';
import { roiFromDetection } from './landmarks/prepare.ts';
import { flattened } from './flattened.ts';
import type { Face, FaceResult } from './types.ts';

/** Raise it when the same photo may give another result: cached faces are then found again. */
export const FACE_VERSION = 1;

/** Boxes that share more than this are the same face (MediaPipe's value). */
const SAME_FACE_OVERLAP = 0.3;
/** The landmark network's own answer decides whether there is a face at all. */
const MIN_PRESENCE = 0.5;
/**
 * A face that is seen well gets more than this; a face on its head that is taken for an upright one gets less, and
 * so do the chance resemblances that turned looks bring up.
 */
const SURE_PRESENCE = 0.999;

const isInside = ({ width, height }: RgbaImage, [x, y]: Point): boolean =>
  x >= 0 && y >= 0 && x < width && y < height;

/**
 * Finds all faces that can speak.
 *
 * BlazeFace looks at the whole photo and at overlapping parts of it (and at the turned photo when that shows
 * nothing); FaceMesh then places the landmarks in an upright crop of each face and is shown the face again in the
 * crop that its own landmarks suggest, until they rest. What FaceMesh does not take for a face is dropped, and so is a face
 * whose mouth lies outside the photo.
 * @returns largest first; empty when there is no face
 * @throws KotohogiError kind `missing` when a model is absent, kind `cancelled` when the signal is aborted
 */
export async function findFaces(photo: Photo, context: EngineContext): Promise<FaceResult> {
  const [detector, mesh] = await Promise.all([
    context.models.open('blazeface-back'),
    context.models.open('facemesh'),
  ]);
  const pyramid = createPyramid(photo.hasAlpha ? flattened(photo.image) : photo.image);
  const rounds = planRounds(photo.image.width, photo.image.height);
  const lookCount = rounds.reduce((sum, { looks }) => sum + looks.length, 0);
  let looksDone = 0;
  const found: Face[] = [];
  for (const { looks, turned, alsoWhenSmallerThanPx } of rounds) {
    const sure = found.filter(({ presence }) => presence >= SURE_PRESENCE);
    const smallestPx = Math.min(...sure.map(({ box }) => Math.max(box[2], box[3])));
    if (sure.length > 0 && smallestPx >= alsoWhenSmallerThanPx) continue;
    const candidates: Detection[] = [];
    for (const look of looks) {
      throwIfCancelled(context.signal);
      candidates.push(...(await detectFaces(detector.session, pyramid, look)));
      looksDone += 1;
      context.progress.report(looksDone / lookCount);
    }
    for (const detection of mergeDetections(candidates, SAME_FACE_OVERLAP)) {
      throwIfCancelled(context.signal);
      const roi = roiFromDetection(detection);
      const { landmarks, presence } = await refineLandmarks(mesh.session, pyramid, roi, MIN_PRESENCE);
      const keypoints = landmarkKeypoints(landmarks);
      if (presence < (turned ? SURE_PRESENCE : MIN_PRESENCE) || !isInside(photo.image, keypoints.mouth))
        continue;
      found.push({ box: landmarkBox(landmarks), score: detection.score, keypoints, landmarks, presence });
    }
  }
  context.progress.report(1);
  return { faces: distinctFaces(found) };
}

/**
 * The face to animate.
 * @param faceIndex 0 is the largest
 * @throws KotohogiError kind `input`, `photo-no-face` or `photo-face-index`
 */
export function chooseFace(result: FaceResult, faceIndex: number, photoPath: string): Face {
  const { faces } = result;
  if (faces.length === 0)
    throw inputError(
      'photo-no-face',
      `No face was found in ${photoPath}.`,
      'Use a photo in which one face is clearly visible from the front, at least 40 pixels wide.',
    );
  if (!Number.isInteger(faceIndex) || faceIndex < 0 || faceIndex >= faces.length)
    throw inputError(
      'photo-face-index',
      faces.length === 1
        ? `${photoPath} shows one face, so there is no face number ${faceIndex}.`
        : `${photoPath} shows ${faces.length} faces, so there is no face number ${faceIndex}.`,
      faces.length === 1
        ? 'Choose face 0, or leave the choice out.'
        : `Choose a face from 0 (the largest) to ${faces.length - 1}.`,
    );
  return faces[faceIndex];
}
