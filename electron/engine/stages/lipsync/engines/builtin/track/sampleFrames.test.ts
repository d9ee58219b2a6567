import { describe, expect, it } from 'vitest';
import { sampleSmooth, stepsOfFrame } from './sampleFrames.ts';

describe('stepsOfFrame', () => {
  it('covers every step once, at any frame rate', () => {
    for (const fps of [24, 25, 30, 60]) {
      const seen: number[] = [];
      for (let frame = 0; frame < fps * 2; frame++) {
        const [first, last] = stepsOfFrame(frame, fps, 1000);
        for (let t = first; t <= last; t++) seen.push(t);
      }
      expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => i + 1));
    }
  });

  it('stays within the voice', () => {
    expect(stepsOfFrame(25, 25, 100)).toEqual([99, 99]);
  });
});

describe('sampleSmooth', () => {
  it('reads a ramp at the middle of the frame', () => {
    const ramp = Float32Array.from({ length: 200 }, (_, t) => t * 0.01);
    const frames = sampleSmooth(ramp, 25, 40);
    for (let frame = 2; frame < 38; frame++)
      expect(Math.abs(frames[frame] - (frame + 0.5) / 25)).toBeLessThan(0.011);
  });

  it('keeps a constant', () => {
    expect(Array.from(sampleSmooth(new Float32Array(100).fill(0.5), 30, 30))).toEqual(
      Array<number>(30).fill(0.5),
    );
  });
});
