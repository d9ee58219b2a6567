import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createMelFrontEnd, frameCountOf, levelReference, MEL_BANDS } from './mel.ts';

interface Golden {
  readonly frames: readonly {
    readonly frame: number;
    readonly reference: number;
    readonly mel: readonly number[];
  }[];
}

/** What the training's front end computed: `scripts/train-mouth/make_golden.py`. */
const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, 'mel.golden.json'), 'utf8')) as Golden;

/** The signal of `make_golden.py`. */
function goldenSignal(): Float32Array {
  let state = 1;
  return Float32Array.from({ length: 96_000 }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const noise = state / 2 ** 31 - 1;
    const t = i / 16_000;
    const tones =
      0.3 * Math.sin(2 * Math.PI * (120 + 20 * t) * t) + 0.2 * Math.sin(2 * Math.PI * (700 + 150 * t) * t);
    const gain = t < 2.2 ? 1 : t < 3 ? 0 : 0.05;
    return (tones + 0.02 * noise) * gain;
  });
}

describe('the mel front end', () => {
  const signal = goldenSignal();
  const reference = levelReference(signal);

  it('agrees with the training to a thousandth', () => {
    const mel = createMelFrontEnd().frames(signal, reference, 0, frameCountOf(signal.length));
    for (const expected of golden.frames) {
      expect(reference[expected.frame]).toBeCloseTo(expected.reference, 3);
      expected.mel.forEach((value, band) => {
        expect(Math.abs(mel[expected.frame * MEL_BANDS + band] - value)).toBeLessThan(1e-3);
      });
    }
  });

  it('gives the same frames in pieces as in one go', () => {
    const frontEnd = createMelFrontEnd();
    const whole = frontEnd.frames(signal, reference, 0, 600);
    expect(frontEnd.frames(signal, reference, 250, 300)).toEqual(
      whole.subarray(250 * MEL_BANDS, 300 * MEL_BANDS),
    );
  });

  it('does not depend on the level of the recording', () => {
    const quiet = signal.map((sample) => sample / 8);
    const loudMel = createMelFrontEnd().frames(signal, reference, 100, 110);
    const quietMel = createMelFrontEnd().frames(quiet, levelReference(quiet), 100, 110);
    for (let i = 0; i < loudMel.length; i++) expect(Math.abs(loudMel[i] - quietMel[i])).toBeLessThan(1e-3);
  });

  it('is at its floor in silence', () => {
    const mel = createMelFrontEnd().frames(signal, reference, 240, 280);
    expect(Math.max(...mel)).toBe(-1.5);
  });
});
