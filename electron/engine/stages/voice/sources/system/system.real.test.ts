import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEAKING, type SpokenText } from '../types.ts';
import { festival } from './festival.ts';
import { flite } from './flite.ts';
import { createSystemVoices } from './index.ts';
import type { SystemTool } from './types.ts';

const room = { signal: new AbortController().signal, progress: { report: () => undefined } };

async function speak(tool: SystemTool, name: string, text: string, rate = 1): Promise<SpokenText> {
  const source = createSystemVoices([tool]);
  const voice = (await source.voices(room.signal)).find(({ id }) => id.endsWith(`/${name}`));
  if (!voice) throw new Error(`No voice ${name}.`);
  return source.speak(text, voice, { ...NEUTRAL_SPEAKING, rate }, room);
}

const levelOf = ({ clip }: SpokenText, startSec: number, endSec: number): number => {
  const part = clip.channels[0].subarray(startSec * clip.sampleRateHz, endSec * clip.sampleRateHz);
  return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / Math.max(1, part.length));
};

for (const tool of [flite, festival])
  if (tool.find() === null) console.log(`${tool.name} is not installed: its real tests are skipped.`);

describe.skipIf(flite.find() === null)('Flite', () => {
  it('speaks, and its sounds are heard when it says', async () => {
    const spoken = await speak(flite, 'slt', 'Happy birthday, Anna! “Café” for you.');
    expect(spoken.sentences).toHaveLength(2);
    expect(spoken.clip.sampleRateHz).toBe(16_000);
    const phonemes = spoken.phonemes ?? [];
    expect(phonemes.map(({ symbol }) => symbol).join(' ')).toContain('h æ p i');
    const vowels = phonemes.filter(({ symbol }) => ['æ', 'eɪ', 'ɝ'].includes(symbol));
    expect(vowels.length).toBeGreaterThan(3);
    for (const { startSec, endSec } of vowels)
      expect(levelOf(spoken, startSec, endSec)).toBeGreaterThan(0.02);
    expect(phonemes.every(({ endSec }) => endSec <= spoken.clip.length / 16_000 + 1e-9)).toBe(true);
  });

  it('speaks at another pace, and refuses what it cannot read', async () => {
    const text = 'Thank you for everything you did.';
    const usual = await speak(flite, 'slt', text);
    const fast = await speak(flite, 'slt', text, 1.5);
    expect(fast.clip.length / usual.clip.length).toBeGreaterThan(0.55);
    expect(fast.clip.length / usual.clip.length).toBeLessThan(0.8);
    await expect(speak(flite, 'slt', 'Happy 誕生日')).rejects.toMatchObject({ code: 'text-unreadable' });
  });
});

describe.skipIf(festival.find() === null)('Festival', () => {
  it('speaks, and faster where asked', async () => {
    const usual = await speak(festival, 'kal_diphone', 'Many happy returns of the day.');
    const fast = await speak(festival, 'kal_diphone', 'Many happy returns of the day.', 1.5);
    expect(levelOf(usual, 0, usual.clip.length / usual.clip.sampleRateHz)).toBeGreaterThan(0.02);
    expect(fast.clip.length / usual.clip.length).toBeLessThan(0.8);
  });
});
