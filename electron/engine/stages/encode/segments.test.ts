import { describe, expect, it } from 'vitest';
import { layOutSegments, type PhraseStart } from './segments.ts';

const FPS = 25;
const startsAt = (...secs: readonly number[]): PhraseStart[] =>
  secs.map((recordedSec) => ({ recordedSec, frame: Math.round(recordedSec * FPS) }));

describe('the parts of a video', () => {
  it('cover it without gaps, whatever the phrases are', () => {
    for (const phrases of [[], startsAt(0, 0.4, 1.1, 1.3, 4, 19, 19.9), startsAt(0.2, 0.3)]) {
      const parts = layOutSegments(500, FPS, phrases, 20);
      expect(parts[0].from).toBe(0);
      expect(parts.at(-1)?.to).toBe(500);
      parts.slice(1).forEach(({ from }, i) => expect(from).toBe(parts[i].to));
      for (const { from, to } of parts) {
        expect(to - from).toBeGreaterThanOrEqual(FPS);
        expect(to - from).toBeLessThanOrEqual(2.6 * FPS + 1);
      }
    }
  });

  it('begin with phrases that are long enough', () => {
    const parts = layOutSegments(250, FPS, startsAt(0, 1.2, 1.8, 4, 9.5), 10);
    const begin = parts.map(({ from }) => from);
    for (const sec of [1.2, 4]) expect(begin).toContain(sec * FPS);
    for (const sec of [1.8, 9.5]) expect(begin).not.toContain(Math.round(sec * FPS));
  });

  it('are divided alike before and after an edit that makes one phrase longer', () => {
    const before = startsAt(0, 2, 4.5, 7);
    const longer = before.map(({ frame, recordedSec }) => ({
      recordedSec,
      frame: frame + (recordedSec > 2 ? 9 : 0),
    }));
    const parts = layOutSegments(250, FPS, before, 10);
    const edited = layOutSegments(259, FPS, longer, 10);
    expect(edited).toHaveLength(parts.length);
    const moved = parts.filter(({ from }) => from > 2 * FPS);
    expect(edited.slice(-moved.length)).toEqual(
      moved.map(({ from, to }) => ({ from: from + 9, to: to + 9 })),
    );
  });

  it('do not grow with a pause that is made very long', () => {
    for (const { from, to } of layOutSegments(2500, FPS, startsAt(0, 1.5, 3), 5))
      expect(to - from).toBeLessThanOrEqual(2 * 2.6 * FPS + 1);
  });

  it('of the shortest video are one frame', () => {
    expect(layOutSegments(1, FPS, [], 0.01)).toEqual([{ from: 0, to: 1 }]);
  });
});
