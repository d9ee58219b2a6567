import { describe, expect, it } from 'vitest';
import { createAudioClip, type AudioClip } from '../../runtime/audio.ts';
import { resampledLength, resampleToMono } from './resample.ts';

function toneClip(hz: number, sampleRateHz: number, length: number, channels = 1): AudioClip {
  const clip = createAudioClip(sampleRateHz, channels, length);
  for (const samples of clip.channels) {
    for (let n = 0; n < length; n++) samples[n] = Math.sin((2 * Math.PI * hz * n) / sampleRateHz);
  }
  return clip;
}

/** Away from the ends, where the filter sees the silence around the clip. */
function inner(signal: Float32Array, margin = 400): Float32Array {
  return signal.subarray(margin, signal.length - margin);
}

function rmsDb(signal: Float32Array): number {
  return 10 * Math.log10(signal.reduce((sum, x) => sum + x * x, 0) / signal.length + 1e-30);
}

describe('resampleToMono', () => {
  it.each([8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 44_101, 48_000, 96_000, 192_000])(
    'keeps a 1 kHz sine in place and in height from %i Hz',
    (rate) => {
      const clip = toneClip(1_000, rate, Math.round(rate * 0.3));
      const output = resampleToMono(clip, 16_000);
      expect(output).toHaveLength(Math.ceil((clip.length * 16_000) / rate));
      let worst = 0;
      for (let i = 400; i < output.length - 400; i++) {
        worst = Math.max(worst, Math.abs(output[i] - Math.sin((2 * Math.PI * 1_000 * i) / 16_000)));
      }
      expect(worst).toBeLessThan(1e-5);
    },
  );

  it.each([
    [48_000, 8_400],
    [48_000, 10_000],
    [44_100, 9_000],
    [96_000, 12_000],
    [192_000, 60_000],
  ])('lets nothing alias: from %i Hz a %i Hz tone is more than 80 dB down', (rate, hz) => {
    const output = resampleToMono(toneClip(hz, rate, rate / 2), 16_000);
    expect(rmsDb(inner(output)) - -3.01).toBeLessThan(-80);
  });

  it('is flat up to 6.8 kHz and 6 dB down at 7581 Hz, like the filter the mel weights were trained with', () => {
    const level = (hz: number): number =>
      rmsDb(inner(resampleToMono(toneClip(hz, 48_000, 24_000), 16_000))) + 3.0103;
    expect(level(100)).toBeCloseTo(0, 2);
    expect(Math.abs(level(6_800))).toBeLessThan(0.05);
    expect(level(7_581)).toBeCloseTo(-6.02, 0);
  });

  it('mixes channels by their mean', () => {
    const clip = createAudioClip(48_000, 2, 9_600);
    clip.channels[0].fill(0.5);
    clip.channels[1].fill(-0.1);
    expect(resampleToMono(clip, 16_000)[1_600]).toBeCloseTo(0.2, 6);
    const opposite = toneClip(440, 16_000, 1_600, 2);
    opposite.channels[1].forEach((x, n, all) => (all[n] = -x));
    expect(Math.max(...resampleToMono(opposite, 16_000))).toBe(0);
  });

  it('gives the same samples across its inner blocks', () => {
    // 3 s at 16 kHz are three blocks: a seam would show as a jump of the error.
    const output = resampleToMono(toneClip(440, 44_100, 44_100 * 3), 16_000);
    let worst = 0;
    for (let i = 400; i < output.length - 400; i++) {
      worst = Math.max(worst, Math.abs(output[i] - Math.sin((2 * Math.PI * 440 * i) / 16_000)));
    }
    expect(worst).toBeLessThan(1e-5);
  });

  it('counts samples exactly', () => {
    expect(resampledLength(44_100, 44_100, 16_000)).toBe(16_000);
    expect(resampledLength(44_101, 44_100, 16_000)).toBe(16_001);
    expect(resampledLength(1, 192_000, 16_000)).toBe(1);
  });
});
