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

  it('refuses lengths that are no lengths', () => {
    expect(() => new RealFft(0)).toThrow(RangeError);
    expect(() => new RealFft(2.5)).toThrow(RangeError);
  });
});
