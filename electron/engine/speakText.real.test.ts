import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudioClip } from './runtime/audio.ts';
import { readSpokenFacts } from './runtime/spokenFacts.ts';
import { listVoices, READINGS_FILE, speakText } from './speakText.ts';
import { createEspeak } from './stages/voice/sources/espeak/index.ts';
import { findEspeak } from './stages/voice/sources/espeak/program.ts';
import { analyseVoiceProsody } from './stages/prosody/analysis/index.ts';
import { readSpokenWav } from './stages/voice/sources/readSpokenWav.ts';
import { speakSentences } from './stages/voice/sources/speakSentences.ts';
import { NEUTRAL_SPEAKING, type SpeakerVoice, type VoiceSource } from './stages/voice/sources/types.ts';

const installed = findEspeak() !== null;
if (!installed) console.log('espeak-ng is not installed: real tests of spoken text are skipped.');
const room = { signal: new AbortController().signal, progress: { report: () => undefined } };
const BIRTHDAY = {
  text: 'Happy birthday! We are so glad you are here.',
  language: 'en',
  voiceId: null,
  settings: NEUTRAL_SPEAKING,
};

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-spoken-'));
});
afterEach(() => rm(cache, { recursive: true, force: true }));

describe.skipIf(!installed)('spoken text', () => {
  it('is made once, and anew when its file was damaged', async () => {
    const first = await speakText(BIRTHDAY, { cache }, room);
    expect(first).toMatchObject({ cache: 'miss', sampleRateHz: 22_050, phonemes: null });
    expect(first.voice.id).toBe('espeak:en-us');
    expect(first.sentences.map(({ text }) => text)).toEqual([
      'Happy birthday!',
      'We are so glad you are here.',
    ]);
    const again = await speakText(BIRTHDAY, { cache }, room);
    expect({ ...again, cache: 'miss', spokenAnew: 2 }).toEqual(first);
    expect(again).toMatchObject({ cache: 'hit', spokenAnew: 0 });

    const bytes = await readFile(first.path);
    await writeFile(first.path, bytes.subarray(0, 1000));
    expect((await speakText(BIRTHDAY, { cache }, room)).cache).toBe('miss');
    expect(await readFile(first.path)).toEqual(bytes);
  });

  it('of a changed text is spoken anew where it changed', async () => {
    const first = await speakText(BIRTHDAY, { cache }, room);
    const text = 'Happy birthday! We are so very glad you are here.';
    const changed = await speakText({ ...BIRTHDAY, text }, { cache }, room);
    expect([first.spokenAnew, changed.spokenAnew]).toEqual([2, 1]);
    const second = await speakText({ ...BIRTHDAY, text }, { cache: path.join(cache, 'other') }, room);
    expect(await readFile(changed.path)).toEqual(await readFile(second.path));
    expect(await readSpokenFacts(changed.path)).toMatchObject({ speakers: [{ id: 'espeak:en-us' }] });
  });

  it('is read as the list of readings says, and captioned as it is written', async () => {
    const text = '龘さん、おめでとう。';
    const japanese = { ...BIRTHDAY, text, language: 'ja' };
    await expect(speakText(japanese, { cache, home: cache }, room)).rejects.toMatchObject({
      code: 'text-unreadable',
    });
    await writeFile(
      path.join(cache, READINGS_FILE),
      JSON.stringify([{ word: '龘', reading: 'ことほぎ', language: 'ja' }]),
    );
    const spoken = await speakText(japanese, { cache, home: cache }, room);
    expect(spoken.sentences.map((sentence) => sentence.text)).toEqual([text]);
  });

  it('is another for another word, voice or rate', async () => {
    const paths = new Set<string>();
    for (const change of [
      {},
      { text: 'Happy birthday?' },
      { voiceId: 'espeak:en-gb' },
      { settings: { ...NEUTRAL_SPEAKING, rate: 1.2 } },
    ])
      paths.add((await speakText({ ...BIRTHDAY, ...change }, { cache }, room)).path);
    expect(paths.size).toBe(4);
  });

  it('takes the voice of the language', async () => {
    const { voices } = await listVoices(room.signal);
    expect(voices.length).toBeGreaterThan(80);
    const spoken = async (language: string, text: string): Promise<string> =>
      (await speakText({ ...BIRTHDAY, language, text }, { cache }, room)).voice.id;
    expect(await spoken('en-GB', 'Hello.')).toBe('espeak:en-gb');
    expect(await spoken('ja', 'おめでとう')).toBe('espeak:ja');
    expect(await spoken('fa', 'سلام')).toBe('espeak:fa');
    await expect(spoken('tlh', 'Qapla')).rejects.toMatchObject({ code: 'voice-not-available' });
  });
});

it.each([
  ['text-empty', { text: ' … ' }],
  ['text-too-long', { text: 'a'.repeat(50_001) }],
])('refuses by name: %s', async (code, change) => {
  await expect(speakText({ ...BIRTHDAY, ...change }, { cache }, room)).rejects.toMatchObject({ code });
});

it('says where to get the program when it is not installed', async () => {
  await expect(speakText(BIRTHDAY, { cache }, room, [createEspeak(null)])).rejects.toMatchObject({
    kind: 'missing',
    hint: expect.stringContaining('espeak-ng') as string,
  });
});

it.each([3, -4])(
  'a voice that cannot be asked for a pitch is moved by %d semitones',
  async (pitchSemitones) => {
    const sample = path.resolve(import.meta.dirname, '../../resources/sample/voice.wav');
    const { samples, sampleRateHz } = readSpokenWav(await readFile(sample), 'sample');
    const voice: SpeakerVoice = {
      ...{
        id: 'piper:sample',
        source: 'piper',
        name: 'Sample',
        speaker: 'Sample',
        style: null,
        language: 'en',
      },
      ...{ quality: 'natural', credit: null, licence: 'its own', version: '1' },
    };
    const network: VoiceSource = {
      ...{ id: 'piper', name: 'A network', timings: null },
      unavailable: () => Promise.resolve(null),
      voices: () => Promise.resolve([voice]),
      portrait: () => Promise.resolve(null),
      speak: (text, _voice, { pauses }, desk) =>
        speakSentences(
          text,
          { language: 'en', pauses },
          desk,
          (words) => words,
          () =>
            Promise.resolve({ samples: samples.slice(0, 3 * sampleRateHz), sampleRateHz, phonemes: null }),
        ),
    };
    const medianHz = async (semitones: number): Promise<number> => {
      const settings = { ...NEUTRAL_SPEAKING, pitchSemitones: semitones };
      const { path: file } = await speakText({ ...BIRTHDAY, text: 'Hello.', settings }, { cache }, room, [
        network,
      ]);
      const wav = readSpokenWav(await readFile(file), 'result');
      const clip = createAudioClip(wav.sampleRateHz, 1, wav.samples.length);
      clip.channels[0].set(wav.samples);
      const spoken = {
        path: file,
        sha256: '',
        clip,
        durationSec: clip.length / wav.sampleRateHz,
        warnings: [],
      };
      return analyseVoiceProsody(spoken).medianHz ?? NaN;
    };
    const moved = 12 * Math.log2((await medianHz(pitchSemitones)) / (await medianHz(0)));
    console.log(`asked for ${pitchSemitones} semitones, measured ${moved.toFixed(2)}`);
    expect(Math.abs(moved - pitchSemitones)).toBeLessThan(0.5);
  },
);
