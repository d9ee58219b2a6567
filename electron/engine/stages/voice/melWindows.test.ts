import { describe, expect, it } from 'vitest';
import { copyMelWindow, melWindowStart, melWindowStarts } from './melWindows.ts';

describe('melWindowStarts', () => {
  it.each([
    [25, 122],
    [30, 146],
    [24, 117],
    [60, 291],
  ])('cuts as many windows as the original from 5 s at %i fps: %i', (fps, count) => {
    const starts = melWindowStarts(401, fps);
    expect(starts).toHaveLength(count);
    expect(starts.at(-1)).toBe(385);
  });

  it('starts at floor(k * 80 / fps)', () => {
    expect(melWindowStarts(401, 25).slice(0, 6)).toEqual([0, 3, 6, 9, 12, 16]);
  });
});

describe('melWindowStart', () => {
  it('agrees with the list and holds the last window', () => {
    const starts = melWindowStarts(401, 25);
    starts.forEach((start, index) => expect(melWindowStart(index, 25, 401)).toBe(start));
    expect(melWindowStart(124, 25, 401)).toBe(385);
    expect(melWindowStart(0, 25, 17)).toBe(0);
    expect(melWindowStart(1, 25, 17)).toBe(1);
  });
});

describe('melWindowStart with an offset', () => {
  it('is one video frame behind at -40 ms and 25 fps, and waits at the first window', () => {
    const plain = Array.from({ length: 200 }, (_, i) => melWindowStart(i, 25, 2_000));
    const shifted = Array.from({ length: 201 }, (_, i) => melWindowStart(i, 25, 2_000, -0.04));
    expect(shifted).toEqual([0, ...plain]);
  });

  it.each([12, 23.976, 24, 30, 50, 60])('stays within the sound at %f fps', (fps) => {
    const starts = Array.from({ length: Math.ceil(5 * fps) }, (_, i) => melWindowStart(i, fps, 401, -0.04));
    expect(starts[0]).toBe(0);
    expect(starts.at(-1)).toBeLessThanOrEqual(385);
    starts.forEach((start, i) => {
      const wanted = Math.min(385, Math.max(0, 80 * (i / fps - 0.04)));
      expect(start).toBeGreaterThan(wanted - 1);
      expect(start).toBeLessThanOrEqual(wanted + 1e-6);
    });
  });
});

describe('copyMelWindow', () => {
  it('turns frames of bands into bands of frames', () => {
    const mel = { bands: 80, frames: 20, data: Float32Array.from({ length: 1_600 }, (_, i) => i) };
    const target = new Float32Array(2 * 1_280).fill(-1);
    copyMelWindow(mel, 3, target, 1_280);
    expect(target[1_279]).toBe(-1);
    expect(target[1_280]).toBe(3 * 80);
    expect(target[1_280 + 1]).toBe(4 * 80);
    expect(target[1_280 + 16]).toBe(3 * 80 + 1);
    expect(target[2_559]).toBe(18 * 80 + 79);
  });
});
