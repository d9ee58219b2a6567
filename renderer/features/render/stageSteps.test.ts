import { describe, expect, it } from 'vitest';
import { stageSteps } from './stageSteps.ts';

describe('stageSteps', () => {
  it('has everything to come before the first progress', () => {
    expect(new Set(stageSteps(null, false).map(({ state }) => state))).toEqual(new Set(['next']));
  });

  it('counts the stages before the one at work as done', () => {
    const steps = stageSteps({ stage: 'voice', stageFraction: 0.4 }, false);
    expect(steps.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'now',
      'next',
      'next',
      'next',
    ]);
    expect(steps[4]).toEqual({ name: 'voice', state: 'now', fraction: 0.4 });
  });

  it('leaves out the cutting where the background stays', () => {
    expect(stageSteps(null, true).map(({ name }) => name)).not.toContain('matte');
  });
});
