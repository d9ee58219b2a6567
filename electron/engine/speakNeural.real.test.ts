import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineFolders } from './context.ts';
import { findInstallFolder, resolveFolders } from './folders.ts';
import { createModelLibrary } from './models/library.ts';
import { readSpokenFacts, type SpeechTimings } from './runtime/spokenFacts.ts';
import { speakText, voiceSources, describeVoices, type SpokenFile } from './speakText.ts';
import { timedArticulation } from './stages/lipsync/engines/builtin/track/timedArticulation.ts';
import { STEP_SEC } from './stages/lipsync/engines/builtin/track/mel.ts';
import { piperSettings, piperStandIn } from './stages/voice/sources/neural/testNetworks.ts';
import { NEUTRAL_SPEAKING } from './stages/voice/sources/types.ts';

const signal = new AbortController().signal;
const room = { signal, progress: { report: () => undefined } };
const CARD = '* License: CC BY 4.0\n';
const SYMBOLS = ' .,!?mabpintouse';

let folder = '';
let folders: EngineFolders;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'speak-neural-'));
  const models = path.join(findInstallFolder(), 'models');
  folders = { home: folder, cache: path.join(folder, 'cache'), models };
  const voice = path.join(folder, 'en_US-tone-medium.onnx');
  await mkdir(folders.cache, { recursive: true });
  await writeFile(voice, await piperStandIn());
  await writeFile(`${voice}.json`, piperSettings(SYMBOLS, { phoneme_type: 'text', espeak: undefined }));
  await writeFile(path.join(folder, 'MODEL_CARD'), CARD);
  const library = createModelLibrary({ home: folder, modelsFolder: models });
  await library.import('piper-own', voice, true, { signal, onProgress: () => undefined });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const speak = (text: string, voiceId: string | null = 'piper:en-us-tone-medium'): Promise<SpokenFile> =>
  speakText({ text, language: 'en', voiceId, settings: NEUTRAL_SPEAKING }, folders, room);

describe('a voice that a person has installed', () => {
  it('is listed with the licence of its card, and reads where no other is named', async () => {
    const { voices } = await describeVoices(signal, voiceSources(folders));
    expect(voices.find(({ source }) => source === 'piper')).toMatchObject({
      id: 'piper:en-us-tone-medium',
      language: 'en-US',
      quality: 'natural',
      licence: 'CC BY 4.0',
      credit: 'en_US-tone-medium, Piper voices, CC BY 4.0',
    });
    expect((await speak('mamba', null)).voice.source).toBe('piper');
  });

  it('is spoken anew only where the text has changed', async () => {
    expect(await speak('mama!\nbib!\ntoto!')).toMatchObject({ cache: 'miss', spokenAnew: 3 });
    expect(await speak('mama!\nbib!\ntoto!')).toMatchObject({ cache: 'hit', spokenAnew: 0 });
    expect(await speak('mama!\npab!\ntoto!')).toMatchObject({ cache: 'miss', spokenAnew: 1 });
  });

  it('tells the credit and the times with its sound, and lips close on m, b and p', async () => {
    const { path: file, durationSec } = await speak('Amabapi, ton!'.toLowerCase());
    const facts = await readSpokenFacts(file);
    expect(facts?.speakers).toEqual([
      {
        id: 'piper:en-us-tone-medium',
        name: 'en_US-tone-medium',
        licence: 'CC BY 4.0',
        credit: 'en_US-tone-medium, Piper voices, CC BY 4.0',
      },
    ]);
    const timings = facts?.timings ?? { alphabet: 'ipa', exact: false, phonemes: [] };
    expect([timings.alphabet, timings.exact]).toEqual(['ipa', true]);
    closeOnLips(timings, durationSec);
  });
});

/** In the middle of every m, b and p the lips are together, in the middle of every vowel they are not. */
function closeOnLips(timings: SpeechTimings, durationSec: number): void {
  const { closure, open } = timedArticulation(timings, Math.ceil(durationSec / STEP_SEC));
  const middles = (letters: string): number[] =>
    timings.phonemes
      .filter(({ symbol }) => letters.includes(symbol.charAt(0)) && symbol !== '')
      .map(({ startSec, endSec }) => Math.round((startSec + endSec) / 2 / STEP_SEC));
  const lips = middles('mbp');
  const vowels = middles('aiouɑæɪʌ');
  expect(lips.length).toBeGreaterThanOrEqual(3);
  expect(lips.map((step) => closure[step])).toEqual(lips.map(() => 1));
  expect(vowels.map((step) => closure[step])).toEqual(vowels.map(() => 0));
  for (const step of vowels) expect(open[step]).toBeGreaterThan(0.1);
}

const ownFolders = resolveFolders();
const installed = voiceSources(ownFolders).filter(({ id }) => id === 'piper' || id === 'kokoro');
const own = (await describeVoices(signal, installed)).voices.filter(({ language }) =>
  /^(en|ja|fa)\b/.test(language),
);
if (own.length === 0)
  console.log(
    'No Piper or Kokoro voice is installed here: real voices are not tried ("kotohogi models list").',
  );

describe.skipIf(own.length === 0)('installed voices', () => {
  const TEXTS: Readonly<Record<string, string>> = {
    en: 'My mum and Bob bake a big apple pie.',
    ja: '11月25日は、ママの誕生日です。',
    fa: 'تولدت مبارک، مامان!',
  };
  it.each(own)('$id speaks, and its lips close', async ({ id, language }) => {
    const text = TEXTS[new Intl.Locale(language).language];
    const cache = path.join(folder, 'real');
    const spoken = await speakText(
      { text, language, voiceId: id, settings: NEUTRAL_SPEAKING },
      { ...ownFolders, cache },
      room,
    );
    expect(spoken.durationSec).toBeGreaterThan(0.8);
    expect(spoken.durationSec).toBeLessThan(20);
    const timings = (await readSpokenFacts(spoken.path))?.timings;
    if (timings) closeOnLips(timings, spoken.durationSec);
  });
});
