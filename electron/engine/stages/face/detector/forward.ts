import { floatOutput, type OnnxSession } from '../../../runtime/onnx.ts';
import { sampleSquare, type OrientedSquare, type Pyramid } from '../../../runtime/warp.ts';
import { decodeDetections, DETECTOR_SIZE_PX, type Detection } from './finish.ts';

/** Below this the back-camera model sees faces in foliage and fabric; MediaPipe uses 0.6 for it. */
const MIN_SCORE = 0.6;

/**
 * Looks once.
 * @param session the BlazeFace back-camera network
 * @returns boxes in photo pixels, not yet merged
 */
export async function detectFaces(
  session: OnnxSession,
  pyramid: Pyramid,
  look: OrientedSquare,
): Promise<Detection[]> {
  const data = sampleSquare(pyramid, look, DETECTOR_SIZE_PX, { border: 'black', gain: 1 / 127.5, bias: -1 });
  const outputs = await session.run({
    'input:0': { dims: [1, DETECTOR_SIZE_PX, DETECTOR_SIZE_PX, 3], data },
  });
  const grids = [
    { scores: floatOutput(outputs, 'Identity:0').data, boxes: floatOutput(outputs, 'Identity_2:0').data },
    { scores: floatOutput(outputs, 'Identity_1:0').data, boxes: floatOutput(outputs, 'Identity_3:0').data },
  ];
  return decodeDetections(grids, look, MIN_SCORE);
}
