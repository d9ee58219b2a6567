/** Several renders at once: what they cost each other. */
import path from 'node:path';
import type { RenderRequest } from '../../../../shared/contract/render.ts';
import type * as Engine from '../../index.ts';
import { renderDemand } from '../../renderMemory.ts';
import { Admission } from '../../runtime/admission.ts';

export interface Together {
  readonly renders: number;
  readonly wallMs: number;
  /** wall(k) / (k x wall(1)): 1 where they only share the processor, above where they stand in each other's way. */
  readonly overOneByOne: number;
}

/** Room for all of them: what is measured is the processor. */
const PLENTY = { mainBytes: Number.MAX_SAFE_INTEGER, deviceBytes: Number.MAX_SAFE_INTEGER };

/**
 * Makes one video, then two and more at once.
 * @param cold a context with an empty cache, one per render
 */
export async function benchTogether(
  engine: Pick<typeof Engine, 'render'>,
  request: RenderRequest,
  cold: () => Engine.EngineRun,
  most: number,
): Promise<readonly Together[]> {
  const results: Together[] = [];
  for (let renders = 1; renders <= most; renders++) {
    const admission = new Admission(PLENTY);
    const demand = await renderDemand(request, 0, false);
    const startMs = performance.now();
    await Promise.all(
      Array.from({ length: renders }, (_, i) => {
        const how = cold();
        const outPath = path.join(path.dirname(request.outPath), `together-${renders}-${i}.mp4`);
        return admission.run(demand, 'export', how.signal, () => engine.render({ ...request, outPath }, how));
      }),
    );
    const wallMs = performance.now() - startMs;
    results.push({
      renders,
      wallMs,
      overOneByOne: wallMs / (renders * (results[0]?.wallMs ?? wallMs)),
    });
  }
  return results;
}
