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
  /** The same over analysis and resynthesis: what editing one phrase costs against doing the voice anew. */
  readonly phraseEditOverWhole: number;
}

/** The first runs of the compiler are not what people wait for: workers are warmed up when the program starts. */
const WARM_UP_RUNS = 3;
const RUNS = 9;
/** Pitch x1.15, range x1.4, duration x0.9: what Praat is asked for as well (praat.ts). */
const EDIT = withSettings(NEUTRAL_EDIT, { pitchSemitones: semitonesOf(1.15), range: 1.4, tempo: 1 / 0.9 });

/** The times of one kind of work, run again and again. */
class Stopwatch {
  readonly #wallMs: number[] = [];
  readonly #cpuMs: number[] = [];

  time<Result>(work: () => Result): Result {
    const before = process.cpuUsage();
    const startMs = performance.now();
    const result = work();
    this.#wallMs.push(performance.now() - startMs);
    const { user, system } = process.cpuUsage(before);
    this.#cpuMs.push((user + system) / 1000);
    return result;
  }

  /** Median processor time of one run, all threads of the process. */
  get cpuMs(): number {
    return percentile(this.#cpuMs, 0.5);
  }

  get wallMs(): number {
    return percentile(this.#wallMs, 0.5);
  }

  workload(id: string): Workload {
    return workloadOf(id, this.#wallMs);
  }
}

/** One phrase a little higher and louder: what a click on the timeline asks for. */
function editedPhrase({ phrases }: ProsodyAnalysis): ProsodyEdit {
  const [startSec, endSec] = phrases[Math.floor(phrases.length / 2)] ?? [0, 1];
  return withPhrase(EDIT, { startSec, endSec }, { pitchSemitones: 1, energyDb: 2 });
}

/**
 * Measures analysis, resynthesis, the resynthesis after an edit, and confidence on one voice, each run on one thread.
 * @param beside what is to be compared; run once after each of ours, so that both see the same machine
 * @throws `cancelled`
 */
export async function benchProsody(
  voice: Voice,
  signal: AbortSignal,
  beside: () => Promise<void>,
): Promise<ProsodyBench> {
  const original = analyseVoiceProsody(voice);
  const render = (edit: ProsodyEdit) => {
    const plan = composePlan(original, edit, null);
    return { plan, ...resynthesise(voice.clip, original, plan) };
  };
  const phraseEdit = editedPhrase(original);
  const { clip, plan } = render(EDIT);
  const measureConfidence = () =>
    scoreConfidence({
      original,
      result: { mono: clip.channels[0], sampleRateHz: clip.sampleRateHz },
      request: requestOf(plan, original),
    });
  const watches = {
    analysis: new Stopwatch(),
    whole: new Stopwatch(),
    edit: new Stopwatch(),
    confidence: new Stopwatch(),
  };
  for (let i = 0; i < WARM_UP_RUNS; i++) {
    analyseVoiceProsody(voice);
    render(EDIT);
    render(phraseEdit);
    measureConfidence();
  }
  for (let i = 0; i < RUNS; i++) {
    throwIfCancelled(signal);
    watches.analysis.time(() => analyseVoiceProsody(voice));
    watches.whole.time(() => render(EDIT));
    watches.edit.time(() => render(phraseEdit));
    watches.confidence.time(measureConfidence);
    await beside();
  }
  const { analysis, whole, edit, confidence } = watches;
  const audioMs = voice.durationSec * 1000;
  return {
    workloads: [
      analysis.workload('prosody-analysis'),
      whole.workload('prosody-resynthesis'),
      edit.workload('prosody-phrase-edit'),
      confidence.workload('prosody-confidence'),
    ],
    prosodyOverAudio: (analysis.cpuMs + whole.cpuMs) / audioMs,
    analysisAndResynthesisMs: analysis.wallMs + whole.wallMs,
    prosodyEditOverAudio: edit.cpuMs / audioMs,
    phraseEditOverWhole: edit.cpuMs / (analysis.cpuMs + whole.cpuMs),
  };
}
