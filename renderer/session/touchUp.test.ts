import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MatteStroke } from '../../shared/matteTouchUp.ts';
import { createFakeStudio, type FakeStudio } from '../api/fakeStudio.ts';
import { useAnalysis } from '../stores/analysis.ts';
import { useProject } from '../stores/project.ts';
import { renderOrderOf } from '../stores/projectDocument.ts';
import { nextRadius, useTouchUp } from '../stores/touchUp.ts';
import { useView } from '../stores/view.ts';
import { createQuietSession } from './quietSession.ts';
import type { Session } from './session.ts';

const stroke = (x: number): MatteStroke => ({ kind: 'remove', radiusPx: 10, hardness: 1, points: [[x, 5]] });
const strokes = () => useProject.getState().document.matteTouchUp?.strokes ?? [];
const settled = () => vi.waitFor(() => expect(useTouchUp.getState().working).toBe(false));

describe('touch-up', () => {
  let fake: FakeStudio;
  let session: Session;

  beforeEach(async () => {
    for (const store of [useAnalysis, useProject, useTouchUp, useView])
      store.setState(store.getInitialState());
    fake = createFakeStudio();
    session = createQuietSession(fake.studio);
    await session.materials.openSample();
    useView.getState().setStage('touchUp');
  });

  it('makes each stroke one step, back and forth', () => {
    const [first, second] = [stroke(1), stroke(2)];
    session.touchUp.addStroke(first);
    session.touchUp.addStroke(second);
    expect(strokes()).toEqual([first, second]);
    session.steps.go('undo');
    expect(strokes()).toEqual([first]);
    session.steps.go('undo');
    expect(useProject.getState().document.matteTouchUp).toBeNull();
    session.steps.go('undo');
    session.steps.go('redo');
    session.steps.go('redo');
    session.steps.go('redo');
    expect(strokes()).toEqual([first, second]);
  });

  it('forgets what was undone when a new stroke is made', () => {
    session.touchUp.addStroke(stroke(1));
    session.steps.go('undo');
    session.touchUp.addStroke(stroke(3));
    session.steps.go('redo');
    expect(strokes()).toEqual([stroke(3)]);
  });

  it('takes all strokes away in one step that can be undone', () => {
    session.touchUp.addStroke(stroke(1));
    session.touchUp.addStroke(stroke(2));
    session.touchUp.clear();
    expect(strokes()).toEqual([]);
    session.steps.go('undo');
    expect(strokes()).toHaveLength(2);
  });

  it('goes into the order as it is, and not at all without strokes', () => {
    const order = () => renderOrderOf(useProject.getState().document);
    expect(order()?.matteTouchUp).toBeNull();
    session.touchUp.addStroke(stroke(1));
    expect(order()?.matteTouchUp).toEqual({ strokes: [stroke(1)] });
    session.steps.go('undo');
    expect(order()?.matteTouchUp).toBeNull();
  });

  it('asks the engine for the last of several quick strokes, not for each', async () => {
    let open = (): void => undefined;
    fake.gate = new Promise((resolve) => (open = resolve));
    for (const x of [1, 2, 3, 4]) session.touchUp.addStroke(stroke(x));
    expect(useTouchUp.getState().working).toBe(true);
    open();
    await settled();
    expect(fake.calls.filter((name) => name === 'previewMatte')).toHaveLength(2);
    expect(useTouchUp.getState().applied?.touchUp).toBe(useProject.getState().document.matteTouchUp);
  });

  it('starts anew with another photo, and has its strokes again when that is undone', async () => {
    session.touchUp.addStroke(stroke(1));
    await settled();
    fake.chosen = 'other.jpg';
    await session.materials.choose('photo');
    useView.getState().setStage('touchUp');
    expect(strokes()).toEqual([]);
    session.steps.go('undo');
    expect(strokes()).toEqual([stroke(1)]);
  });
});

describe('brush', () => {
  it('stays inside its ranges', () => {
    useTouchUp.setState(useTouchUp.getInitialState());
    const { setBrush } = useTouchUp.getState();
    setBrush({ radiusPx: 0.2, hardness: 7 });
    expect(useTouchUp.getState().brush).toMatchObject({ radiusPx: 2, hardness: 1 });
    setBrush({ radiusPx: 9999 });
    expect(useTouchUp.getState().brush.radiusPx).toBe(400);
  });

  it('changes by at least a pixel, and back to where it was', () => {
    for (const radiusPx of [2, 3, 10, 100]) {
      const larger = nextRadius(radiusPx, 1);
      expect(larger).toBeGreaterThan(radiusPx);
      expect(Math.abs(nextRadius(larger, -1) - radiusPx)).toBeLessThanOrEqual(1);
    }
  });
});
