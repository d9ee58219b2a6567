import type { RenderProgress } from '../../../shared/contract/render.ts';
import { STAGES, type StageName } from '../../../shared/contract/renderConstants.ts';

export interface StageStep {
  readonly name: StageName;
  readonly state: 'done' | 'now' | 'next';
  /** 0..1 of this stage. */
  readonly fraction: number;
}

/**
 * The stages in order with what is known of each: those before the one at work are done.
 * @param keepsBackground nobody is cut out, so that step is left out
 */
export function stageSteps(
  progress: Pick<RenderProgress, 'stage' | 'stageFraction'> | null,
  keepsBackground: boolean,
): readonly StageStep[] {
  const stages = STAGES.filter((name) => !(keepsBackground && name === 'matte'));
  const current = progress ? stages.indexOf(progress.stage) : -1;
  return stages.map((name, index) => {
    if (index < current) return { name, state: 'done', fraction: 1 };
    if (index === current) return { name, state: 'now', fraction: progress?.stageFraction ?? 0 };
    return { name, state: 'next', fraction: 0 };
  });
}
