/** The small form of the campaign "prosody-hour": whatever its length, a voice is adjusted to its end and without drift. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { composePlan } from '../../../../shared/prosody/compose.ts';
import { NEUTRAL_EDIT, withSettings } from '../../../../shared/prosody/edits.ts';
import { createAudioClip } from '../../runtime/audio.ts';
import { seededRandom } from '../../runtime/random.ts';
import { analyseProsody } from './analysis/index.ts';
import { requestOf, scoreConfidence } from './confidence/index.ts';
import { readPcm16 } from './confidence/readPcm16.ts';
import { resynthesise } from './resynthesis/index.ts';

const SPEECH = path.resolve(import.meta.dirname, '../../../../e2e/fixtures/speech/rms-unseen.wav');
const TIMES = 24;
const SEED = 5;
const TEMPO = 0.9;

it('says the same in the last minute as in the first', () => {
  const { mono: once, sampleRateHz } = readPcm16(SPEECH);
  const random = seededRandom(SEED);
  // Whole steps of the pitch track, so that every repetition is looked at in the same places.
  const length = Math.ceil(once.length / (0.02 * sampleRateHz)) * 0.02 * sampleRateHz;
  const clip = createAudioClip(sampleRateHz, 1, TIMES * length);
  const mono = clip.channels[0];
  for (let i = 0; i < TIMES; i++) mono.set(once, i * length);
  for (let i = 0; i < mono.length; i++) mono[i] += 1e-4 * (2 * random() - 1);

  const analysis = analyseProsody(mono, sampleRateHz);
  const { hz, startSec, stepSec } = analysis.pitch;
  const perTurn = length / sampleRateHz / stepSec;
  const differences: number[] = [];
  for (let i = 0; i < perTurn; i++) {
    const [first, last] = [hz[Math.round(i + perTurn)], hz[Math.round(i + (TIMES - 2) * perTurn)]];
    if (first > 0 && last > 0) differences.push(Math.abs(1200 * Math.log2(last / first)));
  }
  expect(startSec + hz.length * stepSec).toBeGreaterThan(analysis.durationSec - 0.1);
  expect(differences.length).toBeGreaterThan(0.3 * perTurn);
  expect(differences.toSorted((a, b) => a - b)[Math.floor(0.95 * differences.length)]).toBeLessThan(5);

  const edit = withSettings(NEUTRAL_EDIT, { pitchSemitones: 2, range: 1.3, tempo: TEMPO });
  const plan = composePlan(analysis, edit, null);
  const result = resynthesise(clip, analysis, plan).clip;
  expect(Math.abs(result.length - mono.length / TEMPO)).toBeLessThanOrEqual(0.51);
  expect(result.channels[0].every((sample) => Math.abs(sample) <= 1)).toBe(true);
  const confidence = scoreConfidence({
    original: analysis,
    result: { mono: result.channels[0], sampleRateHz },
    request: requestOf(plan, analysis),
  });
  expect(confidence.score).toBeGreaterThanOrEqual(0.85);
});
