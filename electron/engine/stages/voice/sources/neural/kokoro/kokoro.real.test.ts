import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEspeak } from '../../espeak/program.ts';
import { NEUTRAL_SPEAKING, type SpokenText } from '../../types.ts';
import type { NeuralDesk } from '../speechNetwork.ts';
import { lettersOf, openTestDesk, quiet, speakWith, type TestDesk } from '../testDesk.ts';
import { heardNumber, kokoroStandIn, kokoroUnits } from '../testNetworks.ts';
import { createKokoro } from './index.ts';
import { KOKORO_VOCABULARY } from './vocabulary.ts';

if (findEspeak() === null) console.log('espeak-ng is not installed: what it reads for Kokoro is not tried.');

let test: TestDesk;
let desk: NeuralDesk;
beforeEach(async () => {
  test = await openTestDesk();
  ({ desk } = test);
});
afterEach(() => test.remove());

const kokoroId = (symbol: string): number => KOKORO_VOCABULARY.get(symbol) ?? 0;
const kokoroSec = (symbol: string, speed = 1): number =>
  (kokoroUnits(kokoroId(symbol), speed) * 600) / 24_000;

describe('Kokoro', () => {
  it('needs a network and a voice, and says which is missing', async () => {
    const kokoro = createKokoro(desk);
    expect((await kokoro.unavailable(quiet.signal))?.why).toBe('Kokoro is not installed.');
    expect(await kokoro.voices(quiet.signal)).toEqual([]);
    await test.installKokoro(await kokoroStandIn());
    expect((await kokoro.unavailable(quiet.signal))?.why).toContain('no Kokoro voice');
    await test.installKokoro(await kokoroStandIn(), 'jf_nezumi');
    expect(await kokoro.unavailable(quiet.signal)).toBeNull();
    // One that is damaged is named, and takes no other voice along.
    const network = await desk.models.file('kokoro-own');
    const bytes = await readFile(network.path);
    await writeFile(network.path, Buffer.concat([bytes, bytes]));
    expect((await kokoro.unavailable(quiet.signal))?.why).toContain('damaged');
    expect(await kokoro.voices(quiet.signal)).toEqual([]);
    await test.library.remove('kokoro-own');
    expect((await kokoro.unavailable(quiet.signal))?.why).toContain('no Kokoro network');
  });

  it('speaks Japanese without any other program, with exact times where the network tells them', async () => {
    await test.installKokoro(await kokoroStandIn({ durations: true }), 'jf_nezumi');
    const kokoro = createKokoro({ ...desk, espeak: null });
    expect(await kokoro.voices(quiet.signal)).toMatchObject([
      { id: 'kokoro:jf_nezumi', language: 'ja', quality: 'natural', licence: 'Apache-2.0' },
    ]);
    const spoken = await speakWith(kokoro, '皆さん、3本です。');
    expect(lettersOf(spoken)).toBe('m i n a s a ɴ _ s a ɴ b o ɴ d e s ɨ _');
    expect(spoken.clip.sampleRateHz).toBe(24_000);
    const d = spoken.phonemes?.find(({ symbol }) => symbol === 'd');
    expect((d?.endSec ?? 0) - (d?.startSec ?? 0)).toBeCloseTo(kokoroSec('d'), 9);
  });

  it('starts its clock three units before the end of the first frame', async () => {
    await test.installKokoro(await kokoroStandIn({ durations: true }), 'jf_nezumi');
    const pieces: { samples: Float32Array; phonemes: SpokenText['phonemes'] }[] = [];
    const spoken = await speakWith(createKokoro(desk), 'マビ', {
      keep: async (_words, make) => {
        const sentence = await make();
        pieces.push(sentence);
        return sentence;
      },
    });
    const [{ samples, phonemes }] = pieces;
    const frame = kokoroUnits(0, 1);
    // 0 m a b i 0
    const units = [frame, ...['m', 'a', 'b', 'i'].map((symbol) => kokoroUnits(kokoroId(symbol), 1)), frame];
    expect(samples.length).toBe(600 * units.reduce((sum, length) => sum + length, 0));
    expect(phonemes?.at(0)).toEqual({ symbol: 'm', startSec: 0, endSec: units[1] * 0.025 });
    expect(phonemes?.at(-1)).toMatchObject({ symbol: '', endSec: samples.length / 24_000 });
    expect(lettersOf(spoken)).toBe('m a b i _');
  });

  it('tells no times where the network has none, and takes the older name of the input', async () => {
    await test.installKokoro(await kokoroStandIn({ tokens: 'tokens' }), 'jf_nezumi');
    const spoken = await speakWith(createKokoro(desk), 'おめでとう');
    expect(spoken.phonemes).toBeNull();
    expect(spoken.clip.length).toBeGreaterThan(24_000 * 0.3);
  });

  it('speaks in the style of the chosen voice, and as fast as it is asked', async () => {
    await test.installKokoro(await kokoroStandIn({ durations: true }), 'jf_alpha', 'jm_kumo');
    const slow = await speakWith(createKokoro(desk), 'マビパ', { id: 'kokoro:jm_kumo' });
    const fast = await speakWith(createKokoro(desk), 'マビパ', {
      id: 'kokoro:jm_kumo',
      settings: { ...NEUTRAL_SPEAKING, rate: 2 },
    });
    const sounding = (text: SpokenText): number =>
      heardNumber(text.clip.channels[0].slice(300, 900), 24_000, 5);
    expect(sounding(slow)).toBe(kokoroId('m'));
    const lengthOf = ({ phonemes }: SpokenText, symbol: string): number =>
      (phonemes ?? [])
        .filter((one) => one.symbol === symbol)
        .reduce((sum, one) => sum + one.endSec - one.startSec, 0);
    expect(lengthOf(slow, 'b')).toBeCloseTo(kokoroSec('b'), 9);
    expect(lengthOf(fast, 'b')).toBeCloseTo(kokoroSec('b', 2), 9);
  });

  it('gives long sentences in pieces of at most 510 symbols, and keeps their times in step', async () => {
    await test.installKokoro(await kokoroStandIn({ durations: true }), 'jf_nezumi');
    const spoken = await speakWith(createKokoro(desk), `${'マビ'.repeat(140)}。`);
    expect(spoken.sentences).toHaveLength(1);
    expect((spoken.phonemes ?? []).filter(({ symbol }) => symbol === 'b')).toHaveLength(140);
    expect(spoken.phonemes?.at(-1)?.endSec).toBeCloseTo(spoken.clip.length / 24_000, 1);
  });

  it('names what it cannot read', async () => {
    await test.installKokoro(await kokoroStandIn(), 'jf_nezumi');
    const said = async (text: string): Promise<unknown> =>
      speakWith(createKokoro(desk), text).catch((thrown: unknown) => thrown);
    expect(await said('龘です')).toMatchObject({
      code: 'text-unreadable',
      message: expect.stringContaining('龘') as string,
    });
    expect(await said('Helloと言う')).toMatchObject({
      code: 'text-unreadable',
      message: expect.stringContaining('Hello') as string,
    });
  });

  it.skipIf(findEspeak() === null)('speaks English in its own notation', async () => {
    await test.installKokoro(await kokoroStandIn({ durations: true }), 'af_heart', 'bf_emma');
    const american = await speakWith(createKokoro(desk), 'Happy birthday, my joy!', {
      id: 'kokoro:af_heart',
    });
    expect(lettersOf(american)).toBe('h æ p i b ɜ ɹ θ d eɪ _ m aɪ dʒ ɔɪ _');
    const british = await speakWith(createKokoro(desk), 'Go home.', { id: 'kokoro:bf_emma' });
    expect(lettersOf(british)).toBe('ɡ əʊ h əʊ m _');
  });
});
