import { faceZone, type FrameZone } from '../../../../shared/framing/faceZone.ts';
import { pointInFrame, type FrameLayout } from '../../../../shared/framing/layOut.ts';

export { layOut, type CropWish, type FrameLayout } from '../../../../shared/framing/layOut.ts';

/** Maps landmarks (x, y, z triples in photo pixels) into the frame; z keeps the horizontal scale. */
export function landmarksInFrame(landmarks: Float32Array, layout: FrameLayout): Float32Array {
  const out = new Float32Array(landmarks.length);
  for (let i = 0; i < landmarks.length; i += 3) {
    [out[i], out[i + 1]] = pointInFrame(layout, landmarks[i], landmarks[i + 1]);
    out[i + 2] = landmarks[i + 2] * layout.scaleX;
  }
  return out;
}

/** The part of the frame that a face takes. @param landmarks (x, y, z triples in frame pixels) */
export function zoneOfFace(landmarks: Float32Array): FrameZone {
  const points = Array.from(
    { length: landmarks.length / 3 },
    (_, i) => [landmarks[3 * i], landmarks[3 * i + 1]] as const,
  );
  return faceZone(points);
}
