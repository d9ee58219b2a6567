/** For tests: a face of ordinary proportions made by formula, 468 points. */
import {
  BROW_LEFT,
  BROW_RIGHT,
  EYE_LEFT,
  EYE_RIGHT,
  FACE_OVAL,
  FOREHEAD_TOP,
  INNER_LIPS,
  JAW,
  OUTER_LIPS,
} from '../../../face/landmarkIndices.ts';

const CENTER_X = 300;
const CENTER_Y = 300;
const FACE_TOP_Y = 205;

/** A level face: 180 px from cheek to cheek, brows at y 235, eyes at 260, lips at 355, chin at 400, hair at 205. */
export function levelFace(): Float32Array {
  const landmarks = new Float32Array(468 * 3);
  for (let index = 0; index < 468; index++) landmarks.set([CENTER_X, CENTER_Y, 0], index * 3);
  const put = (index: number, x: number, y: number): void => landmarks.set([x, y, 0], index * 3);
  const ring = (indices: readonly number[], x: number, y: number, radiusX: number, radiusY: number): void =>
    indices.forEach((index, i) => {
      const angle = Math.PI - (2 * Math.PI * i) / indices.length;
      put(index, x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle));
    });
  FACE_OVAL.forEach((index) => put(index, CENTER_X, FACE_TOP_Y));
  JAW.forEach((index, i) => {
    const angle = (Math.PI * i) / (JAW.length - 1);
    put(index, CENTER_X + 90 * Math.cos(angle), 280 + 120 * Math.sin(angle));
  });
  put(162, CENTER_X - 88, 262);
  put(389, CENTER_X + 88, 262);
  put(FOREHEAD_TOP, CENTER_X, FACE_TOP_Y);
  BROW_LEFT.forEach((index, i) => put(index, 235 + 10 * (i % 5), i < 5 ? 240 : 235));
  BROW_RIGHT.forEach((index, i) => put(index, 365 - 10 * (i % 5), i < 5 ? 240 : 235));
  ring(EYE_LEFT, 260, 260, 16, 6);
  ring([...EYE_RIGHT], 340, 260, -16, 6);
  ring(OUTER_LIPS, CENTER_X, 355, 34, 11);
  ring(INNER_LIPS, CENTER_X, 355, 28, 2);
  for (const [i, index] of [75, 97, 2, 326, 305].entries()) put(index, 280 + 10 * i, 325);
  return landmarks;
}

/** The same face turned about a point near its middle, clockwise on screen. */
export function turned(landmarks: Float32Array, angleRad: number): Float32Array {
  const out = landmarks.slice();
  for (let at = 0; at < out.length; at += 3) {
    const x = landmarks[at] - CENTER_X;
    const y = landmarks[at + 1] - CENTER_Y;
    out[at] = CENTER_X + x * Math.cos(angleRad) - y * Math.sin(angleRad);
    out[at + 1] = CENTER_Y + x * Math.sin(angleRad) + y * Math.cos(angleRad);
  }
  return out;
}
