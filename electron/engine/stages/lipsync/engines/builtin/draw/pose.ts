/** The shape of the face in one frame. Lengths are in units of the inter-ocular distance unless said otherwise. */
export interface FacePose {
  /** Distance between the inner lips at the middle of the mouth; 0 is closed. */
  readonly gap: number;
  /** How far each mouth corner moves outwards (negative: inwards). */
  readonly cornerShift: number;
  /** Lips pushed forward and thickened, 0..1. */
  readonly protrusion: number;
  /** Lips pressed together and thinned, 0..1. */
  readonly press: number;
  /** Lower teeth raised towards the upper ones, 0..1. */
  readonly teeth: number;
  /** Eyelids: 0 as in the photo, 1 shut. */
  readonly blink: number;
  /** Head translation. */
  readonly headX: number;
  readonly headY: number;
  /** Head rotation in the picture plane, radians, clockwise on screen. */
  readonly headRoll: number;
  /** Rise of the chest. */
  readonly breath: number;
}

/** The order of the numbers when poses travel to workers as one Float32Array. */
const FIELDS = [
  'gap',
  'cornerShift',
  'protrusion',
  'press',
  'teeth',
  'blink',
  'headX',
  'headY',
  'headRoll',
  'breath',
] as const satisfies readonly (keyof FacePose)[];

export const POSE_LENGTH = FIELDS.length;

/** @param poses packed poses; the pose of `frameIndex` is written at frameIndex * POSE_LENGTH */
export function writePose(poses: Float32Array, frameIndex: number, pose: FacePose): void {
  FIELDS.forEach((field, offset) => {
    poses[frameIndex * POSE_LENGTH + offset] = pose[field];
  });
}

export function readPose(poses: Float32Array, frameIndex: number): FacePose {
  const at = frameIndex * POSE_LENGTH;
  return {
    gap: poses[at],
    cornerShift: poses[at + 1],
    protrusion: poses[at + 2],
    press: poses[at + 3],
    teeth: poses[at + 4],
    blink: poses[at + 5],
    headX: poses[at + 6],
    headY: poses[at + 7],
    headRoll: poses[at + 8],
    breath: poses[at + 9],
  };
}

/** A face that holds still with closed lips. */
export const REST_POSE: FacePose = {
  gap: 0,
  cornerShift: 0,
  protrusion: 0,
  press: 0,
  teeth: 0,
  blink: 0,
  headX: 0,
  headY: 0,
  headRoll: 0,
  breath: 0,
};
