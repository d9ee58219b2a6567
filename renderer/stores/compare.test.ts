import { beforeEach, describe, expect, it } from 'vitest';
import { isHidden, matchLoudness, shownOrder, useCompare, type ComparedChoice } from './compare.ts';

const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((id): ComparedChoice => ({ id, edit: null }));
const store = useCompare.getState;
const chosen = () => store().choices.map(({ id }) => id);

beforeEach(() => useCompare.setState(useCompare.getInitialState()));

describe('choosing voices', () => {
  it('takes four different ones, in the order of choosing, and no fifth', () => {
    for (const choice of [c, a, b, d, e]) store().toggleChoice(choice);
    expect(chosen()).toEqual(['c', 'a', 'b', 'd']);
    store().toggleChoice(a);
    expect(chosen()).toEqual(['c', 'b', 'd']);
    store().toggleChoice(e);
    expect(chosen()).toEqual(['c', 'b', 'd', 'e']);
  });

  it('drops what is given twice', () => {
    store().setChoices([a, b, a, c, d, e]);
    expect(chosen()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('hears the first one chosen, and the next when it goes', () => {
    store().setChoices([a, b]);
    expect(store()).toMatchObject({ leadId: 'a', audibleIds: ['a'] });
    store().toggleChoice(a);
    expect(store()).toMatchObject({ leadId: 'b', audibleIds: ['b'] });
    store().toggleChoice(b);
    expect(store()).toMatchObject({ leadId: null, audibleIds: [] });
  });
});

describe('who is heard', () => {
  beforeEach(() => store().setChoices([a, b, c]));

  it('is one voice alone, and nothing changes for a voice that is not there', () => {
    store().solo('b');
    expect(store()).toMatchObject({ leadId: 'b', audibleIds: ['b'], previousId: 'a' });
    store().solo('z');
    expect(store().leadId).toBe('b');
  });

  it('swaps between the last two voices', () => {
    store().solo('c');
    store().swap();
    expect(store().leadId).toBe('a');
    store().swap();
    expect(store().leadId).toBe('c');
  });

  it('swaps to another voice where none was heard before', () => {
    store().swap();
    expect(store().audibleIds).toEqual(['b']);
  });

  it('can be several; the time follows one that is heard', () => {
    store().toggleMute('b');
    expect(store()).toMatchObject({ leadId: 'a', audibleIds: ['a', 'b'] });
    store().toggleMute('a');
    expect(store()).toMatchObject({ leadId: 'b', audibleIds: ['b'] });
  });

  it('can be nobody: the time goes on, and follows who is heard next', () => {
    store().toggleMute('a');
    expect(store()).toMatchObject({ leadId: 'a', audibleIds: [] });
    store().toggleMute('c');
    expect(store()).toMatchObject({ leadId: 'c', audibleIds: ['c'] });
  });
});

describe('blind', () => {
  const orderOf = (seed: number) =>
    shownOrder([a, b, c, d], { seed, chosenId: null })
      .map(({ id }) => id)
      .join('');

  it('shuffles by the seed alone: all orders come about, each as often', () => {
    const counts = new Map<string, number>();
    const rounds = 4800;
    for (let seed = 1; seed <= rounds; seed++)
      counts.set(orderOf(seed), (counts.get(orderOf(seed)) ?? 0) + 1);
    expect(counts.size).toBe(24);
    // Each is expected 200 times; 5 standard deviations are about 70.
    for (const count of counts.values()) expect(Math.abs(count - rounds / 24)).toBeLessThan(70);
    expect(orderOf(7)).toBe(orderOf(7));
  });

  it('hides until one is chosen, and keeps the first choice', () => {
    store().setChoices([a, b, c]);
    store().startBlind(3);
    expect(isHidden(store().blind)).toBe(true);
    expect(store().leadId).toBe(shownOrder(store().choices, store().blind)[0].id);
    store().reveal('b');
    store().reveal('c');
    expect(isHidden(store().blind)).toBe(false);
    expect(store().blind?.chosenId).toBe('b');
  });

  it('needs two voices, and ends when the choice changes', () => {
    store().setChoices([a]);
    store().startBlind(1);
    expect(store().blind).toBeNull();
    store().setChoices([a, b]);
    store().startBlind(1);
    store().toggleChoice(c);
    expect(store().blind).toBeNull();
    expect(shownOrder(store().choices, null).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('loudness', () => {
  it('is brought to that of the quietest, never up', () => {
    const { targetLufs, gainsDb } = matchLoudness([-18, -21.5, null, -20]);
    expect(targetLufs).toBe(-21.5);
    expect(gainsDb).toEqual([-3.5, 0, 0, -1.5]);
    expect(matchLoudness([null, null])).toEqual({ targetLufs: null, gainsDb: [0, 0] });
  });
});
