import type { ProsodyPlan } from '../../../../../shared/prosody/compose.ts';
import { adjustedLength, toAdjusted } from '../../../../../shared/prosody/timeMap.ts';
import type { ProsodyAnalysis } from '../types.ts';
import { onsetEnergyOf } from './onsetEnergy.ts';
import { pitchTierOf } from './pitchTier.ts';
import { planUnvoiced, type UnvoicedInput } from './planUnvoiced.ts';
import { planUnchangedRun, planVoicedRun, type VoicedInput, type VoicedPlan } from './planVoiced.ts';
import type { Copy, Grain, SynthesisPlan } from './synthesisPlan.ts';
import { voicedRuns, type VoicedRun } from './voicedRuns.ts';

/** Left free between two voiced stretches, seconds. */
const MIN_GAP_SEC = 0.002;
/** A duration factor this close to 1 moves no sample within a voiced stretch. */
const SAME_LENGTH_SAMPLES = 0.5;

/** Turns the plan of an edit into copies and grains. */
export function planSynthesis(analysis: ProsodyAnalysis, plan: ProsodyPlan): SynthesisPlan {
  const { sampleRateHz, mono, pitch } = analysis;
  const { timeMap, targetHz } = plan;
  const length = adjustedLength(timeMap, sampleRateHz);
  const unvoiced: UnvoicedInput = {
    sampleRateHz,
    mono,
    timeMap,
    pauses: analysis.pauses,
    onsets: onsetEnergyOf(mono, sampleRateHz),
  };
  const copies: Copy[] = [];
  const grains: Grain[] = [];
  let [at, offset] = [0, 0];
  const take = (voiced: VoicedPlan): void => {
    copies.push(
      ...planUnvoiced(
        { start: at, startOffset: offset, end: voiced.start, endOffset: voiced.startOffset },
        unvoiced,
      ),
    );
    if (voiced.copy) copies.push(voiced.copy);
    grains.push(...voiced.grains);
    [at, offset] = [voiced.end, voiced.endOffset];
  };
  const target = pitchTierOf(targetHz, pitch.startSec, pitch.stepSec);
  const original = pitchTierOf(pitch.hz, pitch.startSec, pitch.stepSec);
  if (target && original) {
    const pulses = analysis.pulsesSec.map((sec) => sec * sampleRateHz);
    const input: VoicedInput = { sampleRateHz, pulses, target, original, timeMap };
    const runs = voicedRuns(analysis.pulsesSec, pitch.floorHz);
    const startOf = (run: VoicedRun): number =>
      toAdjusted(timeMap, pulses[run.first] / sampleRateHz) * sampleRateHz;
    runs.forEach((run, i) => {
      const next = runs[i + 1];
      const latestEnd = (next ? startOf(next) : length) - MIN_GAP_SEC * sampleRateHz;
      if (startOf(run) <= at || latestEnd <= startOf(run)) return;
      take(
        isUnchanged(run, input, analysis, plan)
          ? planUnchangedRun(run, input)
          : planVoicedRun(run, input, latestEnd),
      );
    });
  }
  copies.push(
    ...planUnvoiced(
      { start: at, startOffset: offset, end: length, endOffset: length - mono.length },
      unvoiced,
    ),
  );
  return { length, copies, grains };
}

/** Whether a voiced stretch keeps its pitch and its length: it is then moved as it is. */
function isUnchanged(
  run: VoicedRun,
  { pulses, sampleRateHz, timeMap }: VoicedInput,
  { pitch }: ProsodyAnalysis,
  { targetHz }: ProsodyPlan,
): boolean {
  const [fromSec, toSec] = [pulses[run.first] / sampleRateHz, pulses[run.last] / sampleRateHz];
  const first = Math.max(0, Math.floor((fromSec - pitch.startSec) / pitch.stepSec));
  const last = Math.min(targetHz.length - 1, Math.ceil((toSec - pitch.startSec) / pitch.stepSec));
  for (let i = first; i <= last; i++) if (targetHz[i] !== pitch.hz[i]) return false;
  const start = toAdjusted(timeMap, fromSec) - fromSec;
  for (let i = run.first; i <= run.last; i++) {
    const sec = pulses[i] / sampleRateHz;
    const drift = toAdjusted(timeMap, sec) - sec - start;
    if (Math.abs(drift) * sampleRateHz > SAME_LENGTH_SAMPLES) return false;
  }
  return true;
}
