import { expect, it } from 'vitest';
import { CONFIDENCE_NOT_COMPUTED, type ProsodyConfidence } from '../../../../../shared/prosody/confidence.ts';
import { passGate } from './gate.ts';

const confidence = (score: number, ...reasonCodes: string[]): ProsodyConfidence => ({
  ...CONFIDENCE_NOT_COMPUTED,
  score,
  reasons: reasonCodes.map((code) => `Because of ${code}.`),
  reasonCodes,
});
/** Attempts whose score falls with the strength; remembers the strengths. */
function attempts(scoreOf: (amount: number) => number, ...reasonCodes: string[]) {
  const amounts: number[] = [];
  const attempt = (amount: number) => {
    amounts.push(amount);
    return Promise.resolve({
      amount,
      result: `at ${amount}`,
      confidence: confidence(scoreOf(amount), ...reasonCodes),
    });
  };
  return { amounts, attempt };
}

it('accepts what is good enough at once', async () => {
  const { amounts, attempt } = attempts(() => 0.7);
  expect(await passGate(attempt, 1)).toMatchObject({ offer: 'as-asked', accepted: { amount: 1 } });
  expect(amounts).toEqual([1]);
});

it('offers the strongest gentler version that passes, and says so with both numbers', async () => {
  const { amounts, attempt } = attempts((amount) => 1 - amount * 0.4, 'request-size');
  const decision = await passGate(attempt, 1.2);
  expect(decision).toMatchObject({ offer: 'gentler', asked: { amount: 1.2 } });
  expect(decision.accepted?.amount).toBeCloseTo(0.54, 9);
  expect(amounts).toHaveLength(3);
  expect(decision.why).toBe(
    'The confidence is 0.52, below 0.70. Because of request-size. With 45 % of the strength it is 0.78.',
  );
});

it('offers the original when nothing passes', async () => {
  const { amounts, attempt } = attempts(() => 0.2, 'pitch-contour');
  const decision = await passGate(attempt, 1);
  expect(decision).toMatchObject({ offer: 'original', accepted: null });
  expect(decision.why).toContain('original');
  expect(amounts).toHaveLength(4);
});

it('does not try where the recording itself is the reason', async () => {
  const { amounts, attempt } = attempts(() => 0.65, 'no-voiced-speech');
  expect((await passGate(attempt, 1)).offer).toBe('original');
  expect(amounts).toEqual([1]);
});
