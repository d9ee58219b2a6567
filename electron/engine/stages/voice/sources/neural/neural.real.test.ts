import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../../../../shared/contract/models.ts';
import { createModelLibrary } from '../../../../models/library.ts';
import type { ModelLibrary } from '../../../../models/types.ts';
import { createModelStore } from '../../../../runtime/modelStore.ts';
import { loadSession, type SessionLoader } from '../../../../runtime/onnx.ts';
import { STYLE_ROWS, STYLE_VALUES } from '../../../../runtime/voiceFiles/kokoroVoice.ts';
import { findEspeak } from '../espeak/program.ts';
import {
  NEUTRAL_SPEAKING,
  type SpeakRoom,
  type SpeakSettings,
  type SpokenText,
  type VoiceSource,
} from '../types.ts';
import { createKokoro } from './kokoro/index.ts';
import { KOKORO_VOCABULARY } from './kokoro/vocabulary.ts';
import { createPiper } from './piper/index.ts';
import type { NeuralDesk } from './speechNetwork.ts';
import {
  heardNumber,
  kokoroStandIn,
  kokoroUnits,
  piperFrames,
  piperSettings,
  piperStandIn,
  type PiperStandIn,
} from './testNetworks.ts';

const espeak = findEspeak();
if (espeak === null) console.log('espeak-ng is not installed: neural voices that need it are skipped.');

/** Letters that the stand-in knows, in the order of their numbers from 3 on. */
const SYMBOLS = ' .,!?mabpiɪəɐʌɑætdnkszfvlɹðθŋʃʒʊuoɔɛeɜhjwɡːˈˌ';
const run = { signal: new AbortController().signal, onProgress: () => undefined };

let folder = '';
let modelsFolder = '';
let library: ModelLibrary;
let desk: NeuralDesk;
/** Files that were loaded. */
let loaded: string[] = [];
const loading: SessionLoader = (file, options) => {
  loaded.push(file);
  return loadSession(file, options);
};

const entry = (id: string, change: Partial<CatalogueEntry>): CatalogueEntry => ({
  id,
  role: 'voice',
  family: 'piper',
  name: id,
  summary: { en: 'Speaks.', ja: '話します。' },
  maker: 'Somebody',
  year: 2023,
  licence: 'CC BY 4.0',
  licenceUrl: 'https://example.org/licence',
  use: 'free',
  notice: null,
  urls: [],
  fileName: 'voice.onnx',
  bytes: null,
  sha256: null,
  crc32Url: null,
  rank: 1,
  ...change,
});

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'neural-voices-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  await rm(folder, { recursive: true, force: true });
  modelsFolder = path.join(folder, 'models');
  await mkdir(modelsFolder, { recursive: true });
  await writeFile(path.join(modelsFolder, 'manifest.json'), JSON.stringify({ schemaVersion: 1, models: [] }));
  const entries = [
    entry('piper-own', {
      many: true,
      companions: [{ part: 'config', url: null, required: true }],
    }),
    entry('kokoro-own', { role: 'speech', family: 'kokoro', licence: 'Apache-2.0' }),
    entry('kokoro-voice-own', {
      family: 'kokoro-voice',
      fileName: 'v.bin',
      many: true,
      licence: 'Apache-2.0',
    }),
  ];
  await writeFile(path.join(modelsFolder, 'catalogue.json'), JSON.stringify({ schemaVersion: 1, entries }));
  library = createModelLibrary({ home: folder, modelsFolder });
  loaded = [];
  desk = {
    models: createModelStore(modelsFolder, { home: folder }),
    cacheFolder: path.join(folder, 'cache'),
    espeak,
    load: loading,
  };
});

async function installPiper(
  name: string,
  network: PiperStandIn = {},
  settings = piperSettings(SYMBOLS),
): Promise<void> {
  const file = path.join(folder, `${name}.onnx`);
  await writeFile(file, await piperStandIn(network));
  await writeFile(`${file}.json`, settings);
  await library.import('piper-own', file, true, run);
}

async function installKokoro(network: Uint8Array, ...voices: string[]): Promise<void> {
  const file = path.join(folder, 'kokoro.onnx');
  await writeFile(file, network);
  await library.import('kokoro-own', file, true, run);
  for (const [at, voice] of voices.entries()) {
    const styles = new Float32Array(STYLE_ROWS * STYLE_VALUES).fill(1e-3);
    // The stand-in speaks so much higher with this voice, and with this row.
    for (let row = 0; row < STYLE_ROWS; row++) styles[row * STYLE_VALUES] = 5 * at;
    const voiceFile = path.join(folder, `${voice}.bin`);
    await writeFile(voiceFile, Buffer.from(styles.buffer));
    await library.import('kokoro-voice-own', voiceFile, true, run);
  }
}

const room = (change: Partial<SpeakRoom> = {}): SpeakRoom => ({
  signal: run.signal,
  progress: { report: () => undefined },
  ...change,
});

async function speak(
  source: VoiceSource,
  text: string,
  {
    settings = NEUTRAL_SPEAKING,
    id,
    ...change
  }: Partial<SpeakRoom> & { settings?: SpeakSettings; id?: string } = {},
): Promise<SpokenText> {
  const voices = await source.voices(run.signal);
  const voice = id === undefined ? voices.at(0) : voices.find((one) => one.id === id);
  if (!voice) throw new Error('No such voice.');
  return source.speak(text, voice, settings, room(change));
}

const lettersOf = ({ phonemes }: SpokenText): string =>
  (phonemes ?? []).map(({ symbol }) => symbol || '_').join(' ');

/** What is heard in the middle of every sound, by the numbers of the stand-in. */
function heardIn(
  { clip, phonemes }: SpokenText,
  numberOf: (symbol: string) => number,
  shiftHz = 0,
  looked = /^.$/u,
): void {
  const sounds = (phonemes ?? []).filter(({ symbol }) => looked.test(symbol));
  expect(sounds.length).toBeGreaterThan(3);
  for (const { symbol, startSec } of sounds) {
    // The token itself comes first; what follows it in time are its pad and marks.
    const from = Math.round((startSec + 0.006) * clip.sampleRateHz);
    const part = clip.channels[0].slice(from, from + Math.round(0.014 * clip.sampleRateHz));
    expect(
      Math.abs(heardNumber(part, clip.sampleRateHz, shiftHz) - numberOf(symbol)),
      symbol,
    ).toBeLessThanOrEqual(1);
  }
}

/** Letters are sounds: needs no espeak-ng. */
const TEXT = piperSettings(SYMBOLS, { phoneme_type: 'text', espeak: undefined });
const piperId = (symbol: string): number => Array.from(SYMBOLS).indexOf(symbol) + 3;
/** Seconds that a letter and the pad behind it last. */
const piperSec = (symbol: string, lengthScale = 1): number =>
  ((piperFrames(piperId(symbol), lengthScale) + piperFrames(0, lengthScale)) * 256) / 22_050;

describe('Piper', () => {
  it('tells when every sound is heard, to the frame', async () => {
    await installPiper('tone', {}, TEXT);
    const spoken = await speak(createPiper(desk), 'mabi, pam!');
    expect(lettersOf(spoken)).toBe('_ m a b i _ p a m _');
    const sounds = spoken.phonemes ?? [];
    for (const { symbol, startSec, endSec } of sounds)
      if (symbol !== '' && !'mi'.includes(symbol)) expect(endSec - startSec).toBeCloseTo(piperSec(symbol), 9);
    // A space belongs to the pause before it.
    expect(sounds[5].endSec - sounds[5].startSec).toBeCloseTo(piperSec(',') + piperSec(' '), 9);
    for (const [at, { startSec }] of sounds.entries())
      if (at > 0) expect(startSec).toBeCloseTo(sounds[at - 1].endSec, 9);
    heardIn(spoken, piperId);
  });

  it('speaks faster and slower as it is asked, and the times with it', async () => {
    await installPiper('tone', {}, TEXT);
    for (const [rate, scale] of [
      [2, 0.5],
      [0.5, 2],
    ]) {
      const spoken = await speak(createPiper(desk), 'mabi.', { settings: { ...NEUTRAL_SPEAKING, rate } });
      const b = spoken.phonemes?.find(({ symbol }) => symbol === 'b');
      expect((b?.endSec ?? 0) - (b?.startSec ?? 0)).toBeCloseTo(piperSec('b', scale), 9);
      heardIn(spoken, piperId);
    }
  });

  it('leaves the installed file as it is, and makes its copy once, and again where that was spoilt', async () => {
    await installPiper('tone', {}, TEXT);
    const file = (await desk.models.file('piper-tone')).path;
    const before = await readFile(file);
    const piper = createPiper(desk);
    const first = await speak(piper, 'mab.');
    expect((await readFile(file)).equals(before)).toBe(true);
    const [copy] = await readdir(desk.cacheFolder);
    const place = path.join(desk.cacheFolder, copy);
    const made = await readFile(place);
    expect(made.subarray(0, before.length).equals(before)).toBe(true);
    expect(made.length - before.length).toBeLessThan(64);
    expect(loaded).toEqual([place]);

    await writeFile(place, Buffer.concat([Buffer.from([made[0] ^ 1]), made.subarray(1)]));
    const again = await speak(piper, 'mab.');
    expect((await readFile(place)).equals(made)).toBe(true);
    expect(again.phonemes).toEqual(first.phonemes);
  });

  it.each<[what: string, network: PiperStandIn]>([
    ['has no lengths to tell', { ceils: 0 }],
    ['has two that could be meant', { ceils: 2 }],
    ['computes them in a type that cannot be declared', { inDoubles: true }],
    ['tells other lengths than those of its sound', { liesAboutLengths: true }],
  ])('tells no times where the network %s', async (_what, network) => {
    await installPiper('tone', network, TEXT);
    const spoken = await speak(createPiper(desk), 'mab.');
    expect(spoken.phonemes).toBeNull();
    expect(spoken.clip.length).toBeGreaterThan(1000);
  });

  it('has one voice per speaker of a network with several', async () => {
    const settings = piperSettings(SYMBOLS, {
      phoneme_type: 'text',
      num_speakers: 2,
      speaker_id_map: { anna: 0, ben: 1 },
    });
    await installPiper('duo', { manySpeakers: true }, settings);
    const piper = createPiper(desk);
    expect(
      (await piper.voices(run.signal)).map(({ id, style, licence, credit }) => [id, style, licence, credit]),
    ).toEqual([
      ['piper:duo:anna', 'anna', 'CC BY 4.0', 'duo, Piper voices, CC BY 4.0'],
      ['piper:duo:ben', 'ben', 'CC BY 4.0', 'duo, Piper voices, CC BY 4.0'],
    ]);
    heardIn(await speak(piper, 'mabi.', { id: 'piper:duo:ben' }), piperId, 7);
  });

  it('names sounds that it has never learnt instead of leaving them out', async () => {
    await installPiper('tone', {}, TEXT);
    await expect(speak(createPiper(desk), 'maqb')).rejects.toMatchObject({
      code: 'voice-cannot-say',
      message: 'The voice "tone" cannot say the sound q (in "maqb").',
    });
  });

  it('stops between sentences, and opens nothing where nothing is to be spoken', async () => {
    await installPiper('tone', {}, TEXT);
    const abort = new AbortController();
    const seen: number[] = [];
    const progress = {
      report: (fraction: number) => {
        seen.push(fraction);
        abort.abort();
      },
    };
    await expect(
      speak(createPiper(desk), 'mam!\nbab!\npap!', { signal: abort.signal, progress }),
    ).rejects.toMatchObject({ kind: 'cancelled' });
    expect(seen).toEqual([1 / 3]);

    loaded = [];
    const kept = await speak(createPiper(desk), 'mam.', {
      keep: () =>
        Promise.resolve({ samples: new Float32Array(9).fill(0.5), sampleRateHz: 22_050, phonemes: null }),
    });
    expect([kept.clip.length, loaded]).toEqual([9, []]);
  });

  it('says what is missing', async () => {
    const none = await createPiper(desk).unavailable(run.signal);
    expect(none?.why).toBe('No Piper voice is installed.');
    await installPiper('tone');
    const withoutProgram = createPiper({ ...desk, espeak: null });
    expect((await withoutProgram.unavailable(run.signal))?.why).toContain('espeak-ng');
    expect(await withoutProgram.voices(run.signal)).toEqual([]);
  });

  it.skipIf(espeak === null)('speaks what espeak-ng reads', async () => {
    await installPiper('en_US-tone-medium');
    const spoken = await speak(createPiper(desk), 'Mama, a bat!');
    // Which weak vowel is written depends on the version of espeak-ng.
    expect(lettersOf(spoken).replaceAll('ə', 'ɐ')).toBe('_ m ɑː m ɐ _ ɐ b æ t _');
    // Vowels with stress begin with the mark of it.
    heardIn(spoken, piperId, 0, /^[mbt]$/);
  });
});

const kokoroId = (symbol: string): number => KOKORO_VOCABULARY.get(symbol) ?? 0;
const kokoroSec = (symbol: string, speed = 1): number =>
  (kokoroUnits(kokoroId(symbol), speed) * 600) / 24_000;

describe('Kokoro', () => {
  it('needs a network and a voice, and says which is missing', async () => {
    const kokoro = createKokoro(desk);
    expect((await kokoro.unavailable(run.signal))?.why).toBe('Kokoro is not installed.');
    expect(await kokoro.voices(run.signal)).toEqual([]);
    await installKokoro(await kokoroStandIn());
    expect((await kokoro.unavailable(run.signal))?.why).toContain('no Kokoro voice');
    await installKokoro(await kokoroStandIn(), 'jf_nezumi');
    expect(await kokoro.unavailable(run.signal)).toBeNull();
    // One that is damaged is named, and takes no other voice along.
    const network = await desk.models.file('kokoro-own');
    const bytes = await readFile(network.path);
    await writeFile(network.path, Buffer.concat([bytes, bytes]));
    expect((await kokoro.unavailable(run.signal))?.why).toContain('damaged');
    expect(await kokoro.voices(run.signal)).toEqual([]);
    await library.remove('kokoro-own');
    expect((await kokoro.unavailable(run.signal))?.why).toContain('no Kokoro network');
  });

  it('speaks Japanese without any other program, with exact times where the network tells them', async () => {
    await installKokoro(await kokoroStandIn({ durations: true }), 'jf_nezumi');
    const kokoro = createKokoro({ ...desk, espeak: null });
    expect(await kokoro.voices(run.signal)).toMatchObject([
      { id: 'kokoro:jf_nezumi', language: 'ja', quality: 'natural', licence: 'Apache-2.0' },
    ]);
    const spoken = await speak(kokoro, '皆さん、3本です。');
    expect(lettersOf(spoken)).toBe('m i n a s a ɴ _ s a ɴ b o ɴ d e s ɨ _');
    expect(spoken.clip.sampleRateHz).toBe(24_000);
    const d = spoken.phonemes?.find(({ symbol }) => symbol === 'd');
    expect((d?.endSec ?? 0) - (d?.startSec ?? 0)).toBeCloseTo(kokoroSec('d'), 9);
  });

  it('starts its clock three units before the end of the first frame', async () => {
    await installKokoro(await kokoroStandIn({ durations: true }), 'jf_nezumi');
    const pieces: { samples: Float32Array; phonemes: SpokenText['phonemes'] }[] = [];
    const spoken = await speak(createKokoro(desk), 'マビ', {
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
    await installKokoro(await kokoroStandIn({ tokens: 'tokens' }), 'jf_nezumi');
    const spoken = await speak(createKokoro(desk), 'おめでとう');
    expect(spoken.phonemes).toBeNull();
    expect(spoken.clip.length).toBeGreaterThan(24_000 * 0.3);
  });

  it('speaks in the style of the chosen voice, and as fast as it is asked', async () => {
    await installKokoro(await kokoroStandIn({ durations: true }), 'jf_alpha', 'jm_kumo');
    const slow = await speak(createKokoro(desk), 'マビパ', { id: 'kokoro:jm_kumo' });
    const fast = await speak(createKokoro(desk), 'マビパ', {
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
    await installKokoro(await kokoroStandIn({ durations: true }), 'jf_nezumi');
    const spoken = await speak(createKokoro(desk), `${'マビ'.repeat(140)}。`);
    expect(spoken.sentences).toHaveLength(1);
    expect((spoken.phonemes ?? []).filter(({ symbol }) => symbol === 'b')).toHaveLength(140);
    expect(spoken.phonemes?.at(-1)?.endSec).toBeCloseTo(spoken.clip.length / 24_000, 1);
  });

  it('names what it cannot read', async () => {
    await installKokoro(await kokoroStandIn(), 'jf_nezumi');
    const said = async (text: string): Promise<unknown> =>
      speak(createKokoro(desk), text).catch((thrown: unknown) => thrown);
    expect(await said('龘です')).toMatchObject({
      code: 'text-unreadable',
      message: expect.stringContaining('龘') as string,
    });
    expect(await said('Helloと言う')).toMatchObject({
      code: 'text-unreadable',
      message: expect.stringContaining('Hello') as string,
    });
  });

  it.skipIf(espeak === null)('speaks English in its own notation', async () => {
    await installKokoro(await kokoroStandIn({ durations: true }), 'af_heart', 'bf_emma');
    const american = await speak(createKokoro(desk), 'Happy birthday, my joy!', { id: 'kokoro:af_heart' });
    expect(lettersOf(american)).toBe('h æ p i b ɜ ɹ θ d eɪ _ m aɪ dʒ ɔɪ _');
    const british = await speak(createKokoro(desk), 'Go home.', { id: 'kokoro:bf_emma' });
    expect(lettersOf(british)).toBe('ɡ əʊ h əʊ m _');
  });
});
