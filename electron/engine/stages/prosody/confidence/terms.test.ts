import { expect, it } from 'vitest';
import type { ConfidenceTermName } from '../../../../../shared/prosody/confidence.ts';
import { CONFIDENCE_TERMS, confidenceBand } from '../../../../../shared/prosody/confidence.ts';
import { confidenceOf } from './index.ts';
import type { ConfidenceTerms } from './terms.ts';
import { combineTerms, durationTerm, ramp, requestTerm, TERM_WEIGHTS } from './terms.ts';

const terms = (values: Partial<Record<ConfidenceTermName, number>>): ConfidenceTerms => {
  const term = (name: ConfidenceTermName) => ({
    value: values[name] ?? 1,
    weight: TERM_WEIGHTS[name],
    code: name,
    why: `${name}.`,
    measures: {},
  });
  return {
    pitch: term('pitch'),
    voicing: term('voicing'),
    duration: term('duration'),
    clipping: term('clipping'),
    spectrum: term('spectrum'),
    request: term('request'),
  };
};

it('weighs all terms to 1', () => {
  expect(CONFIDENCE_TERMS.reduce((sum, name) => sum + TERM_WEIGHTS[name], 0)).toBeCloseTo(1, 12);
});

it('ramps from good to bad', () => {
  expect([0, 1.5, 4.75, 8, 99].map((value) => ramp(value, 1.5, 8))).toEqual([1, 1, 0.5, 0, 0]);
});

it('multiplies weighted terms and lets one bad term decide', () => {
  expect(combineTerms(terms({}))).toBe(1);
  const all = { pitch: 0.8, voicing: 0.9, duration: 0.9, clipping: 0.9, spectrum: 0.8, request: 0.9 };
  expect(combineTerms(terms(all))).toBeCloseTo(0.8 ** 0.55 * 0.9 ** 0.45, 12);
  expect(combineTerms(terms({ request: 0.5 }))).toBeCloseTo(0.65, 12);
  expect(combineTerms(terms({ clipping: 0 }))).toBeCloseTo(0.251, 3);
  expect(combineTerms(terms({ pitch: 0 }))).toBeCloseTo(0.016, 3);
});

it('measures lengths and requests by the published limits', () => {
  expect(durationTerm(10, 10).value).toBe(1);
  expect(durationTerm(10.26, 10).value).toBeCloseTo(0.5, 9);
  expect(requestTerm({ pitchSemitones: 10.5, tempoOctaves: 0 }).value).toBeCloseTo(0.5, 9);
  expect(requestTerm({ pitchSemitones: 0, tempoOctaves: 1.2 }).value).toBe(0);
});

it('names every term below 0.8 as a reason, worst first', () => {
  const confidence = confidenceOf(terms({ voicing: 0.7, spectrum: 0.2, duration: 0.81 }));
  expect(confidence.reasonCodes).toEqual(['spectrum', 'voicing']);
  expect(confidence.reasons).toEqual(['spectrum.', 'voicing.']);
  expect(confidence.band).toBe('broken');
});

it('puts scores into bands', () => {
  expect([1, 0.85, 0.84, 0.7, 0.69, 0.5, 0.49, 0].map(confidenceBand)).toEqual([
    ...['good', 'good', 'fine', 'fine', 'damaged', 'damaged', 'broken', 'broken'],
  ]);
});
