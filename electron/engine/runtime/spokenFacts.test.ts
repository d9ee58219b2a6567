import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAudioClip } from './audio.ts';
import {
  addSpokenFacts,
  mapTimings,
  readSpokenFacts,
  type SpeechTimings,
  type SpokenFacts,
} from './spokenFacts.ts';
import { writeWavFile } from './wavFile.ts';

const TIMINGS: SpeechTimings = {
  alphabet: 'ipa',
  exact: true,
  phonemes: [
    { symbol: 'æ', startSec: 0, endSec: 0.1 },
    { symbol: '', startSec: 0.1, endSec: 0.125 },
    { symbol: 'm', startSec: 0.125, endSec: 0.2 },
  ],
};
const FACTS: SpokenFacts = {
  speakers: [
    { id: 'voicevox:50021:3', name: 'ずんだもん', licence: 'its own', credit: 'VOICEVOX:ずんだもん' },
  ],
  timings: TIMINGS,
};
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-timings-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function wav(name: string, length: number): Promise<string> {
  const file = path.join(folder, name);
  await writeWavFile(createAudioClip(8000, 1, length), file, 'pcm24', new AbortController().signal);
  return file;
}

describe('spoken facts inside a WAV file', () => {
  it.each([8000, 8001])('are read as they were written, behind %i samples', async (length) => {
    const file = await wav(`${length}.wav`, length);
    expect(await readSpokenFacts(file)).toBeNull();
    const before = await readFile(file);
    await addSpokenFacts(file, FACTS);
    expect(await readSpokenFacts(file)).toEqual(FACTS);
    const after = await readFile(file);
    expect(after.readUInt32LE(4)).toBe(after.length - 8);
    expect(after.length % 2).toBe(0);
    expect(after.subarray(8, before.length)).toEqual(before.subarray(8));
  });

  it('that are damaged are none', async () => {
    const file = await wav('damaged.wav', 100);
    await addSpokenFacts(file, FACTS);
    const bytes = await readFile(file);
    bytes[bytes.length - 4] = 0;
    await writeFile(file, bytes);
    expect(await readSpokenFacts(file)).toBeNull();
    await writeFile(file, 'no sound at all');
    expect(await readSpokenFacts(file)).toBeNull();
  });

  it('go along when the voice is slowed down', () => {
    const slow = mapTimings(TIMINGS, (sec) => (sec < 0.1 ? sec : sec < 0.125 ? 0.1 : 2 * sec - 0.15));
    expect(slow.phonemes).toEqual([
      { symbol: 'æ', startSec: 0, endSec: 0.1 },
      { symbol: 'm', startSec: 0.1, endSec: 0.25 },
    ]);
  });
});
