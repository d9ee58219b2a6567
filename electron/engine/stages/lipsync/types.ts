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
