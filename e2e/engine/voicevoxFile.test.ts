/** What a VOICEVOX voice leaves in its file, and what becomes of it on the way to the mouth. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { speakAs } from '../../electron/engine/speakAs.ts';
import { portraitOf, speakText } from '../../electron/engine/speakText.ts';
import { speechArticulation } from '../../electron/engine/stages/lipsync/engines/builtin/track/articulation.ts';
import { decodeVoice } from '../../electron/engine/stages/media/index.ts';
import { createVoicevox } from '../../electron/engine/stages/voice/sources/voicevox/index.ts';
import { NEUTRAL_SPEAKING, type VoiceSource } from '../../electron/engine/stages/voice/sources/types.ts';
import { analyseSpeech } from '../../electron/engine/stages/voice/index.ts';
import { NEUTRAL_EDIT, withSettings } from '../../shared/prosody/edits.ts';
import { startVoicevoxServer, type VoicevoxServer } from '../fixtures/voicevoxServer.ts';

const signal = new AbortController().signal;
let server: VoicevoxServer;
let folder = '';
let sources: readonly VoiceSource[] = [];
beforeAll(async () => {
  server = await startVoicevoxServer();
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-voicevox-'));
  sources = [createVoicevox([server.address])];
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

it('shows who speaks', async () => {
  const [voice] = await sources[0].voices(signal);
  const portrait = await portraitOf(voice.id, signal, sources);
  expect(portrait).toMatchObject({ mimeType: 'image/png' });
  expect([...(portrait?.bytes ?? []).slice(1, 4)]).toEqual([...Buffer.from('PNG')]);
});

it('tells its credit and its sounds through the file, at any tempo', async () => {
  const room = { signal, progress: silentProgress };
  const request = { text: 'おめでとう。', language: 'ja', voiceId: null, settings: NEUTRAL_SPEAKING };
  const spoken = await speakText(request, { cache: folder }, room, sources);
  const voice = await decodeVoice(spoken.path, { signal, ffmpegPath: (await findFfmpeg()).path });
  expect(voice.spoken?.speakers).toMatchObject([{ credit: 'VOICEVOX:春日部つむぎ' }]);
  expect(voice.spoken?.timings).toMatchObject({ alphabet: 'mora', exact: true });
  const sounds = voice.spoken?.timings?.phonemes ?? [];
  expect(sounds.map(({ symbol }) => symbol)).toContain('m');

  const folders = { home: folder, cache: folder, models: folder };
  const prosody = withSettings(NEUTRAL_EDIT, { tempo: 0.8 });
  const heard = await speakAs(voice, { preset: null, language: null, prosody }, { ...room, folders });
  const slower = heard.voice.spoken?.timings?.phonemes ?? [];
  expect(slower.map(({ symbol }) => symbol)).toEqual(sounds.map(({ symbol }) => symbol));
  slower.forEach(({ startSec }, i) => expect(startSec).toBeCloseTo(heard.toAdjusted(sounds[i].startSec), 6));

  // No network is asked: the lips close while the m is heard.
  const models = { open: () => Promise.reject(new Error('No network is needed.')) } as never;
  const { closure } = await speechArticulation(analyseSpeech(heard.voice, room), { ...room, models });
  const m = slower.find(({ symbol }) => symbol === 'm');
  const middle = Math.round((((m?.startSec ?? 0) + (m?.endSec ?? 0)) / 2) * 100);
  expect(closure[middle]).toBe(1);
  expect(closure.filter((closed) => closed > 0.5).length).toBeLessThan(60);
});
