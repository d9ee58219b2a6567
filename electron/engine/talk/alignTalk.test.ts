import { describe, expect, it } from 'vitest';
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';
import { seededRandom } from '../runtime/random.ts';
import { alignTalk } from './alignTalk.ts';

/** Bursts of noise in a rhythm of chance, as speech has it. */
function babble(seed: number, sec: number, rateHz = 16_000): AudioClip {
  const random = seededRandom(seed);
  const clip = createAudioClip(rateHz, 1, sec * rateHz);
  const [samples] = clip.channels;
  let smooth = 0;
  for (let i = 0, until = 0, level = 0; i < samples.length; i++) {
    if (i >= until) {
      level = random() < 0.35 ? 0 : 0.1 + 0.4 * random();
      until = i + Math.round(rateHz * (0.05 + 0.2 * random()));
    }
    smooth += 0.3 * (random() - 0.5 - smooth);
    samples[i] = level * smooth;
  }
  return clip;
}

function changed(clip: AudioClip, lateSec: number, of: (value: number, i: number) => number): AudioClip {
  const late = Math.round(lateSec * clip.sampleRateHz);
  const out = createAudioClip(clip.sampleRateHz, 1, clip.length + Math.max(0, late));
  for (let i = 0; i < out.length; i++) out.channels[0][i] = of(clip.channels[0][i - late] ?? 0, i);
  return out;
}

describe('the offset of a sound', () => {
  const voice = babble(1, 6);

  it.each([0, 0.0125, 0.16, 1.9, -0.35])('is found when the other one is %s s later', (lateSec) => {
    const random = seededRandom(9);
    const other = changed(voice, lateSec, (value) => -0.4 * value + 0.002 * (random() - 0.5));
    const { offsetSec, agreement, driftSec } = alignTalk(voice, other);
    expect(Math.abs((offsetSec ?? 9) - lateSec)).toBeLessThan(0.0003);
    expect(agreement).toBeGreaterThan(0.9);
    expect(driftSec).toBeNull();
  });

  it('is not told of another sound, of silence, and of nothing', () => {
    expect(alignTalk(voice, babble(2, 6)).offsetSec).toBeNull();
    expect(alignTalk(voice, createAudioClip(16_000, 1, 16_000)).offsetSec).toBeNull();
    expect(alignTalk(voice, createAudioClip(16_000, 1, 0)).offsetSec).toBeNull();
  });

  it('is told to change where one of them is slower', () => {
    const long = babble(3, 40, 8000);
    const steady = alignTalk(
      long,
      changed(long, 0.2, (value) => value),
    );
    expect(steady.offsetSec).toBeCloseTo(0.2, 3);
    expect(Math.abs(steady.driftSec ?? 9)).toBeLessThan(0.001);
    // A pause of 0.3 s came in after 20 s.
    const paused = createAudioClip(8000, 1, long.length + 2400);
    for (let i = 0; i < paused.length; i++)
      paused.channels[0][i] = long.channels[0][i < 160_000 ? i : i < 162_400 ? -1 : i - 2400] ?? 0;
    expect(alignTalk(long, paused).driftSec ?? 0).toBeCloseTo(0.3, 3);
  });
});
