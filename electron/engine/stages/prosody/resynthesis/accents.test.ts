import { expect, it } from 'vitest';
import { composePlan } from '../../../../../shared/prosody/compose.ts';
import { NEUTRAL_EDIT } from '../../../../../shared/prosody/edits.ts';
import { PRESETS } from '../../../../../shared/prosody/presets.ts';
import { semitonesOf } from '../../../../../shared/prosody/settings.ts';
import { toAdjusted } from '../../../../../shared/prosody/timeMap.ts';
import { resynthesise } from './index.ts';
import { frequencyAt, makeVoice, type VoicedPart } from './madeVoice.ts';

/** "hashi-o" three times: chopsticks, bridge, edge. They differ in nothing but the tones of their morae. */
const WORDS = [
  [265, 205, 190],
  [200, 262, 192],
  [203, 252, 248],
];
const MORA_SEC = 0.2;
const WORD_SEC = 0.9;

const startOf = (word: number): number => 0.2 + word * WORD_SEC;
const middleOf = (word: number, mora: number): number => startOf(word) + (mora + 0.5) * MORA_SEC;

const spoken = WORDS.map((tones, word): VoicedPart => ({
  startSec: startOf(word),
  endSec: startOf(word) + 3 * MORA_SEC,
  hz: (sec) => tones[Math.min(2, Math.max(0, Math.floor((sec - startOf(word)) / MORA_SEC)))],
}));

it('keeps Japanese accents with every preset: the same steps up and down, scaled by the range and nothing else', () => {
  const { clip, analysis } = makeVoice(spoken, { durationSec: 3 });
  for (const preset of PRESETS)
    for (const amount of [1, 1.5]) {
      const edit = { ...NEUTRAL_EDIT, language: 'ja' as const, preset: { id: preset.id, amount } };
      const plan = composePlan(analysis, edit, preset);
      const [samples] = resynthesise(clip, analysis, plan).clip.channels;
      WORDS.forEach((tones, word) => {
        const heard = tones.map((hz, mora) => {
          const frame = Math.round((middleOf(word, mora) - analysis.pitch.startSec) / analysis.pitch.stepSec);
          const expected = plan.targetHz[frame];
          expect(expected / hz).toBeGreaterThan(0.7);
          return frequencyAt(samples, 48_000, toAdjusted(plan.timeMap, middleOf(word, mora)), expected, 2);
        });
        for (const mora of [0, 1]) {
          const before = semitonesOf(tones[mora + 1] / tones[mora]);
          if (Math.abs(before) < 2) continue;
          const after = semitonesOf(heard[mora + 1] / heard[mora]);
          const which = `${preset.id} x ${amount}, word ${word}, mora ${mora}`;
          expect(Math.sign(after), which).toBe(Math.sign(before));
          expect(Math.abs(after - plan.settings.range * before), which).toBeLessThanOrEqual(0.3);
        }
      });
    }
});
