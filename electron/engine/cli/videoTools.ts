import type { MadeVideo } from '../batch/makeVideo.ts';
import type { PlannedVideo } from '../batch/planBatch.ts';
import type { EngineRun } from '../index.ts';
import { Admission } from '../runtime/admission.ts';
import { memoryBudget } from '../runtime/memoryBudget.ts';

/** Makes videos of a list on this machine, as many at once as its memory holds. */
export async function localMaker(call: EngineRun): Promise<(video: PlannedVideo) => Promise<MadeVideo>> {
  const { createLocalMaker } = await import('../batch/localMaker.ts');
  const make = createLocalMaker(new Admission({ mainBytes: memoryBudget(), deviceBytes: Infinity }));
  return (video) => make(video, call);
}
