import { expect, it } from 'vitest';
import { createAudioClip, type AudioClip } from '../runtime/audio.ts';
import { integratedLufs } from '../stages/voice/loudness.ts';
import { matchLoudness } from './matchLoudness.ts';

function tone(amplitude: number): AudioClip {
  const clip = createAudioClip(16_000, 1, 16_000);
  for (let i = 0; i < clip.length; i++) clip.channels[0][i] = amplitude * Math.sin(i / 3);
  return clip;
}

it('brings every sound to the quietest, without touching that one', () => {
  const clips = [tone(0.5), tone(0.1), tone(0.25)];
  const { clips: matched, targetLufs } = matchLoudness(clips);
  expect(matched[1]).toBe(clips[1]);
  for (const clip of matched) expect(integratedLufs(clip)).toBeCloseTo(targetLufs ?? 0, 3);
  expect(clips[0].channels[0][4]).toBeCloseTo(0.5 * Math.sin(4 / 3), 6);
});

it('leaves silence alone', () => {
  const silent = tone(0);
  expect(matchLoudness([silent])).toEqual({ clips: [silent], targetLufs: null });
  expect(matchLoudness([silent, tone(0.5)]).clips[0]).toBe(silent);
});
