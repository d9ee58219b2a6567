import { describe, expect, it } from 'vitest';
import { createAudioClip, type AudioClip } from '../../runtime/audio.ts';
import { integratedLufs, kWeightingSections, measureLoudness } from './loudness.ts';
import { truePeak } from './truePeak.ts';

const dbToGain = (db: number): number => 10 ** (db / 20);

/** Stretches of a 1 kHz sine: peak level in dBFS and seconds, the same in every channel. */
function sineClip(rate: number, channels: number, ...parts: [levelDb: number, sec: number][]): AudioClip {
  const length = parts.reduce((sum, [, sec]) => sum + Math.round(sec * rate), 0);
  const clip = createAudioClip(rate, channels, length);
  let n = 0;
  for (const [levelDb, sec] of parts) {
    for (const end = n + Math.round(sec * rate); n < end; n++) {
      const value = dbToGain(levelDb) * Math.sin((2 * Math.PI * 1_000 * n) / rate);
      for (const channel of clip.channels) channel[n] = value;
    }
  }
  return clip;
}

describe('kWeightingSections', () => {
  it('gives the table of BS.1770-4 at 48 kHz', () => {
    const { shelf, highPass } = kWeightingSections(48_000);
    [1.53512485958697, -2.69169618940638, 1.19839281085285].forEach((b, i) =>
      expect(shelf.b[i]).toBeCloseTo(b, 9),
    );
    [-1.69065929318241, 0.73248077421585].forEach((a, i) => expect(shelf.a[i]).toBeCloseTo(a, 9));
    [-1.99004745483398, 0.99007225036621].forEach((a, i) => expect(highPass.a[i]).toBeCloseTo(a, 9));
  });
});

describe('integratedLufs', () => {
  it.each([8_000, 16_000, 44_100, 48_000, 96_000, 192_000])(
    'reads -23 LUFS from a stereo 1 kHz sine at -23 dBFS, %i Hz (EBU Tech 3341, case 1)',
    (rate) => {
      const lufs = integratedLufs(sineClip(rate, 2, [-23, 5]));
      expect(Math.abs((lufs ?? 0) - -23)).toBeLessThan(0.1);
    },
  );

  it('reads 3.01 LU less from the same tone in mono', () => {
    expect(integratedLufs(sineClip(48_000, 1, [-23, 3]))).toBeCloseTo(-26.01, 1);
  });

  it('leaves quiet stretches out (EBU Tech 3341, cases 3 and 4)', () => {
    expect(integratedLufs(sineClip(48_000, 2, [-36, 10], [-23, 60], [-36, 10]))).toBeCloseTo(-23, 1);
    const gated = sineClip(48_000, 2, [-72, 10], [-36, 10], [-23, 60], [-36, 10], [-72, 10]);
    expect(integratedLufs(gated)).toBeCloseTo(-23, 1);
  });

  it('weighs surround channels and leaves the low-frequency channel out (EBU Tech 3341, case 6)', () => {
    const clip = sineClip(48_000, 6, [0, 5]);
    [-28, -28, -24, 0, -30, -30].forEach((db, channel) => {
      const samples = clip.channels[channel];
      for (let n = 0; n < samples.length; n++) samples[n] *= dbToGain(db);
    });
    expect(integratedLufs(clip)).toBeCloseTo(-23, 1);
  });

  it('takes a clip shorter than a block as one block, and knows no loudness of silence', () => {
    expect(integratedLufs(sineClip(48_000, 2, [-23, 0.3]))).toBeCloseTo(-23, 0);
    expect(integratedLufs(createAudioClip(48_000, 1, 48_000))).toBeNull();
    expect(measureLoudness(createAudioClip(48_000, 1, 4_800))).toEqual({ lufs: null, truePeakDb: null });
  });
});

describe('truePeak', () => {
  it('finds the peak between the samples of a tone at a quarter of the rate', () => {
    const clip = createAudioClip(48_000, 1, 4_800);
    clip.channels[0].forEach((_, n, all) => (all[n] = 0.5 * Math.sin((Math.PI / 2) * n + Math.PI / 4)));
    expect(Math.max(...clip.channels[0])).toBeCloseTo(0.35355, 4);
    // The tone starts abruptly; half way in, the maximum is its amplitude.
    expect(Math.abs(20 * Math.log10(truePeak(clip) / 0.5))).toBeLessThan(0.8);
    expect(truePeak(clip)).toBeGreaterThan(0.497);
  });

  it('is the sample peak where there is nothing between', () => {
    expect(truePeak(sineClip(192_000, 1, [-6, 0.1]))).toBeCloseTo(dbToGain(-6), 4);
    expect(truePeak(sineClip(48_000, 2, [-6, 0.1]))).toBeCloseTo(dbToGain(-6), 3);
  });

  it('skips nothing that matters: a quiet clip with one inter-sample peak in its middle', () => {
    const clip = sineClip(48_000, 1, [-20, 0.5]);
    const samples = clip.channels[0];
    samples[12_000] += 0.5;
    samples[12_001] += 0.5;
    // Two equal neighbours: sinc interpolation half way gives 2 * 0.5 * sinc(1/2) = 0.6366, plus the tone.
    expect(truePeak(clip)).toBeGreaterThan(0.62);
  });
});
