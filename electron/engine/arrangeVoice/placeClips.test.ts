import { describe, expect, it } from 'vitest';
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';
import { placeClips } from './placeClips.ts';

const RATE_HZ = 8000;
function tone(seconds: number, hz: number, channels = 1): AudioClip {
  const clip = createAudioClip(RATE_HZ, channels, seconds * RATE_HZ);
  for (const [c, samples] of clip.channels.entries())
    for (let i = 0; i < samples.length; i++)
      samples[i] = 0.5 * Math.sin((2 * Math.PI * hz * i) / RATE_HZ + c);
  return clip;
}
const part = (sound: AudioClip, startSec: number, inSec: number, outSec: number, gain = 1) => ({
  sound,
  startSec,
  inSec,
  outSec,
  gain,
});
const largestStep = (samples: Float32Array): number =>
  samples.reduce((most, x, i) => (i === 0 ? most : Math.max(most, Math.abs(x - samples[i - 1]))), 0);

describe('placed clips', () => {
  const sound = tone(2, 220, 2);

  it('of a whole file are the file', () => {
    expect(placeClips([part(sound, 0, 0, 2)])).toEqual(sound);
  });

  it('that were only cut are the file, at any moment', () => {
    for (const cut of [0.5, 1 / 3, 1.23456, 1.999]) {
      const whole = placeClips([part(sound, 0, 0, cut), part(sound, cut, cut, 2)]);
      expect(whole.length).toBe(sound.length);
      for (const [c, samples] of whole.channels.entries())
        for (let i = 0; i < samples.length; i++) expect(samples[i]).toBeCloseTo(sound.channels[c][i], 6);
    }
  });

  it('lie to the sample, with silence between them', () => {
    const placed = placeClips([part(sound, 0.25, 0, 0.5), part(sound, 1, 1, 1.5)]).channels[0];
    expect(placed.length).toBe(1.5 * RATE_HZ);
    expect(placed.subarray(0, 2000).every((x) => x === 0)).toBe(true);
    expect(placed.subarray(6000, 8000).every((x) => x === 0)).toBe(true);
    // Away from the fades they are the very samples.
    expect(placed[3000]).toBe(sound.channels[0][1000]);
    expect(placed[10_000]).toBe(sound.channels[0][10_000]);
  });

  it('do not click where they are cut', () => {
    const smooth = largestStep(sound.channels[0]);
    const cut = placeClips([part(sound, 0, 0, 0.5011), part(sound, 0.5011, 1.3017, 1.8)]).channels[0];
    expect(largestStep(cut)).toBeLessThan(smooth * 1.6);
    const alone = placeClips([part(sound, 0.1, 0.2504, 0.7)]).channels[0];
    expect(largestStep(alone)).toBeLessThan(smooth * 1.1);
  });

  it('are as loud as they should be', () => {
    const half = placeClips([part(sound, 0, 0, 2, 0.5)]).channels[0];
    expect(half[4321]).toBeCloseTo(sound.channels[0][4321] / 2, 7);
  });
});
