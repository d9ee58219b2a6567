import type { RenderReport, StageName } from '../../shared/contract/render.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { EngineContext } from './context.ts';
import type { RenderProgressTracker } from './renderProgress.ts';

/** Runs rooms one after the other and remembers how long each took. */
export interface StageClock {
  /** Runs one room: its time, its progress, and cancel between rooms. A room that runs again adds to its time. */
  run<Result>(
    name: StageName,
    work: (context: EngineContext) => Promise<Result> | Result,
    share?: StageShare,
  ): Promise<Result>;
  readonly stages: RenderReport['stages'];
  /** Says of rooms that ran which of them found their result in the cache. */
  noteCaches(caches: Readonly<Partial<Record<StageName, 'hit' | 'miss'>>>): void;
  /** Looks at the memory in use now. */
  noteMemory(): void;
  /** The most memory seen in use. */
  readonly peakRssBytes: number;
}

/** Which part of a room's work a run is, when the room runs several times. */
export interface StageShare {
  readonly index: number;
  readonly count: number;
}

const WHOLE: StageShare = { index: 0, count: 1 };

export function createStageClock(
  context: Omit<EngineContext, 'progress'>,
  progress: RenderProgressTracker,
): StageClock {
  const stages: RenderReport['stages'] = [];
  let peakRssBytes = process.memoryUsage.rss();
  const noteMemory = (): void => {
    peakRssBytes = Math.max(peakRssBytes, process.memoryUsage.rss());
  };
  return {
    stages,
    noteMemory,
    noteCaches(caches) {
      for (const stage of stages) stage.cache = caches[stage.name] ?? stage.cache;
    },
    get peakRssBytes() {
      return peakRssBytes;
    },
    async run(name, work, { index, count } = WHOLE) {
      throwIfCancelled(context.signal);
      const fromMs = performance.now();
      const whole = progress.stage(name);
      const token = { report: (fraction: number) => whole.report((index + fraction) / count) };
      const result = await work({ ...context, progress: token });
      token.report(1);
      const ms = performance.now() - fromMs;
      const earlier = stages.find((stage) => stage.name === name);
      if (earlier) earlier.ms += ms;
      else stages.push({ name, ms, cache: 'miss' });
      noteMemory();
      return result;
    },
  };
}
