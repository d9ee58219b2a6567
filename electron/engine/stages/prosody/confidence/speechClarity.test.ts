import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { composePlan } from '../../../../../shared/prosody/compose.ts';
import { NEUTRAL_EDIT, withSettings } from '../../../../../shared/prosody/edits.ts';
import { semitonesOf } from '../../../../../shared/prosody/settings.ts';
import { createAudioClip } from '../../../runtime/audio.ts';
import { seededRandom } from '../../../runtime/random.ts';
import { analyseProsody } from '../analysis/index.ts';
import { resynthesise } from '../resynthesis/index.ts';
import { requestOf, scoreConfidence } from './index.ts';
import { readPcm16 } from './readPcm16.ts';
import { speechClarity } from './speechClarity.ts';
import { spectrumTerm } from './terms.ts';

const SPEECH = path.resolve(import.meta.dirname, '../../../../../e2e/fixtures/speech');
const SPEED = 1.2;

/** White noise, or noise that falls by 6 dB an octave from 300 Hz on, so far below the voice. */
function withNoise(mono: Float32Array, sampleRateHz: number, snrDb: number, isWhite: boolean): Float32Array {
  const random = seededRandom(7);
  const keep = isWhite ? 0 : Math.exp((-2 * Math.PI * 300) / sampleRateHz);
  let last = 0;
  const noise = mono.map(() => (last = keep * last + (2 * random() - 1)));
  const power = (sound: Float32Array): number => sound.reduce((sum, value) => sum + value * value, 0);
  const gain = Math.sqrt(power(mono) / power(noise) / 10 ** (snrDb / 10));
  return mono.map((value, i) => 0.5 * (value + gain * noise[i]));
}

/** The fault that hides best: pitch, voicing and length are as asked, but every formant has moved. */
const playedFaster = (mono: Float32Array): Float32Array =>
  Float32Array.from({ length: Math.round(mono.length / SPEED) }, (_, i) => {
    const at = Math.floor(i * SPEED);
    return mono[at] + (i * SPEED - at) * ((mono[at + 1] ?? 0) - mono[at]);
  });

describe.each(['slt', 'awb', 'rms'])('the voice of %s', (name) => {
  const { mono: clean, sampleRateHz } = readPcm16(path.join(SPEECH, `${name}-unseen.wav`));

  it.each([
    [20, true],
    [15, true],
    [10, true],
    [20, false],
    [15, false],
    [10, false],
  ])('hides no damage in noise of %i dB (white: %s), and is not taken for damaged', (snrDb, isWhite) => {
    const mono = withNoise(clean, sampleRateHz, snrDb, isWhite);
    const original = analyseProsody(mono, sampleRateHz);
    const asked = withSettings(NEUTRAL_EDIT, { pitchSemitones: semitonesOf(SPEED), tempo: SPEED });
    const plan = composePlan(original, asked, null);
    const clip = createAudioClip(sampleRateHz, 1, mono.length);
    clip.channels[0].set(mono);
    const score = (result: Float32Array): number =>
      scoreConfidence({
        original,
        result: { mono: result, sampleRateHz },
        request: requestOf(plan, original),
      }).score ?? NaN;
    expect(score(resynthesise(clip, original, plan).clip.channels[0])).toBeGreaterThanOrEqual(0.7);
    expect(score(playedFaster(mono))).toBeLessThan(0.6);
  });

  it('is clearer the less noise there is', () => {
    const clarity = (mono: Float32Array): number => {
      const original = analyseProsody(mono, sampleRateHz);
      const { hz, startSec, stepSec } = original.pitch;
      const voicedSec = Array.from(hz, (value, i) => (value > 0 ? startSec + i * stepSec : NaN));
      return speechClarity(
        original,
        voicedSec.filter((sec) => !Number.isNaN(sec)),
      );
    };
    const found = [30, 20, 10, 0].map((snrDb) => clarity(withNoise(clean, sampleRateHz, snrDb, true)));
    expect(clarity(clean)).toBeGreaterThan(0.75);
    expect(found).toEqual(found.toSorted((a, b) => b - a));
    expect(found[3]).toBeLessThan(0.4);
  });
});

it('says that it cannot tell where noise covers everything', () => {
  const measures = { distanceDb: 1.4, roughnessDb: 0 };
  expect(spectrumTerm({ ...measures, clarity: 1 })).toMatchObject({ value: 1, code: 'spectral-distance' });
  expect(spectrumTerm({ ...measures, clarity: 0.2 })).toMatchObject({ value: 0.5, code: 'spectrum-hidden' });
  expect(spectrumTerm({ ...measures, distanceDb: 5, clarity: 0.2 }).value).toBe(0);
});

it('has nothing to find in silence and in a moment', () => {
  expect(speechClarity(analyseProsody(new Float32Array(16_000), 16_000), [0.5])).toBe(1);
  expect(speechClarity(analyseProsody(new Float32Array(1600).fill(0.1), 16_000), [0.05])).toBe(1);
});
