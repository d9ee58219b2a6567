import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NEUTRAL_EDIT } from '../../shared/prosody/edits.ts';
import { PRESETS } from '../../shared/prosody/presets.ts';
import { addUserPreset } from '../../shared/prosody/userPresets.ts';
import { findFfmpeg } from './ffmpeg/locate.ts';
import { writeUserPresets } from './presetStore.ts';
import { speakAs } from './speakAs.ts';
import { decodeVoice } from './stages/media/index.ts';
import type { Voice } from './stages/media/types.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../resources/sample/voice.wav');
const room = {
  signal: new AbortController().signal,
  progress: { report: () => undefined },
  folders: { home: '', cache: '', models: '' },
};

let voice: Voice;
beforeAll(async () => {
  room.folders.home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-speak-'));
  voice = await decodeVoice(SAMPLE, { ...room, ffmpegPath: (await findFfmpeg()).path });
});

afterAll(() => rm(room.folders.home, { recursive: true, force: true }));

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

it("speaks as a preset of the user's own, as one of the program with the same settings does", async () => {
  const wedding = PRESETS.find(({ id }) => id === 'wedding');
  if (!wedding) throw new Error('The preset is gone.');
  await writeUserPresets(room.folders.home, addUserPreset([], 'Mine', wedding.settings));
  const asked = { language: null, prosody: null };
  const { voice: own } = await speakAs(voice, { preset: 'user-1', ...asked }, room);
  const { voice: known } = await speakAs(voice, { preset: 'wedding', ...asked }, room);
  expect(own.clip.channels[0]).toEqual(known.clip.channels[0]);
  expect(own.sha256).not.toBe(known.sha256);
});
