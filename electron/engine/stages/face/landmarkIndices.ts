/**
 * Names for the 468 points of FaceMesh. Left and right are those of the picture.
 * Source: google-ai-edge/mediapipe, `face_mesh_connections.py` (Apache-2.0).
 */

/** The outer edge of the lips: from the left corner along the lower lip to the right one, back along the upper. */
export const OUTER_LIPS: readonly number[] = [
  61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185,
];
/** The inner edge of the lips, in the same order as {@link OUTER_LIPS}. */
export const INNER_LIPS: readonly number[] = [
  78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191,
];
export const MOUTH_CORNER_LEFT = 61;
export const MOUTH_CORNER_RIGHT = 291;
export const INNER_LIP_TOP = 13;
export const INNER_LIP_BOTTOM = 14;
export const OUTER_LIP_TOP = 0;
export const OUTER_LIP_BOTTOM = 17;

/** Rings: from the outer corner along the lower lid to the inner one, back along the upper lid. */
export const EYE_LEFT: readonly number[] = [
  33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246,
];
export const EYE_RIGHT: readonly number[] = [
  263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466,
];
export const EYE_LEFT_CORNERS: readonly [outer: number, inner: number] = [33, 133];
export const EYE_RIGHT_CORNERS: readonly [outer: number, inner: number] = [263, 362];

/** Lower edge, then upper edge, each from the outside to the nose. */
export const BROW_LEFT: readonly number[] = [46, 53, 52, 65, 55, 70, 63, 105, 66, 107];
export const BROW_RIGHT: readonly number[] = [276, 283, 282, 295, 285, 300, 293, 334, 296, 336];

/** A ring: from the top of the forehead over the right side, the chin and the left side. */
export const FACE_OVAL: readonly number[] = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/** The part of the oval from the right ear over the chin to the left ear. */
export const JAW: readonly number[] = [
  454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234,
];
/** Where the oval passes the ears. */
export const EAR_LEFT = 234;
export const EAR_RIGHT = 454;
export const CHIN = 152;
export const FOREHEAD_TOP = 10;

export const NOSE_TIP = 1;
export const NOSE_BOTTOM = 2;
export const NOSTRIL_LEFT = 98;
export const NOSTRIL_RIGHT = 327;
export const BETWEEN_EYES = 168;

/**
 * The FaceMesh point for each of the 68 points of the iBUG 300-W mark-up: jaw 0-16, brows 17-26, nose 27-35,
 * eyes 36-47, outer lips 48-59, inner lips 60-67. Source: the table that bytedance/LatentSync uses (Apache-2.0).
 */
export const IBUG_68: readonly number[] = [
  162, 234, 93, 58, 172, 136, 149, 148, 152, 377, 378, 365, 397, 288, 323, 454, 389, 71, 63, 105, 66, 107,
  336, 296, 334, 293, 301, 168, 197, 5, 4, 75, 97, 2, 326, 305, 33, 160, 158, 133, 153, 144, 362, 385, 387,
  263, 373, 380, 61, 39, 37, 0, 267, 269, 291, 405, 314, 17, 84, 181, 78, 82, 13, 312, 308, 317, 14, 87,
];
