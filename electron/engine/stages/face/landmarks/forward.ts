import { floatOutput, type OnnxSession } from '../../../runtime/onnx.ts';
import { sampleSquare, type OrientedSquare, type Pyramid } from '../../../runtime/warp.ts';
import { LANDMARK_INPUT_PX, landmarksToPhoto, meanDistancePx } from './finish.ts';
import { roiFromLandmarks } from './prepare.ts';

export interface LandmarkResult {
  /** 468 x (x, y, z), photo pixels. */
  readonly landmarks: Float32Array;
  /** The network's belief that the square shows a face, 0..1. */
  readonly presence: number;
}

/** Passes after the first; two are enough for a good first square, a poor one takes more. */
const MAX_REFINEMENTS = 4;
/** Landmarks that move less than this share of the square's side between passes are stable. */
const STABLE_SHARE = 0.002;

/** Shows the network one square. */
export async function findLandmarks(
  session: OnnxSession,
  pyramid: Pyramid,
  roi: OrientedSquare,
): Promise<LandmarkResult> {
  const data = sampleSquare(pyramid, roi, LANDMARK_INPUT_PX, { border: 'replicate', gain: 1 / 255, bias: 0 });
  const outputs = await session.run({
    input_1: { dims: [1, LANDMARK_INPUT_PX, LANDMARK_INPUT_PX, 3], data },
  });
  return {
    landmarks: landmarksToPhoto(floatOutput(outputs, 'Identity_2').data, roi),
    presence: floatOutput(outputs, 'Identity_1').data[0],
  };
}

/**
 * Shows the network the square, then the square that the landmarks themselves suggest, until they rest.
 * @param minPresence below this there is no face and no use in going on
 */
export async function refineLandmarks(
  session: OnnxSession,
  pyramid: Pyramid,
  firstRoi: OrientedSquare,
  minPresence: number,
): Promise<LandmarkResult> {
  let result = await findLandmarks(session, pyramid, firstRoi);
  for (let pass = 0; pass < MAX_REFINEMENTS && result.presence >= minPresence; pass++) {
    const roi = roiFromLandmarks(result.landmarks);
    const next = await findLandmarks(session, pyramid, roi);
    const movedPx = meanDistancePx(result.landmarks, next.landmarks);
    result = next;
    if (movedPx < STABLE_SHARE * roi.sidePx) break;
  }
  return result;
}
