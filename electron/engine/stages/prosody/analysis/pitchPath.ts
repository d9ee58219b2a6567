import type { PitchFrames } from './pitchFrames.ts';
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
export function pitchPath(frames: PitchFrames, settings: PitchSettings): PitchPath {
  const { frameCount, capacity, counts } = frames;
  const perStep = 0.01 / settings.stepSec;
  const jumpCost = settings.octaveJumpCost * perStep;
  const changeCost = settings.voicedUnvoicedCost * perStep;

  const back = new Uint8Array(frameCount * capacity);
  let [logs, logsBefore] = [new Float64Array(capacity), new Float64Array(capacity)];
  let [best, bestBefore] = [new Float64Array(capacity), new Float64Array(capacity)];
  for (let frame = 0; frame < frameCount; frame++) {
    weigh(frames, frame, settings, logs, best);
    const before = frame === 0 ? 0 : counts[frame - 1];
    for (let j = 0; before > 0 && j < counts[frame]; j++) {
      const here = logs[j];
      let top = -Infinity;
      let from = 0;
      for (let i = 0; i < before; i++) {
        const there = logsBefore[i];
        let value = bestBefore[i];
        if (here === 0) {
          if (there !== 0) value -= changeCost;
        } else if (there === 0) value -= changeCost;
        else value -= jumpCost * Math.abs(here - there);
        if (value > top) {
          top = value;
          from = i;
        }
      }
      best[j] += top;
      back[frame * capacity + j] = from;
    }
    [logs, logsBefore] = [logsBefore, logs];
    [best, bestBefore] = [bestBefore, best];
  }

  const hz = new Float32Array(frameCount);
  const strength = new Float32Array(frameCount);
  let chosen = 0;
  for (let i = 1; frameCount > 0 && i < counts[frameCount - 1]; i++)
    if (bestBefore[i] > bestBefore[chosen]) chosen = i;
  for (let frame = frameCount - 1; frame >= 0; frame--) {
    const place = frame * capacity + chosen;
    if (isVoiced(frames.hz[place], settings)) {
      hz[frame] = frames.hz[place];
      strength[frame] = frames.strength[place];
    }
    chosen = back[place];
  }
  return { hz, strength };
}

/** A candidate at the ceiling or above counts as unvoiced. */
const isVoiced = (hz: number, { ceilingHz }: PitchSettings): boolean => hz > 0 && hz < ceilingHz;

/** Fills in the log2 of each candidate's pitch (0 for unvoiced ones) and what it is worth by itself. */
function weigh(
  { capacity, counts, hz, strength, intensity }: PitchFrames,
  frame: number,
  settings: PitchSettings,
  logs: Float64Array,
  worth: Float64Array,
): void {
  const { ceilingHz, voicingThreshold, silenceThreshold, octaveCost } = settings;
  const logCeiling = Math.log2(ceilingHz);
  const quietness = 2 - (intensity[frame] * (1 + voicingThreshold)) / silenceThreshold;
  const unvoicedWorth = voicingThreshold + Math.max(0, quietness);
  for (let i = 0; i < counts[frame]; i++) {
    const place = frame * capacity + i;
    const voiced = isVoiced(hz[place], settings);
    logs[i] = voiced ? Math.log2(hz[place]) : 0;
    worth[i] = voiced ? strength[place] - octaveCost * (logCeiling - logs[i]) : unvoicedWorth;
  }
}
