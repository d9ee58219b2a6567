import { describe, expect, it } from 'vitest';
import { createRealFft } from './realFft.ts';

describe('createRealFft', () => {
  it('puts a cosine of 5 periods and amplitude 2 into bin 5', () => {
    const fft = createRealFft(64);
    const power = new Float64Array(33);
    fft.powerSpectrum(
      Float64Array.from({ length: 64 }, (_, i) => 2 * Math.cos((2 * Math.PI * 5 * i) / 64)),
      power,
    );
    power.forEach((value, bin) => {
      expect(value).toBeCloseTo(bin === 5 ? 64 ** 2 : 0, 6);
    });
  });

  it('keeps the energy (Parseval)', () => {
    const fft = createRealFft(512);
    const frame = Float64Array.from({ length: 512 }, (_, i) => Math.sin(i * i * 0.37) + 0.1);
    const power = new Float64Array(257);
    fft.powerSpectrum(frame, power);
    const energy = frame.reduce((sum, value) => sum + value * value, 0);
    const spectral = power.reduce((sum, value, bin) => sum + value * (bin === 0 || bin === 256 ? 1 : 2), 0);
    expect(spectral / 512).toBeCloseTo(energy, 6);
  });

  it('refuses a size that is no power of two', () => {
    expect(() => createRealFft(400)).toThrow(RangeError);
  });
});
