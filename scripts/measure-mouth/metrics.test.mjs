import { describe, expect, it } from 'vitest';
import { envelopeDbOf, flapsPerSecOf, mouthFigures, openingScale } from './metrics.mjs';

const FPS = 25;
/** pause, b, a, i, u, pause: 0.2 s each. */
/** @type {readonly import('./metrics.mjs').Phone[]} */
const PHONES = ['pau', 'b', 'aa', 'iy', 'uw', 'pau'].map((symbol, index) => [
  symbol,
  index * 0.2,
  (index + 1) * 0.2,
]);
/** @param {readonly number[]} values */
const perPhone = (values) => values.flatMap((value) => Array.from({ length: 5 }, () => value));

describe('mouthFigures', () => {
  it('gives full marks to a mouth that does what the phones say', () => {
    const opening = perPhone([0, 0, 1, 0.3, 0.3, 0]);
    const figures = mouthFigures({
      opening,
      width: perPhone([0, 0, 0, 1, -1, 0]),
      fps: FPS,
      phones: PHONES,
      envelopeDb: opening.map((value) => value * 60 - 60),
    });
    expect(figures).toMatchObject({
      bilabialsClosed: 1,
      vowelsWronglyClosed: 0,
      pauseOpening: 0,
      flapsPerSec: 0,
      envelopeLagFrames: 0,
    });
    expect(figures.openMinusClose).toBeCloseTo(0.7, 6);
    expect(figures.spreadMinusRound).toBeCloseTo(2, 6);
    expect(figures.envelopeCorrelation).toBeCloseTo(1, 6);
  });

  it('sees a mouth that stays open on b and shut on a', () => {
    const figures = mouthFigures({
      opening: perPhone([0.5, 1, 0, 1, 1, 0.5]),
      width: perPhone([0, 0, 0, -1, 1, 0]),
      fps: FPS,
      phones: [PHONES[0], ['b', 0.24, 0.34], ...PHONES.slice(2)],
      envelopeDb: perPhone([0, 0, 0, 0, 0, 0]),
    });
    expect(figures).toMatchObject({ bilabialsClosed: 0, vowelsWronglyClosed: 1, pauseOpening: 0.5 });
    expect(figures.openMinusClose).toBeCloseTo(-1, 6);
    expect(figures.spreadMinusRound).toBeCloseTo(-2, 6);
  });

  it('finds the lag of a mouth that leads by two frames', () => {
    const sound = Array.from({ length: 100 }, (_, i) => Math.sin(i * 0.7) + Math.sin(i * 0.31));
    const opening = sound.map((_, i) => sound[Math.min(99, i + 2)]);
    const figures = mouthFigures({ opening, width: opening, fps: FPS, phones: [], envelopeDb: sound });
    expect(figures.envelopeLagFrames).toBe(-2);
    expect(figures.envelopeCorrelation).toBeGreaterThan(0.99);
    expect(figures.bilabialsClosed).toBeNaN();
  });
});

describe('openingScale', () => {
  it('takes rest at the 2nd and range to the 95th percentile', () => {
    const { rest, range } = openingScale(Array.from({ length: 100 }, (_, i) => i));
    expect(rest).toBe(2);
    expect(range).toBe(93);
  });
});

describe('flapsPerSecOf', () => {
  it('counts reversals above a tenth of the range only', () => {
    const fluttering = Array.from({ length: 50 }, (_, i) => i % 2);
    expect(flapsPerSecOf(fluttering, FPS)).toBeCloseTo(24, 6);
    const trembling = Array.from({ length: 50 }, (_, i) => (i < 25 ? 0 : 1) + 0.05 * (i % 2));
    expect(flapsPerSecOf(trembling, FPS)).toBe(0);
  });
});

describe('envelopeDbOf', () => {
  it('is the level of each frame, floored at -60 dB', () => {
    const samples = Float32Array.from({ length: 1280 }, (_, i) => (i < 640 ? 0.5 : 0));
    const envelope = envelopeDbOf(samples, 16_000, FPS, 2);
    expect(envelope[0]).toBeCloseTo(-6.02, 2);
    expect(envelope[1]).toBe(-60);
  });
});
