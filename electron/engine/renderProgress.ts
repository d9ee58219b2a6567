import type { RenderProgress, StageName } from '../../shared/contract/render.ts';
import { STAGES } from '../../shared/contract/render.ts';
import type { ProgressToken } from './progress.ts';
import { monotonicProgress } from './progress.ts';

export type RenderProgressSink = (progress: RenderProgress) => void;

/** Shares of the whole, from the measured times of a ten-second render; encoding includes drawing. */
const WEIGHTS: Readonly<Record<StageName, number>> = {
  media: 0.03,
  person: 0.01,
  face: 0.04,
  matte: 0.12,
  voice: 0.03,
  lipsync: 0.03,
  compose: 0.03,
  encode: 0.72,
};
/** At most this often, so that a window is not flooded. */
const MIN_INTERVAL_MS = 100;
/** Frames after which the measured rate is steady enough to tell the time left. */
const ETA_AFTER_FRAMES = 12;

export interface RenderProgressTracker {
  stage(name: StageName): ProgressToken;
  setFrames(framesTotal: number): void;
  frameDone(framesDone: number): void;
}

/** Turns the rooms' own progress into that of the whole render; time left comes from the measured frame rate. */
export function createRenderProgress(sink: RenderProgressSink, withMatte: boolean): RenderProgressTracker {
  const active = STAGES.filter((name) => withMatte || name !== 'matte');
  const total = active.reduce((sum, name) => sum + WEIGHTS[name], 0);
  const before = new Map<StageName, number>();
  let sum = 0;
  for (const name of active) {
    before.set(name, sum / total);
    sum += WEIGHTS[name];
  }
  let framesTotal: number | null = null;
  let framesDone = 0;
  let firstFrameMs = 0;
  let lastSentMs = -Infinity;
  let lastFraction = 0;

  const send = (stage: StageName, stageFraction: number): void => {
    const nowMs = performance.now();
    if (nowMs - lastSentMs < MIN_INTERVAL_MS && stageFraction < 1) return;
    lastSentMs = nowMs;
    lastFraction = Math.max(
      lastFraction,
      (before.get(stage) ?? 0) + (WEIGHTS[stage] / total) * stageFraction,
    );
    const measured = framesTotal !== null && framesDone >= ETA_AFTER_FRAMES;
    const etaSec = measured
      ? ((nowMs - firstFrameMs) / 1000 / (framesDone - 1)) * ((framesTotal ?? 0) - framesDone)
      : null;
    sink({ stage, stageFraction, fraction: Math.min(1, lastFraction), etaSec, framesDone, framesTotal });
  };

  const tokens = new Map<StageName, ProgressToken>();
  const token = (name: StageName): ProgressToken => {
    const known = tokens.get(name);
    if (known) return known;
    const made = monotonicProgress((fraction) => send(name, fraction));
    tokens.set(name, made);
    return made;
  };

  return {
    stage: token,
    setFrames: (count) => {
      framesTotal = count;
    },
    frameDone: (count) => {
      if (framesDone === 0) firstFrameMs = performance.now();
      framesDone = count;
      token('encode').report(framesTotal === null ? 0 : Math.min(0.999, count / framesTotal));
    },
  };
}
