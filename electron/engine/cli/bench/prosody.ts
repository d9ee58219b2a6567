import { composePlan } from '../../../../shared/prosody/compose.ts';
import {
  NEUTRAL_EDIT,
  withPhrase,
  withSettings,
  type ProsodyEdit,
} from '../../../../shared/prosody/edits.ts';
import { semitonesOf } from '../../../../shared/prosody/settings.ts';
import { throwIfCancelled } from '../../../../shared/errors.ts';
import { analyseVoiceProsody } from '../../stages/prosody/analysis/index.ts';
import { requestOf, scoreConfidence } from '../../stages/prosody/confidence/index.ts';
import { resynthesise } from '../../stages/prosody/resynthesis/index.ts';
import type { ProsodyAnalysis } from '../../stages/prosody/types.ts';
import type { Voice } from '../../stages/media/types.ts';
import { percentile, workloadOf, type Workload } from './workload.ts';

export interface ProsodyBench {
  readonly workloads: readonly Workload[];
  /** Processor time of analysis and resynthesis over the length of the sound. */
  readonly prosodyOverAudio: number;
  /** Wall-clock time of both, the medians added. */
  readonly analysisAndResynthesisMs: number;
  /** Processor time of composing and resynthesising after an edit of one phrase, analysis at hand. */
  readonly prosodyEditOverAudio: number;
}

/** The first runs of the compiler are not what people wait for: workers are warmed up when the program starts. */
const WARM_UP_RUNS = 3;
const RUNS = 9;
/** Pitch x1.15, range x1.4, duration x0.9: what Praat is asked for as well (praat.ts). */
const EDIT = withSettings(NEUTRAL_EDIT, { pitchSemitones: semitonesOf(1.15), range: 1.4, tempo: 1 / 0.9 });

interface Measured<Result> {
  readonly workload: Workload;
  /** Median processor time of one run, all threads of the process. */
  readonly cpuMs: number;
  readonly result: Result;
}

function measureCpu<Result>(id: string, signal: AbortSignal, work: () => Result): Measured<Result> {
  for (let i = 0; i < WARM_UP_RUNS; i++) work();
  const wallMs: number[] = [];
  const cpuMs: number[] = [];
  let result = work();
  for (let i = 0; i < RUNS; i++) {
    throwIfCancelled(signal);
    const before = process.cpuUsage();
    const startMs = performance.now();
    result = work();
    wallMs.push(performance.now() - startMs);
    const { user, system } = process.cpuUsage(before);
    cpuMs.push((user + system) / 1000);
  }
  return { workload: workloadOf(id, wallMs), cpuMs: percentile(cpuMs, 0.5), result };
}

/** One phrase a little higher and louder: what a click on the timeline asks for. */
function editedPhrase({ phrases }: ProsodyAnalysis): ProsodyEdit {
  const [startSec, endSec] = phrases[Math.floor(phrases.length / 2)] ?? [0, 1];
  return withPhrase(EDIT, { startSec, endSec }, { pitchSemitones: 1, energyDb: 2 });
}

/**
 * Measures analysis, resynthesis, the resynthesis after an edit, and confidence on one voice, each run on one thread.
 * @throws `cancelled`
 */
export function benchProsody(voice: Voice, signal: AbortSignal): ProsodyBench {
  const analysis = measureCpu('prosody-analysis', signal, () => analyseVoiceProsody(voice));
  const original = analysis.result;
  const render = (edit: ProsodyEdit) => {
    const plan = composePlan(original, edit, null);
    return { plan, ...resynthesise(voice.clip, original, plan) };
  };
  const whole = measureCpu('prosody-resynthesis', signal, () => render(EDIT));
  const phraseEdit = editedPhrase(original);
  const edit = measureCpu('prosody-phrase-edit', signal, () => render(phraseEdit));
  const { clip, plan } = whole.result;
  const confidence = measureCpu('prosody-confidence', signal, () =>
    scoreConfidence({
      original,
      result: { mono: clip.channels[0], sampleRateHz: clip.sampleRateHz },
      request: requestOf(plan, original),
    }),
  );
  const audioMs = voice.durationSec * 1000;
  return {
    workloads: [analysis, whole, edit, confidence].map(({ workload }) => workload),
    prosodyOverAudio: (analysis.cpuMs + whole.cpuMs) / audioMs,
    analysisAndResynthesisMs: analysis.workload.p50Ms + whole.workload.p50Ms,
    prosodyEditOverAudio: edit.cpuMs / audioMs,
  };
}
