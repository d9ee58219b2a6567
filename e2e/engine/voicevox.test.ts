import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { listVoices, speakText } from '../../electron/engine/speakText.ts';
import { createVoicevoxClient } from '../../electron/engine/stages/voice/sources/voicevox/client.ts';
import { createVoicevox } from '../../electron/engine/stages/voice/sources/voicevox/index.ts';
import { NEUTRAL_SPEAKING, type SpokenText } from '../../electron/engine/stages/voice/sources/types.ts';
import {
  CONSONANT_HZ,
  startVoicevoxServer,
  TONES_HZ,
  type VoicevoxServer,
} from '../fixtures/voicevoxServer.ts';

const room = { signal: new AbortController().signal, progress: { report: () => undefined } };

let server: VoicevoxServer;
beforeAll(async () => {
  server = await startVoicevoxServer();
});
afterEach(() => {
  server.faults = {};
});
afterAll(() => server.close());

async function speak(text: string, settings = NEUTRAL_SPEAKING, workLimitMs?: number): Promise<SpokenText> {
  const source = createVoicevox([server.address], (address) => createVoicevoxClient(address, workLimitMs));
  const [voice] = await source.voices(room.signal);
  return source.speak(text, voice, settings, room);
}

/** How much of a stretch of sound is one tone, 0..1. */
function share({ clip }: SpokenText, hz: number, startSec: number, endSec: number): number {
  const { sampleRateHz } = clip;
  const part = clip.channels[0].subarray(
    Math.round(startSec * sampleRateHz),
    Math.round(endSec * sampleRateHz),
  );
  let re = 0;
  let im = 0;
  let power = 0;
  for (const [n, x] of part.entries()) {
    re += x * Math.cos((2 * Math.PI * hz * n) / sampleRateHz);
    im += x * Math.sin((2 * Math.PI * hz * n) / sampleRateHz);
    power += x * x;
  }
  return power === 0 ? 0 : (2 * (re * re + im * im)) / (part.length * power);
}

const heights = (symbol: string): number => TONES_HZ[symbol] ?? CONSONANT_HZ;

it('offers the voices that speak, with the words their makers ask for', async () => {
  const { voices, unavailable } = await listVoices(room.signal, [createVoicevox([server.address])]);
  expect(unavailable).toEqual([]);
  expect(voices).toEqual([
    expect.objectContaining({
      source: 'voicevox',
      name: '春日部つむぎ (ノーマル)',
      language: 'ja',
      credit: 'VOICEVOX:春日部つむぎ',
      quality: 'natural',
    }),
  ]);
});

it.each([
  ['as it is', NEUTRAL_SPEAKING],
  ['faster, with longer pauses', { rate: 1.37, pitchSemitones: 0, pauses: 1.6 }],
])('tells when each phoneme is heard, to the frame: %s', async (_how, settings) => {
  const spoken = await speak('おたんじょうび、おめでとう。おめでとう。', settings);
  const phonemes = spoken.phonemes ?? [];
  const heard = phonemes.filter(({ symbol, startSec, endSec }) => symbol !== '' && endSec - startSec > 0.03);
  expect(heard.map(({ symbol }) => symbol).join(' ')).toBe(
    'o t a N j i y o u b i o m e d e t o u o m e d e t o u',
  );
  for (const { symbol, startSec, endSec } of heard)
    expect(share(spoken, heights(symbol), startSec, endSec), `${symbol} at ${startSec}`).toBeGreaterThan(
      0.97,
    );
  expect(spoken.sentences.map(({ text }) => text)).toEqual(['おたんじょうび、おめでとう。', 'おめでとう。']);
});

it('moves the pitch of a query by semitones, within what its makers allow', async () => {
  const client = createVoicevoxClient(server.address);
  const query = await client.audioQuery('おめでとう', 8, room.signal);
  const { adjustQuery } = await import('../../electron/engine/stages/voice/sources/voicevox/adjustQuery.ts');
  const up = adjustQuery(query, { ...NEUTRAL_SPEAKING, pitchSemitones: 2 });
  // The engine multiplies ln(F0) = 5.6 by 2^x: two semitones are ln 2 / 6.
  expect(5.6 * 2 ** up.pitchScale - 5.6).toBeCloseTo(Math.LN2 / 6, 9);
  expect(adjustQuery(query, { ...NEUTRAL_SPEAKING, pitchSemitones: 60 }).pitchScale).toBe(0.15);
  expect(up['extra']).toBe('kept by whoever edits the query');
});

it('leaves phonemes out for an engine that tells no lengths', async () => {
  server.faults = { untimed: true };
  const spoken = await speak('おめでとう。');
  expect(spoken.phonemes).toBeNull();
  expect(spoken.sentences).toHaveLength(1);
});

it.each([
  ['voicevox-failed', { fail: ['/synthesis'] }],
  ['voicevox-failed', { crash: ['/synthesis'] }],
  ['voicevox-failed', { nonsense: ['/audio_query'] }],
] as const)('says what went wrong: %s, %j', async (code, faults) => {
  server.faults = { ...faults };
  await expect(speak('おめでとう。')).rejects.toMatchObject({ kind: 'missing', code });
});

it('gives up on an engine that hangs, and stops at once when cancelled', async () => {
  const source = createVoicevox([server.address], (address) => createVoicevoxClient(address, 300));
  const [voice] = await source.voices(room.signal);
  server.faults = { delayMs: 1_500 };
  const hanging = createVoicevoxClient(server.address, 200).audioQuery('おめでとう', 8, room.signal);
  await expect(hanging).rejects.toMatchObject({ code: 'voicevox-slow' });
  const abort = new AbortController();
  const cancelled = source.speak('おめでとう。', voice, NEUTRAL_SPEAKING, { ...room, signal: abort.signal });
  abort.abort();
  await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
});

it('gives up on an engine that stops answering in the middle of a text, and goes on once it answers', async () => {
  const source = createVoicevox([server.address], (address) => createVoicevoxClient(address, 300));
  const [voice] = await source.voices(room.signal);
  const TEXT = 'おめでとう。おたんじょうび。';
  let told = 0;
  const stopping = source.speak(TEXT, voice, NEUTRAL_SPEAKING, {
    ...room,
    progress: {
      report(fraction) {
        told = fraction;
        server.faults = { delayMs: 1_500 };
      },
    },
  });
  await expect(stopping).rejects.toMatchObject({ kind: 'missing', code: 'voicevox-slow' });
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThan(1);
  server.faults = {};
  expect((await source.speak(TEXT, voice, NEUTRAL_SPEAKING, room)).sentences).toHaveLength(2);
});

it('says that no engine runs, and refuses letters it cannot read', async () => {
  const away = createVoicevox(['http://127.0.0.1:9']);
  expect(await away.unavailable(room.signal)).toMatchObject({
    remedy: expect.stringContaining('Start VOICEVOX') as string,
  });
  expect(await away.voices(room.signal)).toEqual([]);
  await expect(speak('С днём рождения')).rejects.toMatchObject({ code: 'text-unreadable' });
});

it('asks the engine once for the same words', async () => {
  const cache = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-voicevox-'));
  try {
    const sources = [createVoicevox([server.address])];
    const [voice] = await sources[0].voices(room.signal);
    const request = { text: 'おめでとう。', language: 'ja', voiceId: voice.id, settings: NEUTRAL_SPEAKING };
    const first = await speakText(request, { cache }, room, sources);
    const asked = server.requests.filter((one) => one === '/synthesis').length;
    const again = await speakText(request, { cache }, room, sources);
    expect([first.cache, again.cache]).toEqual(['miss', 'hit']);
    expect(again.phonemes).toEqual(first.phonemes);
    expect(server.requests.filter((one) => one === '/synthesis')).toHaveLength(asked);
  } finally {
    await rm(cache, { recursive: true, force: true });
  }
});
