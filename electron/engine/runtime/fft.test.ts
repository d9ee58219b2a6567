import { describe, expect, it } from 'vitest';
import { RealFft } from './fft.ts';

function directTransform(x: Float64Array): { re: number[]; im: number[] } {
  const re: number[] = [];
  const im: number[] = [];
  for (let k = 0; k <= x.length / 2; k++) {
    let a = 0;
    let b = 0;
    for (let n = 0; n < x.length; n++) {
      // The product is reduced first: the angle keeps its full precision.
      const angle = (2 * Math.PI * ((k * n) % x.length)) / x.length;
      a += x[n] * Math.cos(angle);
      b -= x[n] * Math.sin(angle);
    }
    re.push(a);
    im.push(b);
  }
  return { re, im };
}

describe('RealFft', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 16, 22, 35, 64, 97, 100, 121, 360, 512, 800, 1024, 2310])(
    'equals the direct transform for %i points',
    (size) => {
      let seed = size;
      const x = Float64Array.from({ length: size }, () => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return seed / 1073741824 - 1;
      });
      const fft = new RealFft(size);
      const re = new Float64Array(fft.binCount);
      const im = new Float64Array(fft.binCount);
      fft.forward(x, re, im);
      const expected = directTransform(x);
      expect(expected.re).toHaveLength(fft.binCount);
      expected.re.forEach((value, k) => expect(re[k]).toBeCloseTo(value, 9));
      expected.im.forEach((value, k) => expect(im[k]).toBeCloseTo(value, 9));
    },
  );

  it('gives the same result when used again', () => {
    const fft = new RealFft(800);
    const x = Float32Array.from({ length: 800 }, (_, n) => Math.sin((2 * Math.PI * 11 * n) / 800));
    const re = new Float64Array(401);
    const im = new Float64Array(401);
    fft.forward(x, re, im);
    fft.forward(x, re, im);
    expect(im[11]).toBeCloseTo(-400, 4);
    expect(re[11]).toBeCloseTo(0, 4);
    expect(Math.hypot(re[12], im[12])).toBeLessThan(1e-3);
  });

  it('puts a cosine of 5 periods and amplitude 2 into bin 5', () => {
    const fft = new RealFft(64);
    const re = new Float64Array(fft.binCount);
    const im = new Float64Array(fft.binCount);
    fft.forward(
      Float64Array.from({ length: 64 }, (_, i) => 2 * Math.cos((2 * Math.PI * 5 * i) / 64)),
      re,
      im,
    );
    re.forEach((value, bin) => {
      expect(value ** 2 + im[bin] ** 2).toBeCloseTo(bin === 5 ? 64 ** 2 : 0, 6);
    });
  });

  it('keeps the energy (Parseval)', () => {
    const fft = new RealFft(512);
    const frame = Float64Array.from({ length: 512 }, (_, i) => Math.sin(i * i * 0.37) + 0.1);
    const re = new Float64Array(fft.binCount);
    const im = new Float64Array(fft.binCount);
    fft.forward(frame, re, im);
    const energy = frame.reduce((sum, value) => sum + value * value, 0);
    const spectral = re.reduce(
      (sum, value, bin) => sum + (value ** 2 + im[bin] ** 2) * (bin === 0 || bin === 256 ? 1 : 2),
      0,
    );
    expect(spectral / 512).toBeCloseTo(energy, 6);
  });

  it('refuses lengths that are no lengths', () => {
    expect(() => new RealFft(0)).toThrow(RangeError);
    expect(() => new RealFft(2.5)).toThrow(RangeError);
  });
});
