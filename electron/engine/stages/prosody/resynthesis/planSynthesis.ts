import type { ProsodyPlan } from '../../../../../shared/prosody/compose.ts';
import { adjustedLength, toAdjusted } from '../../../../../shared/prosody/timeMap.ts';
import type { MonoSound } from '../../../runtime/monoSource.ts';
import { monoWindowOn } from '../../../runtime/soundWindow.ts';
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
export function planSynthesis(analysis: ProsodyAnalysis<MonoSound>, plan: ProsodyPlan): SynthesisPlan {
  const copies: Copy[] = [];
  const grains: Grain[] = [];
  for (const part of planParts(analysis, plan)) {
    copies.push(...part.copies);
    grains.push(...part.grains);
  }
  return { length: plannedLength(analysis, plan), copies, grains };
}

/** Samples of the result. */
export const plannedLength = (
  { sampleRateHz }: Pick<ProsodyAnalysis, 'sampleRateHz'>,
  { timeMap }: Pick<ProsodyPlan, 'timeMap'>,
): number => adjustedLength(timeMap, sampleRateHz);

/** The same part by part from the beginning on: a voiced stretch with what is not voiced before it. */
export function* planParts(
  analysis: ProsodyAnalysis<MonoSound>,
  plan: ProsodyPlan,
): Generator<Omit<SynthesisPlan, 'length'>> {
  const { sampleRateHz, mono, pitch } = analysis;
  const { timeMap, targetHz } = plan;
  const length = plannedLength(analysis, plan);
  const unvoiced: UnvoicedInput = {
    sampleRateHz,
    sound: monoWindowOn(mono),
    timeMap,
    pauses: analysis.pauses,
    onsets: onsetEnergyOf(mono, sampleRateHz),
  };
  let [at, offset] = [0, 0];
  const target = pitchTierOf(targetHz, pitch.startSec, pitch.stepSec);
  const original = pitchTierOf(pitch.hz, pitch.startSec, pitch.stepSec);
  if (target && original) {
    const pulses = analysis.pulsesSec.map((sec) => sec * sampleRateHz);
    const input: VoicedInput = { sampleRateHz, pulses, target, original, timeMap };
    const runs = voicedRuns(analysis.pulsesSec, pitch.floorHz);
    const startOf = (run: VoicedRun): number =>
      toAdjusted(timeMap, pulses[run.first] / sampleRateHz) * sampleRateHz;
    for (const [i, run] of runs.entries()) {
      const next = runs[i + 1];
      const latestEnd = (next ? startOf(next) : length) - MIN_GAP_SEC * sampleRateHz;
      if (startOf(run) <= at || latestEnd <= startOf(run)) continue;
      const voiced: VoicedPlan = isUnchanged(run, input, analysis, plan)
        ? planUnchangedRun(run, input)
        : planVoicedRun(run, input, latestEnd);
      const copies = planUnvoiced(
        { start: at, startOffset: offset, end: voiced.start, endOffset: voiced.startOffset },
        unvoiced,
      );
      if (voiced.copy) copies.push(voiced.copy);
      yield { copies, grains: voiced.grains };
      [at, offset] = [voiced.end, voiced.endOffset];
    }
  }
  const rest = { start: at, startOffset: offset, end: length, endOffset: length - mono.length };
  yield { copies: planUnvoiced(rest, unvoiced), grains: [] };
}

/** Whether a voiced stretch keeps its pitch and its length: it is then moved as it is. */
function isUnchanged(
  run: VoicedRun,
  { pulses, sampleRateHz, timeMap }: VoicedInput,
  { pitch }: Pick<ProsodyAnalysis, 'pitch'>,
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
