import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MERGE_WITHIN_MS, STEPS_MAX, useProject } from './project.ts';
import { EMPTY_PROJECT, withMotion, withShape } from './projectDocument.ts';

const store = () => useProject.getState();
const blink = (value: number) => (document: typeof EMPTY_PROJECT) => withMotion(document, 'blink', value);

describe('steps of a project', () => {
  beforeEach(() => useProject.setState(useProject.getInitialState()));

  it('goes back and forth, and forgets what was undone at the next edit', () => {
    store().edit((document) => withShape(document, '9:16'));
    store().edit((document) => withShape(document, '16:9'));
    store().undo();
    expect(store().document.shape).toBe('9:16');
    store().redo();
    expect(store().document.shape).toBe('16:9');
    store().undo();
    store().edit((document) => withShape(document, '4:5'));
    store().redo();
    expect(store().document.shape).toBe('4:5');
    store().undo();
    store().undo();
    store().undo();
    expect(store().document).toBe(EMPTY_PROJECT);
  });

  it('makes one step of a gesture, and none of one that changed nothing', () => {
    store().beginGesture();
    for (const value of [0.2, 0.4, 0.6]) store().edit(blink(value));
    expect(store().past).toHaveLength(0);
    store().undo();
    expect(store().document.blink).toBe(0.6);
    store().endGesture();
    expect(store().past).toEqual([EMPTY_PROJECT]);
    store().beginGesture();
    store().endGesture();
    expect(store().past).toHaveLength(1);
  });

  it('restores exactly what was there when a gesture is given up', () => {
    store().edit((document) => withShape(document, '9:16'));
    const before = store().document;
    store().beginGesture();
    store().edit(blink(0));
    store().cancelGesture();
    expect(store().document).toBe(before);
    expect(store().past).toHaveLength(1);
    store().endGesture();
    expect(store().past).toHaveLength(1);
  });

  it('keeps what comes from elsewhere during a gesture, whatever becomes of the gesture', () => {
    store().beginGesture();
    store().edit(blink(0.2));
    store().edit((document) => withShape(document, '9:16'), { apart: true });
    store().cancelGesture();
    expect([store().document.shape, store().document.blink]).toEqual(['9:16', EMPTY_PROJECT.blink]);
    store().undo();
    expect(store().document).toBe(EMPTY_PROJECT);
  });

  it('merges quick edits of one kind', () => {
    const now = vi.spyOn(performance, 'now');
    try {
      now.mockReturnValue(0);
      store().edit(blink(0.2), { merge: 'blink' });
      now.mockReturnValue(MERGE_WITHIN_MS - 1);
      store().edit(blink(0.4), { merge: 'blink' });
      expect(store().past).toHaveLength(1);
      now.mockReturnValue(3 * MERGE_WITHIN_MS);
      store().edit(blink(0.6), { merge: 'blink' });
      store().edit((document) => withShape(document, '4:5'));
      store().edit(blink(0.8), { merge: 'blink' });
      expect(store().past).toHaveLength(4);
    } finally {
      now.mockRestore();
    }
  });

  it('keeps a bounded number of steps', () => {
    for (let i = 0; i < STEPS_MAX + 5; i++) store().edit((document) => ({ ...document, seed: i + 1000 }));
    expect(store().past).toHaveLength(STEPS_MAX);
  });

  it('amends all documents without a step', () => {
    store().edit((document) => withShape(document, '9:16'));
    store().amend((document) => ({ ...document, seed: 42 }));
    store().undo();
    expect([store().document.seed, store().past.length]).toEqual([42, 0]);
  });
});
