/** A list of guests made into videos, row after row. */
import { mkdir } from 'node:fs/promises';
import type { RenderRequest } from '../../../../shared/contract/render.ts';
import { makeVideo } from '../../batch/makeVideo.ts';
import { planBatch } from '../../batch/planBatch.ts';
import { runBatch } from '../../batch/runBatch.ts';
import type * as Engine from '../../index.ts';
import { workloadOf, type Workload } from './workload.ts';

export interface RowsWorkload extends Workload {
  readonly rows: number;
  readonly wallMs: number;
}

/**
 * @param voices what the rows say, in turn: a voice that was there before is not made again
 * @param how a context with an empty cache
 * @throws Error when a row fails: a defect
 */
export async function benchRows(
  engine: Pick<typeof Engine, 'render'>,
  request: RenderRequest,
  voices: readonly string[],
  count: number,
  folder: string,
  how: Engine.EngineRun,
): Promise<RowsWorkload> {
  await mkdir(folder, { recursive: true });
  const rows = Array.from({ length: count }, (_, i) => ({
    line: i + 2,
    cells: {},
    roles: { name: `Guest ${i + 1}`, voice: voices[i % voices.length] },
  }));
  const common = { request, text: '', language: 'en', speaker: null, captions: false };
  const plan = planBatch(rows, common, { list: folder, out: folder });
  const timesMs: number[] = [];
  const startMs = performance.now();
  const report = await runBatch(plan, folder, {
    signal: how.signal,
    jobs: 1,
    async make(video) {
      const rowMs = performance.now();
      const made = await makeVideo(video, {
        render: (wished) => engine.render(wished, how),
        speak: () => Promise.reject(new Error('No row of this list has words.')),
      });
      timesMs.push(performance.now() - rowMs);
      return made;
    },
    onRow: () => undefined,
  });
  const wallMs = performance.now() - startMs;
  if (timesMs.length !== count) throw new Error(`${count - timesMs.length} rows of the list were not made.`);
  return { ...workloadOf(`batch-${report.rows.length}-rows`, timesMs), rows: count, wallMs };
}
