/**
 * How many frames apart pictures are shown when a machine cannot draw all of them: few at their time are better than
 * all of them too late.
 */
export interface Stride {
  /** 1: every frame. */
  readonly frames: number;
  /** A refresh of the screen while playing. @param isThere whether all pictures that were due are shown */
  refresh(isThere: boolean, nowMs: number): void;
  /** The playhead has jumped: what was asked for ahead is not here, which says nothing of the machine. */
  jump(nowMs: number): void;
}

const MOST_FRAMES = 6;
/** Looked at over so long. */
const WINDOW_MS = 500;
/** After a jump the first pictures are still under way. */
const GRACE_MS = 400;
const TOO_LATE_SHARE = 0.2;
/** So many windows in a row without a late picture allow more of them. */
const GOOD_WINDOWS = 6;

export function createStride(): Stride {
  let frames = 1;
  let sinceMs = 0;
  let seen = 0;
  let late = 0;
  let good = 0;
  const begin = (atMs: number): void => {
    sinceMs = atMs;
    seen = 0;
    late = 0;
  };
  return {
    get frames() {
      return frames;
    },
    refresh(isThere, nowMs) {
      if (nowMs < sinceMs) return;
      seen += 1;
      if (!isThere) late += 1;
      if (nowMs - sinceMs < WINDOW_MS) return;
      const share = late / seen;
      if (share > TOO_LATE_SHARE) {
        frames = Math.min(MOST_FRAMES, frames + 1);
        good = 0;
      } else if (late === 0) {
        good += 1;
        if (good >= GOOD_WINDOWS && frames > 1) {
          frames -= 1;
          good = 0;
        }
      } else good = 0;
      begin(nowMs);
    },
    jump: (nowMs) => begin(nowMs + GRACE_MS),
  };
}
