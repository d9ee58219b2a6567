import { describe, expect, it } from 'vitest';
import { melBands, melEdgesHz, wav2lipMel } from './wav2lipMel.ts';

/** Reference values computed with the original's settings (librosa mel basis, reflected edges), bands as listed. */
const BANDS = [0, 2, 4, 8, 16, 24, 32, 40, 56, 72, 79];
const GOLDEN: Readonly<Record<number, readonly number[]>> = {
  0: [-0.3516, 0.1734, 1.1511, -1.025, -1.7373, 0.969, -0.6177, -1.2109, 0.7263, -0.6125, -0.6585],
  1: [-0.8424, -0.3744, 1.2857, -1.491, -2.2014, 0.6835, -1.1003, -1.6922, 0.3485, -1.0942, -1.1402],
  2: [-4, -4, 1.3073, -4, -4, 0.4127, -4, -4, -0.8206, -4, -4],
  20: [-4, -4, 1.3073, -4, -4, 0.4127, -4, -4, -0.8206, -4, -4],
  59: [-0.9517, -0.2485, 1.3099, -1.0722, -1.703, 0.8199, -0.7606, -1.4901, 0.277, -1.5043, -1.6184],
  60: [-0.5358, 0.2548, 1.047, -0.607, -1.2381, 1.0646, -0.2761, -1.0065, 0.6759, -1.02, -1.1341],
  61: [-1.0983, -0.3166, -0.0411, -1.0816, -1.7026, 0.3392, -0.7565, -1.4854, 0.1382, -1.499, -1.6131],
  62: BANDS.map(() => -4),
  80: BANDS.map(() => -4),
};

/** Three tones for 0.75 s, then silence, at 16 kHz. */
function goldenSignal(): Float32Array {
  const tone = (amplitude: number, hz: number, n: number): number =>
    amplitude * Math.sin((2 * Math.PI * hz * n) / 16_000);
  return Float32Array.from({ length: 16_000 }, (_, n) =>
    n < 12_000 ? tone(0.4, 220, n) + tone(0.2, 1_000, n) + tone(0.1, 3_000, n) : 0,
  );
}

describe('wav2lipMel', () => {
  const mel = wav2lipMel(goldenSignal());

  it('has 80 bands and one frame per 200 samples plus one', () => {
    expect([mel.bands, mel.frames, mel.data.length]).toEqual([80, 81, 6480]);
    expect(wav2lipMel(new Float32Array(16_199)).frames).toBe(81);
    expect(wav2lipMel(new Float32Array(16_200)).frames).toBe(82);
  });

  it.each(Object.keys(GOLDEN).map(Number))('equals the reference in frame %i to 1e-3', (frame) => {
    GOLDEN[frame].forEach((expected, i) => {
      expect(Math.abs(mel.data[frame * 80 + BANDS[i]] - expected)).toBeLessThan(1e-3);
    });
  });

  it('equals the reference over all values', () => {
    const sum = mel.data.reduce((total, value) => total + value, 0);
    expect(Math.abs(sum - -22236.93)).toBeLessThan(0.05);
  });

  it('is at its floor in silence and within -4..4 at full scale', () => {
    expect(wav2lipMel(new Float32Array(3_200)).data.every((value) => value === -4)).toBe(true);
    const loud = wav2lipMel(Float32Array.from({ length: 3_200 }, (_, n) => (n % 16 < 8 ? 1 : -1)));
    expect(Math.max(...loud.data)).toBeLessThanOrEqual(4);
    expect(Math.max(...loud.data)).toBeGreaterThan(1.5);
  });
});

describe('melBands', () => {
  it('hears silence where a sample is no number', () => {
    const broken = goldenSignal();
    broken[8_000] = NaN;
    const { data } = wav2lipMel(broken);
    const whole = wav2lipMel(goldenSignal()).data;
    expect(data.every((value) => value >= -4 && value <= 4)).toBe(true);
    expect(data.slice(20 * 80, 21 * 80)).toEqual(whole.slice(20 * 80, 21 * 80));
    expect(data[40 * 80 + 4]).toBe(-4);
  });

  it('places its edges on the Slaney scale', () => {
    const edges = melEdgesHz();
    const expected: [number, number][] = [
      [0, 55],
      [1, 90.946],
      [2, 126.892],
      [10, 414.462],
      [20, 773.923],
      [30, 1147.466],
      [40, 1662.397],
      [50, 2408.406],
      [60, 3489.189],
      [70, 5054.978],
      [80, 7323.423],
      [81, 7600],
    ];
    for (const [index, hz] of expected) expect(Math.abs(edges[index] - hz)).toBeLessThan(1e-3);
  });

  it('has the weights of the reference basis', () => {
    const bands = melBands();
    const rows: [number, number, number[]][] = [
      [0, 3, [0.00387, 0.019348, 0.020812, 0.005334]],
      [10, 21, [0.004286, 0.019765, 0.020396, 0.004917]],
      [40, 84, [0.004383, 0.009363, 0.014343, 0.012077, 0.007278, 0.002479]],
    ];
    for (const [row, firstBin, weights] of rows) {
      expect(bands[row].firstBin).toBe(firstBin);
      expect(bands[row].weights).toHaveLength(weights.length);
      weights.forEach((weight, i) => expect(bands[row].weights[i]).toBeCloseTo(weight, 6));
    }
    expect([bands[79].firstBin, bands[79].firstBin + bands[79].weights.length - 1]).toEqual([353, 379]);
    const all = bands.flatMap(({ weights }) => [...weights]);
    expect(Math.max(...all)).toBeCloseTo(0.026879, 6);
    // Unit area sampled every 20 Hz: about 1/20, less evenly where a triangle spans few bins.
    const sums = bands.map(({ weights }) => weights.reduce((sum, weight) => sum + weight, 0));
    expect(Math.min(...sums)).toBeCloseTo(0.048627, 6);
    expect(Math.max(...sums)).toBeCloseTo(0.051561, 6);
  });
});
