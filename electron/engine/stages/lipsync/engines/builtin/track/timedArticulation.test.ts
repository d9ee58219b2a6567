import { describe, expect, it } from 'vitest';
import { mapTimings, type SpeechTimings } from '../../../../../runtime/spokenFacts.ts';
import { closureFrames } from './closures.ts';
import { shapesOf } from './phonemeShapes.ts';
import { timedArticulation } from './timedArticulation.ts';

const FPS = 25;
/** Sounds one after the other, each as long as said. */
function timings(
  alphabet: SpeechTimings['alphabet'],
  sounds: readonly (readonly [string, number])[],
): SpeechTimings {
  let at = 0;
  const phonemes = sounds.map(([symbol, length]) => {
    const startSec = at;
    at += length;
    return { symbol, startSec, endSec: at };
  });
  return { alphabet, exact: true, phonemes };
}
const stepsOf = ({ phonemes }: SpeechTimings): number => Math.ceil((phonemes.at(-1)?.endSec ?? 0) / 0.01) + 1;
const closedSteps = (given: SpeechTimings): number[] =>
  [...timedArticulation(given, stepsOf(given)).closure].flatMap((closed, i) => (closed > 0.5 ? [i] : []));

describe('timed articulation', () => {
  const mama = timings('ipa', [
    ['', 0.3],
    ['m', 0.1],
    ['ɑ', 0.2],
    ['p', 0.12],
    ['ɑ', 0.2],
    ['', 0.3],
  ]);

  it('closes the lips exactly while m, b and p close them', () => {
    expect(closedSteps(mama)).toEqual([
      ...Array.from({ length: 11 }, (_, i) => 30 + i),
      ...Array.from({ length: 10 }, (_, i) => 60 + i),
    ]);
  });

  it('opens wide on open vowels, between closed lips too, and rests in silence', () => {
    const { open } = timedArticulation(mama, stepsOf(mama));
    expect(open[50]).toBeGreaterThan(0.9);
    expect(Math.max(...open.subarray(31, 40))).toBeLessThan(0.02);
    expect(Math.max(...open.subarray(0, 15))).toBeLessThan(0.05);
    expect(open[105]).toBeLessThan(0.05);
  });

  it('spreads for i, rounds for u, shows teeth for s, before the sound is heard', () => {
    const given = timings('ipa', [
      ['', 0.2],
      ['i', 0.2],
      ['s', 0.15],
      ['u', 0.2],
      ['', 0.2],
    ]);
    const { width, protrusion, teeth } = timedArticulation(given, stepsOf(given));
    expect(width[30]).toBeGreaterThan(0.8);
    expect(width[65]).toBeLessThan(-0.9);
    expect(protrusion[65]).toBeGreaterThan(0.9);
    expect(teeth[47]).toBeGreaterThan(0.9);
    // Lips round ahead: already in the s they leave the spread vowel.
    expect(width[53]).toBeLessThan(width[44]);
  });

  it('knows the Japanese sounds: held consonants and the nasal take the lips of what follows', () => {
    const hombaN = timings('mora', [
      ['h', 0.06],
      ['o', 0.1],
      ['N', 0.08],
      ['b', 0.06],
      ['a', 0.1],
      ['N', 0.1],
    ]);
    expect(closedSteps(hombaN)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28]);
    const ippai = timings('mora', [
      ['i', 0.1],
      ['cl', 0.1],
      ['p', 0.06],
      ['a', 0.1],
      ['i', 0.1],
    ]);
    expect(closedSteps(ippai).at(0)).toBe(10);
    const itta = timings('mora', [
      ['i', 0.1],
      ['cl', 0.1],
      ['t', 0.06],
      ['a', 0.1],
    ]);
    expect(closedSteps(itta)).toEqual([]);
    // A voiceless vowel has the lips of the voiced one; ky is said with the tongue.
    expect(shapesOf('U', 's', 'mora')).toEqual(shapesOf('u', 's', 'mora'));
    expect(shapesOf('my', 'u', 'mora').map(({ shape }) => shape.closed)).toEqual([true, false]);
    expect(shapesOf('tʃ', '', 'ipa').map(({ share }) => share)).toEqual([0.4, 0.6]);
  });

  it('goes with a voice whose tempo was changed', () => {
    const slow = mapTimings(mama, (sec) => sec * 1.5);
    expect(closedSteps(slow).at(0)).toBe(45);
    expect(Math.abs((closedSteps(slow).at(-1) ?? 0) - 103.5)).toBeLessThanOrEqual(0.5);
  });

  it('is shown in the frame of every closure, however short', () => {
    const quick = timings(
      'ipa',
      Array.from({ length: 20 }, (_, i) => [i % 2 ? 'b' : 'a', i % 2 ? 0.035 : 0.09] as const),
    );
    const frames = Math.floor((quick.phonemes.at(-1)?.endSec ?? 0) * FPS);
    const closure = closureFrames(timedArticulation(quick, stepsOf(quick)).closure, FPS, frames);
    for (const { symbol, startSec, endSec } of quick.phonemes.slice(0, -1)) {
      if (symbol !== 'b') continue;
      const shown = [Math.floor(startSec * FPS), Math.floor(endSec * FPS)].map((frame) => closure[frame]);
      expect(Math.max(...shown)).toBe(1);
    }
  });
});
