import { describe, expect, it } from 'vitest';
import { endOf, movedSpan, nextPosition, positionAt, spanFrom, type Span, type Track } from './schedule.ts';

const RATE_HZ = 16_000;
/** Pieces of odd lengths, so that no join falls on a round time. */
const LENGTHS = [15_999, 8_001, 31_337, 4_663];
const track: Track = {
  sampleRateHz: RATE_HZ,
  pieces: LENGTHS.map((samples, i) => ({
    id: i + 1,
    samples,
    startSample: LENGTHS.slice(0, i).reduce((sum, length) => sum + length, 0),
  })),
};
const TOTAL = LENGTHS.reduce((sum, length) => sum + length, 0);

function play(from: number, spans: number, loop: Parameters<typeof spanFrom>[3] = null): Span[] {
  const all: Span[] = [];
  let [position, startSec] = [from, 5];
  while (all.length < spans) {
    const span = spanFrom(track, position, startSec, loop);
    if (!span) break;
    all.push(span);
    [position, startSec] = [span.position + span.samples, endOf(span, RATE_HZ)];
  }
  return all;
}

describe('the schedule of sound', () => {
  it('plays every sample once, in order, from anywhere', () => {
    const spans = play(20_000, 10);
    expect(spans.map(({ id }) => id)).toEqual([2, 3, 4]);
    expect(spans[0]).toMatchObject({ offset: 4_001, position: 20_000, samples: 4_000 });
    spans.slice(1).forEach((span, i) => {
      expect(span.position).toBe(spans[i].position + spans[i].samples);
      expect(span.startSec).toBe(endOf(spans[i], RATE_HZ));
    });
    expect(spans.reduce((sum, { samples }) => sum + samples, 0)).toBe(TOTAL - 20_000);
  });

  it('goes round in a region that ends within pieces', () => {
    const loop = { startSec: 0.5, endSec: 1.25 };
    const spans = play(8_000, 7, loop);
    expect(spans.map(({ position, samples }) => [position, position + samples])).toEqual([
      [8_000, 15_999],
      [15_999, 20_000],
      [8_000, 15_999],
      [15_999, 20_000],
      [8_000, 15_999],
      [15_999, 20_000],
      [8_000, 15_999],
    ]);
    expect(nextPosition(track, 40_000, loop)).toBe(8_000);
    expect(nextPosition(track, TOTAL, null)).toBeNull();
    expect(nextPosition(track, 100, { startSec: 2, endSec: 2 })).toBe(100);
  });

  it('is off by less than a sample after ten minutes of joins: half a frame is 20 ms', () => {
    const loop = { startSec: 0, endSec: 1.5 };
    const spans = play(0, 4 * 600, loop);
    const played = spans.reduce((sum, { samples }) => sum + samples, 0);
    const last = spans[spans.length - 1];
    expect(played / RATE_HZ).toBeGreaterThan(600);
    expect(Math.abs(endOf(last, RATE_HZ) - 5 - played / RATE_HZ) * RATE_HZ).toBeLessThan(1);
  });

  it('knows which moment is heard, and when none is', () => {
    const spans = play(0, 2);
    expect(positionAt(spans, RATE_HZ, 4.99)).toBeNull();
    expect(positionAt(spans, RATE_HZ, 5.5)).toBeCloseTo(8_000, 6);
    expect(positionAt(spans, RATE_HZ, 6.2)).toBeCloseTo(19_200, 6);
    expect(positionAt(spans, RATE_HZ, 7)).toBeNull();
  });

  it('finds a piece where an edit has moved it to', () => {
    const [, , third] = play(0, 3);
    const pieces = track.pieces.map((piece, i) =>
      i === 1
        ? { ...piece, id: 99, samples: 9_001 }
        : i > 1
          ? { ...piece, startSample: piece.startSample + 1000 }
          : piece,
    );
    expect(movedSpan(third, { ...track, pieces })).toEqual({ ...third, position: third.position + 1000 });
    expect(movedSpan({ ...third, id: 2 }, { ...track, pieces })).toBeNull();
  });
});
