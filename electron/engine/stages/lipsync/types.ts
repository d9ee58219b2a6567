import type { FrameFeed } from '../../frames/frameFeed.ts';
import type { FaceAnimation } from './engines/builtin/index.ts';
import type { PatchAnimation } from './engines/wav2lip/types.ts';

/** The mouth of every video frame, in articulatory terms; the same whatever the language. */
export interface MouthTrack {
  readonly fps: number;
  readonly frames: number;
  /** Jaw and lip opening: 0 lips together, 1 the widest open vowel of this speaker. */
  readonly open: Float32Array;
  /** Mouth width: -1 fully rounded (u, w), 0 rest, 1 fully spread (i). */
  readonly width: Float32Array;
  /** Lips pushed forward, 0..1 (u, o, w, sh). */
  readonly protrusion: Float32Array;
  /** Lips pressed together, 0..1 (m, b, p). */
  readonly closure: Float32Array;
  /** Teeth shown close together, 0..1 (s, z, f, v). */
  readonly teeth: Float32Array;
  /** The opening, smoothed over words. */
  readonly rhythm: Float32Array;
  /** The moment of the recording that each frame shows, s: blinks and sway go by it, whatever the tempo before it. */
  readonly momentSec: Float64Array;
  /** Length of the recording, s. */
  readonly recordedSec: number;
}

/** What a lip-sync engine is told besides the face and the speech. */
export interface LipSyncOptions {
  readonly fps: number;
  /** Number of frames of the video; the track covers exactly these. */
  readonly frames: number;
  readonly mouthStrength: number;
  readonly blink: number;
  readonly idleMotion: number;
  readonly seed: number;
}

/** A face as it stands in the frame. */
export interface FaceInFrame {
  /** 468 x (x, y, z) in frame pixels, MediaPipe FaceMesh order. */
  readonly landmarks: Float32Array;
  /** Frame pixels per photo pixel: drawn edges are as soft as the photo is at this scale. */
  readonly photoScale: number;
}

/** How the mouth moves, as plain data over shared memory: sent to every drawing worker once. */
export type MouthMotion =
  | { readonly kind: 'warp'; readonly animation: FaceAnimation }
  | { readonly kind: 'patch'; readonly animation: PatchAnimation }
  /** The pictures show the mouth as it is to be. */
  | { readonly kind: 'own' };

/** What a lip-sync engine makes of a face and a voice. */
export interface LipSyncResult {
  readonly mouth: MouthMotion;
  /** Mouths made while frames are drawn; null when the motion says it all. The caller closes it. */
  readonly patchFeed: FrameFeed | null;
}
