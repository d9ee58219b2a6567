import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findEspeak } from '../../espeak/program.ts';
import { NEUTRAL_SPEAKING } from '../../types.ts';
import type { NeuralDesk } from '../speechNetwork.ts';
import { lettersOf, misheard, openTestDesk, quiet, speakWith, SYMBOLS, type TestDesk } from '../testDesk.ts';
import { piperFrames, piperSettings, type PiperStandIn } from '../testNetworks.ts';
import { createPiper } from './index.ts';

if (findEspeak() === null) console.log('espeak-ng is not installed: what it reads for Piper is not tried.');

let test: TestDesk;
let desk: NeuralDesk;
beforeEach(async () => {
  test = await openTestDesk();
  ({ desk } = test);
});
afterEach(() => test.remove());

/** Letters are sounds: needs no espeak-ng. */
const TEXT = piperSettings(SYMBOLS, { phoneme_type: 'text', espeak: undefined });
const piperId = (symbol: string): number => Array.from(SYMBOLS).indexOf(symbol) + 3;
/** Seconds that a letter and the pad behind it last. */
const piperSec = (symbol: string, lengthScale = 1): number =>
  ((piperFrames(piperId(symbol), lengthScale) + piperFrames(0, lengthScale)) * 256) / 22_050;

describe('Piper', () => {
  it('tells when every sound is heard, to the frame', async () => {
    await test.installPiper('tone', {}, TEXT);
    const spoken = await speakWith(createPiper(desk), 'mabi, pam!');
    expect(lettersOf(spoken)).toBe('_ m a b i _ p a m _');
    const sounds = spoken.phonemes ?? [];
    for (const { symbol, startSec, endSec } of sounds)
      if (symbol !== '' && !'mi'.includes(symbol)) expect(endSec - startSec).toBeCloseTo(piperSec(symbol), 9);
    // A space belongs to the pause before it.
    expect(sounds[5].endSec - sounds[5].startSec).toBeCloseTo(piperSec(',') + piperSec(' '), 9);
    for (const [at, { startSec }] of sounds.entries())
      if (at > 0) expect(startSec).toBeCloseTo(sounds[at - 1].endSec, 9);
    expect(misheard(spoken, piperId)).toEqual([]);
  });

  it('speaks faster and slower as it is asked, and the times with it', async () => {
    await test.installPiper('tone', {}, TEXT);
    for (const [rate, scale] of [
      [2, 0.5],
      [0.5, 2],
    ]) {
      const spoken = await speakWith(createPiper(desk), 'mabi.', { settings: { ...NEUTRAL_SPEAKING, rate } });
      const b = spoken.phonemes?.find(({ symbol }) => symbol === 'b');
      expect((b?.endSec ?? 0) - (b?.startSec ?? 0)).toBeCloseTo(piperSec('b', scale), 9);
      expect(misheard(spoken, piperId)).toEqual([]);
    }
  });

  it('leaves the installed file as it is, and makes its copy once, and again where that was spoilt', async () => {
    await test.installPiper('tone', {}, TEXT);
    const file = (await desk.models.file('piper-tone')).path;
    const before = await readFile(file);
    const piper = createPiper(desk);
    const first = await speakWith(piper, 'mab.');
    expect((await readFile(file)).equals(before)).toBe(true);
    const [copy] = await readdir(desk.cacheFolder);
    const place = path.join(desk.cacheFolder, copy);
    const made = await readFile(place);
    expect(made.subarray(0, before.length).equals(before)).toBe(true);
    expect(made.length - before.length).toBeLessThan(64);
    expect(test.loaded).toEqual([place]);

    await writeFile(place, Buffer.concat([Buffer.from([made[0] ^ 1]), made.subarray(1)]));
    const again = await speakWith(piper, 'mab.');
    expect((await readFile(place)).equals(made)).toBe(true);
    expect(again.phonemes).toEqual(first.phonemes);
  });

  it.each<[what: string, network: PiperStandIn]>([
    ['has no lengths to tell', { ceils: 0 }],
    ['has two that could be meant', { ceils: 2 }],
    ['computes them in a type that cannot be declared', { inDoubles: true }],
    ['tells other lengths than those of its sound', { liesAboutLengths: true }],
  ])('tells no times where the network %s', async (_what, network) => {
    await test.installPiper('tone', network, TEXT);
    const spoken = await speakWith(createPiper(desk), 'mab.');
    expect(spoken.phonemes).toBeNull();
    expect(spoken.clip.length).toBeGreaterThan(1000);
  });

  it('has one voice per speaker of a network with several', async () => {
    const settings = piperSettings(SYMBOLS, {
      phoneme_type: 'text',
      num_speakers: 2,
      speaker_id_map: { anna: 0, ben: 1 },
    });
    await test.installPiper('duo', { manySpeakers: true }, settings);
    const piper = createPiper(desk);
    expect(
      (await piper.voices(quiet.signal)).map(({ id, style, licence, credit }) => [
        id,
        style,
        licence,
        credit,
      ]),
    ).toEqual([
      ['piper:duo:anna', 'anna', 'CC BY 4.0', 'duo, Piper voices, CC BY 4.0'],
      ['piper:duo:ben', 'ben', 'CC BY 4.0', 'duo, Piper voices, CC BY 4.0'],
    ]);
    expect(misheard(await speakWith(piper, 'mabi.', { id: 'piper:duo:ben' }), piperId, 7)).toEqual([]);
  });

  it('names sounds that it has never learnt instead of leaving them out', async () => {
    await test.installPiper('tone', {}, TEXT);
    await expect(speakWith(createPiper(desk), 'maqb')).rejects.toMatchObject({
      code: 'voice-cannot-say',
      message: 'The voice "tone" cannot say the sound q (in "maqb").',
    });
  });

  it('stops between sentences, and opens nothing where nothing is to be spoken', async () => {
    await test.installPiper('tone', {}, TEXT);
    const abort = new AbortController();
    const seen: number[] = [];
    const progress = {
      report: (fraction: number) => {
        seen.push(fraction);
        abort.abort();
      },
    };
    await expect(
      speakWith(createPiper(desk), 'mam!\nbab!\npap!', { signal: abort.signal, progress }),
    ).rejects.toMatchObject({ kind: 'cancelled' });
    expect(seen).toEqual([1 / 3]);

    const before = test.loaded.length;
    const kept = await speakWith(createPiper(desk), 'mam.', {
      keep: () =>
        Promise.resolve({ samples: new Float32Array(9).fill(0.5), sampleRateHz: 22_050, phonemes: null }),
    });
    expect([kept.clip.length, test.loaded.length]).toEqual([9, before]);
  });

  it('says what is missing', async () => {
    const none = await createPiper(desk).unavailable(quiet.signal);
    expect(none?.why).toBe('No Piper voice is installed.');
    await test.installPiper('tone');
    const withoutProgram = createPiper({ ...desk, espeak: null });
    expect((await withoutProgram.unavailable(quiet.signal))?.why).toContain('espeak-ng');
    expect(await withoutProgram.voices(quiet.signal)).toEqual([]);
  });

  it.skipIf(findEspeak() === null)('speaks what espeak-ng reads', async () => {
    await test.installPiper('en_US-tone-medium');
    const spoken = await speakWith(createPiper(desk), 'Mama, a bat!');
    // Which weak vowel is written depends on the version of espeak-ng.
    expect(lettersOf(spoken).replaceAll('ə', 'ɐ')).toBe('_ m ɑː m ɐ _ ɐ b æ t _');
    // Vowels with stress begin with the mark of it.
    expect(misheard(spoken, piperId, 0, /^[mbt]$/)).toEqual([]);
  });
});
