import type { FrameCandidates } from './pitchFrames.ts';
import type { PitchSettings } from './pitchSettings.ts';

export interface PitchPath {
  /** Hz; 0 where unvoiced. */
  readonly hz: Float32Array;
  readonly strength: Float32Array;
}

/**
 * The cheapest way through the candidates of all frames (Viterbi), with the costs of Boersma 1993: a candidate earns
 * its strength, a change between voiced and unvoiced and a leap in pitch cost.
 */
export function pitchPath(frames: readonly FrameCandidates[], settings: PitchSettings): PitchPath {
  const { ceilingHz, voicingThreshold, silenceThreshold, octaveCost } = settings;
  const perStep = 0.01 / settings.stepSec;
  const jumpCost = settings.octaveJumpCost * perStep;
  const changeCost = settings.voicedUnvoicedCost * perStep;

  const logs = frames.map(({ hz }) =>
    hz.map((value) => (value > 0 && value < ceilingHz ? Math.log2(value) : 0)),
  );
  const worth = frames.map(({ hz, strength, intensity }) =>
    hz.map((value, i) => {
      if (value > 0 && value < ceilingHz) return strength[i] - octaveCost * Math.log2(ceilingHz / value);
      return voicingThreshold + Math.max(0, 2 - (intensity * (1 + voicingThreshold)) / silenceThreshold);
    }),
  );
  const back: Int16Array[] = [];
  let best = worth[0] ? Float64Array.from(worth[0]) : new Float64Array(0);
  for (let frame = 1; frame < frames.length; frame++) {
    const here = logs[frame];
    const before = logs[frame - 1];
    const next = new Float64Array(here.length);
    const from = new Int16Array(here.length);
    for (let j = 0; j < here.length; j++) {
      let top = -Infinity;
      for (let i = 0; i < before.length; i++) {
        let cost = 0;
        if (here[j] === 0 ? before[i] !== 0 : before[i] === 0) cost = changeCost;
        else if (here[j] !== 0) cost = jumpCost * Math.abs(here[j] - before[i]);
        const value = best[i] - cost;
        if (value > top) {
          top = value;
          from[j] = i;
        }
      }
      next[j] = top + worth[frame][j];
    }
    back.push(from);
    best = next;
  }

  const hz = new Float32Array(frames.length);
  const strength = new Float32Array(frames.length);
  let chosen = best.indexOf(Math.max(...best));
  for (let frame = frames.length - 1; frame >= 0; frame--) {
    if (logs[frame][chosen] !== 0) {
      hz[frame] = frames[frame].hz[chosen];
      strength[frame] = frames[frame].strength[chosen];
    }
    if (frame > 0) chosen = back[frame - 1][chosen];
  }
  return { hz, strength };
}
