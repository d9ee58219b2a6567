import type { RenderReport } from '../../../../shared/contract/render.ts';

/** A stage's share of the wall-clock time, 0..1. */
export interface StageShare {
  /** A stage, or `rest`: what lies between the stages. */
  readonly name: RenderReport['stages'][number]['name'] | 'rest';
  readonly share: number;
}

/**
 * Stages follow each other (drawing, network and encoding are one of them, and overlap inside it), so their shares and
 * the rest add up to 1.
 * @param totalMs of the render, at least 0
 */
export function stageShares(stages: RenderReport['stages'], totalMs: number): readonly StageShare[] {
  const sum = stages.reduce((total, { ms }) => total + ms, 0);
  const whole = Math.max(totalMs, sum) || 1;
  return [
    ...stages.map(({ name, ms }) => ({ name, share: ms / whole })),
    { name: 'rest', share: (whole - sum) / whole },
  ];
}
