import { seededRandom } from '../../../../runtime/random.ts';
import type { MouthTrack } from '../../types.ts';
import { smoothStep } from './draw/curve.ts';
import { POSE_LENGTH, writePose } from './draw/pose.ts';

export interface PoseOptions {
  /** Mouth-opening strength; 1 is natural, 0 keeps the lips closed. */
  readonly mouthStrength: number;
  /** Blink rate relative to natural; 0 never blinks. */
  readonly blink: number;
  /** Head sway and breathing relative to natural; 0 holds still. */
  readonly idleMotion: number;
  readonly seed: number;
  /** Width of the mouth at rest, in inter-ocular distances. */
  readonly mouthWidth: number;
}

/** Inner-lip distance of the widest open vowel, in inter-ocular distances (a wide but unforced "ah"). */
const GAP_MAX = 0.28;
/** Above 1: half-open vowels stay modest while stressed open ones open wide. */
const GAP_EXPONENT = 1.22;
/** Moist lips part with a small jump: below this distance they still touch (not quite two millimetres). */
const GAP_STICK = 0.02;
/** Mouths at least this wide (inter-ocular distances) open fully; smaller ones in proportion, but not below a limit. */
const FULL_MOUTH_WIDTH = 0.64;
const SMALLEST_MOUTH = 0.7;
/** Corner travel at full spreading and at full rounding. */
const SPREAD_SHIFT = 0.05;
const ROUND_SHIFT = 0.125;

/** Times of a blink's parts in seconds: lids close faster than they open (Guitton, Simard and Codere 1991). */
const BLINK_CLOSE_SEC = 0.09;
const BLINK_HOLD_SEC = 0.03;
const BLINK_OPEN_SEC = 0.16;
/** Blinks come every 2.4 to 6 seconds (people talking blink 15 to 25 times a minute). */
const BLINK_INTERVAL_SEC: readonly [shortest: number, longest: number] = [2.4, 6];
/** The video begins with open eyes and a still head, and ends that way. */
const EASE_SEC = 0.8;

/** Amplitudes in inter-ocular distances and radians; small enough to be felt rather than seen. */
const SWAY_X = 0.022;
const SWAY_Y = 0.012;
const SWAY_ROLL_RAD = 0.013;
const NOD = 0.03;
const BREATH = 0.012;
const BREATH_HZ = 0.24;

/**
 * Eyelid closure 0..1 at every frame. When eyes blink is a matter of the recording, how fast they do is not.
 * @param momentSec the moment of the recording that each frame shows, ascending
 * @param recordedSec length of the recording
 */
export function blinkCurve(
  momentSec: Float64Array,
  recordedSec: number,
  fps: number,
  rate: number,
  seed: number,
): Float32Array {
  const frames = momentSec.length;
  const lids = new Float32Array(frames);
  if (rate <= 0) return lids;
  const random = seededRandom(seed ^ 0x0b11_4b5e);
  let first = 0;
  const lengthSec = BLINK_CLOSE_SEC + BLINK_HOLD_SEC + BLINK_OPEN_SEC;
  const [shortest, longest] = BLINK_INTERVAL_SEC;
  const nextGap = (): number => (shortest + random() * (longest - shortest)) / rate;
  for (let start = nextGap() * 0.6; start + lengthSec < recordedSec - 0.1; start += lengthSec + nextGap()) {
    while (first < frames && momentSec[first] < start) first++;
    if (first === frames) break;
    const startedSec = momentSec[first] - start;
    // A moment that the edit cut short has no frame to blink in.
    if (startedSec > lengthSec) continue;
    const last = Math.min(frames - 1, first + Math.floor((lengthSec - startedSec) * fps));
    let deepest = first;
    for (let frame = first; frame <= last; frame++) {
      const t = startedSec + (frame - first) / fps;
      const closing = smoothStep(0, BLINK_CLOSE_SEC, t);
      const opening = 1 - smoothStep(BLINK_CLOSE_SEC + BLINK_HOLD_SEC, lengthSec, t);
      lids[frame] = Math.min(closing, opening);
      if (lids[frame] > lids[deepest]) deepest = frame;
    }
    // At low frame rates the shut moment may fall between two frames: a blink that never shuts looks like a twitch.
    lids[deepest] = 1;
  }
  return lids;
}

/**
 * Distance of the inner lips.
 * @param open articulated opening, 0..1
 */
export function lipGap(open: number, strength: number): number {
  return Math.max(0, GAP_MAX * strength * open ** GAP_EXPONENT - GAP_STICK);
}

/** A slow wandering value in about -1..1: three sines whose periods share no common multiple nearby. */
function wander(random: () => number, slowestHz: number): (timeSec: number) => number {
  const parts = [1, 1.73, 2.91].map((ratio) => ({ hz: slowestHz * ratio, phase: random() * 2 * Math.PI }));
  return (timeSec) =>
    parts.reduce((sum, { hz, phase }, i) => sum + Math.sin(2 * Math.PI * hz * timeSec + phase) / (1 + i), 0) /
    1.5;
}

/** Hundredths of a pixel: what an edit changed seconds away has worn off, and is then really gone. */
const GRAIN = 1 / 16_384;
const fine = (value: number): number => Math.round(value / GRAIN) * GRAIN;

/**
 * Turns articulation into poses of the face rig and adds blinks, sway and breathing.
 * @returns packed poses (see draw/pose.ts) in shared memory, `track.frames` of them
 */
export function makePoses(track: MouthTrack, options: PoseOptions): Float32Array<SharedArrayBuffer> {
  const { frames, fps, momentSec, recordedSec } = track;
  const poses = new Float32Array(new SharedArrayBuffer(frames * POSE_LENGTH * 4));
  const random = seededRandom(options.seed);
  const swayX = wander(random, 0.11);
  const swayY = wander(random, 0.15);
  const swayRoll = wander(random, 0.09);
  const breathPhase = random() * 2 * Math.PI;
  const lids = blinkCurve(momentSec, recordedSec, fps, options.blink, options.seed);
  const size = Math.min(1, Math.max(SMALLEST_MOUTH, options.mouthWidth / FULL_MOUTH_WIDTH));
  const shaping = size * Math.min(1, options.mouthStrength);

  for (let frame = 0; frame < frames; frame++) {
    const timeSec = momentSec[frame];
    const eased =
      options.idleMotion *
      smoothStep(0, EASE_SEC, frame / fps) *
      smoothStep(0, EASE_SEC, (frames - 1 - frame) / fps);
    const open = Math.max(0, track.open[frame]);
    const width = Math.min(1, Math.max(-1, track.width[frame]));
    writePose(poses, frame, {
      gap: fine(lipGap(open, options.mouthStrength * size)),
      cornerShift: fine(shaping * (width > 0 ? SPREAD_SHIFT : ROUND_SHIFT) * width),
      protrusion: fine(shaping * Math.max(0, track.protrusion[frame])),
      press: fine(shaping * track.closure[frame]),
      teeth: fine(track.teeth[frame]),
      blink: lids[frame],
      headX: eased * SWAY_X * swayX(timeSec),
      headY: eased * (SWAY_Y * swayY(timeSec) + fine(NOD * track.rhythm[frame])),
      headRoll: eased * SWAY_ROLL_RAD * swayRoll(timeSec),
      breath: eased * BREATH * Math.sin(2 * Math.PI * BREATH_HZ * timeSec + breathPhase),
    });
  }
  return poses;
}
