import { describe, expect, it } from 'vitest';
import type { SpokenText } from '../types.ts';
import { NEUTRAL_SPEAKING } from '../types.ts';
import { createEspeak } from './index.ts';
import { findEspeak } from './program.ts';

const file = findEspeak();
if (file === null) console.log('espeak-ng is not installed: its real tests are skipped.');
const room = { signal: new AbortController().signal, progress: { report: () => undefined } };

async function speak(language: string, text: string, settings = NEUTRAL_SPEAKING): Promise<SpokenText> {
  const source = createEspeak(file);
  const voice = (await source.voices(room.signal)).find(({ id }) => id === `espeak:${language}`);
  if (!voice) throw new Error(`No voice for ${language}.`);
  return source.speak(text, voice, settings, room);
}

const level = ({ clip }: SpokenText, startSec: number, endSec: number): number => {
  const part = clip.channels[0].subarray(startSec * clip.sampleRateHz, endSec * clip.sampleRateHz);
  return Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
};

describe.skipIf(file === null)('espeak-ng', () => {
  it.each([
    ['en-us', 'Happy birthday, Anna! May this year be kind to you.'],
    ['ja', 'おたんじょうび おめでとう。すてきな いちねんに なりますように。'],
    ['fa', 'تولدت مبارک! امیدوارم سال خوبی داشته باشی.'],
  ])('speaks %s, and every sentence is heard when it says', async (language, text) => {
    const spoken = await speak(language, text);
    expect(spoken.sentences).toHaveLength(2);
    expect(spoken.clip.sampleRateHz).toBe(22_050);
    const [first, second] = spoken.sentences;
    expect(level(spoken, first.startSec, first.endSec)).toBeGreaterThan(0.02);
    expect(level(spoken, second.startSec, second.endSec)).toBeGreaterThan(0.02);
    expect(level(spoken, first.endSec + 0.01, second.startSec - 0.01)).toBe(0);
    expect(second.endSec).toBeCloseTo(spoken.clip.length / 22_050, 6);
  });

  it('speaks faster when asked, and the same every time', async () => {
    const text = 'Thank you for everything you did for us.';
    const usual = await speak('en-us', text);
    const again = await speak('en-us', text);
    const fast = await speak('en-us', text, { ...NEUTRAL_SPEAKING, rate: 1.5 });
    expect(again.clip.channels[0]).toEqual(usual.clip.channels[0]);
    expect(fast.clip.length / usual.clip.length).toBeLessThan(0.8);
    expect(fast.clip.length / usual.clip.length).toBeGreaterThan(0.5);
  });

  it('reads kanji and numbers through the dictionary, and names what nobody can read', async () => {
    const kana = await speak('ja', 'じゅういちがつにじゅうごにちわ たんじょうびです。');
    const kanji = await speak('ja', '11月25日は誕生日です。');
    expect(Math.abs(kanji.clip.length / kana.clip.length - 1)).toBeLessThan(0.15);
    await expect(speak('ja', '龘さん、誕生日おめでとう')).rejects.toMatchObject({
      code: 'text-unreadable',
      message: 'The voice "Japanese" cannot read 龘.',
    });
  });

  it('takes text that looks like options or markup as text', async () => {
    const plain = await speak('en-us', 'Hello there.');
    const odd = await speak('en-us', '--help -w /tmp/x <speak>Hello</speak> there.');
    expect(odd.clip.length).toBeGreaterThan(plain.clip.length);
  });

  it('stops when cancelled', async () => {
    const abort = new AbortController();
    abort.abort();
    const source = createEspeak(file);
    const [voice] = await source.voices(room.signal);
    await expect(
      source.speak('Hello. There.', voice, NEUTRAL_SPEAKING, { ...room, signal: abort.signal }),
    ).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

it('says what is missing and where to get it', async () => {
  const source = createEspeak(null);
  expect(await source.unavailable(room.signal)).toMatchObject({
    why: expect.stringContaining('not installed') as string,
  });
  await expect(source.voices(room.signal)).rejects.toMatchObject({ kind: 'missing', code: 'espeak-missing' });
});
