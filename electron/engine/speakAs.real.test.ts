import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { findFfmpeg } from './ffmpeg/locate.ts';
import { speakAs } from './speakAs.ts';
import { decodeVoice } from './stages/media/index.ts';
import type { Voice } from './stages/media/types.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../resources/sample/voice.wav');
const room = { signal: new AbortController().signal, progress: { report: () => undefined } };

let voice: Voice;
beforeAll(async () => {
  voice = await decodeVoice(SAMPLE, { ...room, ffmpegPath: (await findFfmpeg()).path });
});

it('leaves the voice alone without a preset and with the neutral one', async () => {
  for (const preset of [null, 'neutral'])
    expect((await speakAs(voice, { preset, language: null, prosody: null }, room)).voice).toBe(voice);
});

it('speaks as the preset says: faster, at the same rate, as another voice for every cache', async () => {
  const { voice: festive } = await speakAs(
    voice,
    { preset: 'new-year', language: 'en', prosody: null },
    room,
  );
  expect(festive.clip.sampleRateHz).toBe(voice.clip.sampleRateHz);
  expect(festive.durationSec / voice.durationSec).toBeLessThan(1 / 1.09);
  expect(festive.durationSec / voice.durationSec).toBeGreaterThan(0.8);
  expect(festive.clip.length / festive.clip.sampleRateHz).toBe(festive.durationSec);
  expect(festive.sha256).not.toBe(voice.sha256);
});

it('names a preset that does not exist', async () => {
  await expect(
    speakAs(voice, { preset: 'party', language: null, prosody: null }, room),
  ).rejects.toMatchObject({
    kind: 'input',
    code: 'preset-unknown',
  });
});

it('follows a whole edit before a preset: slower by hand although the preset hurries', async () => {
  const prosody = { ...NEUTRAL_EDIT, settings: { ...NEUTRAL_EDIT.settings, tempo: 0.8 } };
  const { voice: slow } = await speakAs(voice, { preset: 'new-year', language: 'en', prosody }, room);
  expect(slow.durationSec / voice.durationSec).toBeGreaterThan(1.1);
});
