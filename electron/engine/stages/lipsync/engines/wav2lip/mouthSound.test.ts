import { describe, expect, it } from 'vitest';
import type { MelMatrix } from '../../../voice/types.ts';
import { firstWithSameMouth, mouthSound, WINDOW_LENGTH } from './mouthSound.ts';

/** A mel whose value tells frame and band; silent from `silentFrom` to `silentTo`. */
function melOf(frames: number, silentFrom = 0, silentTo = 0): MelMatrix {
  const data = Float32Array.from({ length: frames * 80 }, (_, i) => {
    const frame = Math.floor(i / 80);
    return frame >= silentFrom && frame < silentTo ? -4 : -3.9 + frame / 100 + (i % 80) / 1_000;
  });
  return { bands: 80, frames, data };
}

const window = (sound: ReturnType<typeof mouthSound>, frame: number): Float32Array => {
  const target = new Float32Array(WINDOW_LENGTH);
  sound.copy(frame, target, 0);
  return target;
};

describe('mouthSound', () => {
  it('has one window for every frame, 40 ms before it', () => {
    const sound = mouthSound(melOf(401), 25, 125, 1);
    expect([...sound.starts.slice(0, 7)]).toEqual([0, 0, 3, 6, 9, 12, 16]);
    expect(sound.starts).toHaveLength(125);
    expect(sound.starts[124]).toBe(385);
  });

  it('cuts as the original does where the offset is nothing', () => {
    const sound = mouthSound(melOf(401), 25, 125, 1, 0);
    expect([...sound.starts.slice(0, 6)]).toEqual([0, 3, 6, 9, 12, 16]);
    expect([...sound.starts.slice(-5)]).toEqual([384, 385, 385, 385, 385]);
  });

  it('lays bands out row by row, time across', () => {
    const values = window(mouthSound(melOf(100), 25, 20, 1), 6);
    expect(values[0]).toBeCloseTo(-3.9 + 0.16, 5);
    expect(values[1]).toBeCloseTo(-3.9 + 0.17, 5);
    expect(values[16]).toBeCloseTo(-3.9 + 0.16 + 0.001, 5);
    expect(values[WINDOW_LENGTH - 1]).toBeCloseTo(-3.9 + 0.31 + 0.079, 5);
  });

  it('scales levels about silence: nothing is silence, and no level leaves its range', () => {
    const mel = melOf(100);
    const [full, half, none, most] = [1, 0.5, 0, 1.5].map((strength) =>
      window(mouthSound(mel, 25, 20, strength), 6),
    );
    expect(half[5]).toBeCloseTo(-4 + (full[5] + 4) / 2, 5);
    expect([...none]).toEqual(Array.from(none, () => -4));
    expect(most[5]).toBeCloseTo(-4 + 1.5 * (full[5] + 4), 5);
    const loud = { bands: 80, frames: 20, data: new Float32Array(1_600).fill(3.9) };
    expect(Math.max(...window(mouthSound(loud, 25, 2, 1.5), 0))).toBe(4);
  });
});

describe('firstWithSameMouth', () => {
  const zeros = (count: number): Int32Array => new Int32Array(count);

  it('joins frames of digital silence and the frames that share the last window', () => {
    // Silence from 0.5 s to 1 s: windows lie in it whole from frame 14 (start 41) to frame 21 (start 64).
    const mel = melOf(161, 40, 80);
    const first = firstWithSameMouth(mouthSound(mel, 25, 50, 1), zeros(50));
    expect([...first.slice(13, 23)]).toEqual([13, 14, 14, 14, 14, 14, 14, 14, 14, 22]);
    expect(first[1]).toBe(0);
    expect([...first.slice(0, 14)]).toEqual([0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  });

  it('keeps faces apart', () => {
    const silence = { bands: 80, frames: 100, data: new Float32Array(8_000).fill(-4) };
    const crops = Int32Array.from({ length: 8 }, (_, i) => i % 3);
    expect([...firstWithSameMouth(mouthSound(silence, 25, 8, 1), crops)]).toEqual([0, 1, 2, 0, 1, 2, 0, 1]);
  });
});
