/** What was seen of the frames that were due, measured while playing. */
export interface PlayStatistics {
  /** Frames that were due. */
  readonly due: number;
  /** Shown from their first moment on. */
  readonly shown: number;
  /** Due while their picture had not come: the one before stayed for a while. */
  readonly late: number;
  /** Never due on any screen refresh: the page was busy. */
  readonly missing: number;
  /** Shown again after a later one, without a jump. */
  readonly doubled: number;
  /** From the wish to play to the first frame of the running voice, ms; null: has not been played. */
  readonly firstFrameMs: number | null;
  /** Largest distance between the frame on screen and the sound that is heard, seconds. */
  readonly mostDriftSec: number;
  /** Largest time between two screen refreshes, ms. */
  readonly longestPauseMs: number;
}

export const NOTHING_PLAYED: PlayStatistics = {
  due: 0,
  shown: 0,
  late: 0,
  missing: 0,
  doubled: 0,
  firstFrameMs: null,
  mostDriftSec: 0,
  longestPauseMs: 0,
};

/** Counts frames; a jump of the playhead begins a new row of them. */
export interface FrameCount {
  /** @param atMs when playing was asked for */
  begin(atMs: number): void;
  /** The next frame need not follow the last one. */
  jump(): void;
  /**
   * A refresh of the screen.
   * @param frame the frame that is due
   * @param positionSec the moment that is heard
   * @param isThere whether its picture is shown
   */
  refresh(frame: number, positionSec: number, fps: number, isThere: boolean, nowMs: number): void;
  readonly statistics: PlayStatistics;
}

export function createFrameCount(): FrameCount {
  let statistics = NOTHING_PLAYED;
  let begunMs: number | null = null;
  let last: number | null = null;
  let lastRefreshMs: number | null = null;
  /** Whether the next frame is to be the one after the last. */
  let follows = false;

  return {
    begin(atMs) {
      begunMs = atMs;
      last = null;
      lastRefreshMs = null;
    },
    jump() {
      follows = false;
    },
    refresh(frame, positionSec, fps, isThere, nowMs) {
      const { due, shown, late, missing, doubled, firstFrameMs, mostDriftSec, longestPauseMs } = statistics;
      const isNew = frame !== last;
      // A frame whose picture came after the first refresh at which it was due was late all the same.
      const isLate = isNew && !isThere;
      const begun = begunMs !== null && isThere ? nowMs - begunMs : null;
      if (begun !== null) begunMs = null;
      statistics = {
        due: due + (isNew ? 1 : 0),
        shown: shown + (isNew && isThere ? 1 : 0),
        late: late + (isLate ? 1 : 0),
        missing: missing + (follows && last !== null && frame > last + 1 ? frame - last - 1 : 0),
        doubled: doubled + (follows && last !== null && frame < last ? 1 : 0),
        firstFrameMs: begun ?? firstFrameMs,
        // Within the frame the sound runs on: what counts is how far it is outside.
        mostDriftSec: Math.max(mostDriftSec, frame / fps - positionSec, positionSec - (frame + 1) / fps),
        longestPauseMs: Math.max(longestPauseMs, lastRefreshMs === null ? 0 : nowMs - lastRefreshMs),
      };
      last = frame;
      follows = true;
      lastRefreshMs = nowMs;
    },
    get statistics() {
      return statistics;
    },
  };
}
