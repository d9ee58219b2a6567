import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NEUTRAL_EDIT, withPreset, withSettings } from '../../shared/prosody/edits.ts';
import { findFfmpeg } from './ffmpeg/locate.ts';
import { decodeVoice } from './stages/media/index.ts';
import { createVoiceTakes, type MadeTake, type VoiceTakes } from './voiceTakes.ts';

const SAMPLE = path.resolve(import.meta.dirname, '../../resources/sample/voice.wav');

let folder = '';
let ffmpegPath = '';
let takes: VoiceTakes;
const context = (signal = new AbortController().signal) => ({
  signal,
  ffmpegPath,
  folders: { home: folder, cache: path.join(folder, 'cache'), models: '' },
});
const make = (edit: Parameters<VoiceTakes['make']>[1]): Promise<MadeTake> =>
  takes.make(SAMPLE, edit, context());

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-takes-'));
  ({ path: ffmpegPath } = await findFfmpeg());
  takes = createVoiceTakes();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('gives the recording itself where nothing is asked for', async () => {
  const take = await make(null);
  const { voice, heard } = {
    voice: await decodeVoice(SAMPLE, context()),
    heard: await decodeVoice(take.wavPath, context()),
  };
  expect(heard.clip.length).toBe(voice.clip.length);
  expect(heard.clip.channels[0].every((x, i) => x === voice.clip.channels[0][i])).toBe(true);
  expect(take.measures).toEqual(take.recorded);
  expect(take.confidence.score).toBe(1);
  expect(take.limits).toEqual([]);
});

it('measures what it made: higher, shorter, and as sure as can be told', async () => {
  const take = await make(withPreset(NEUTRAL_EDIT, { id: 'birthday', amount: 1 }));
  const raised = 12 * Math.log2((take.measures.medianHz ?? 0) / (take.recorded.medianHz ?? 1));
  expect(raised).toBeCloseTo(2, 0);
  expect(take.measures.durationSec).toBeLessThan(take.recorded.durationSec);
  expect(take.timeMap.at(-1)?.[1]).toBeCloseTo(take.measures.durationSec, 3);
  expect(take.confidence.score).toBeGreaterThan(0.85);
  expect(take.confidence.terms.pitch?.why).toContain('cents');
  expect(take.gentler).toBeNull();
});

it('offers a gentler version of what goes too far', async () => {
  const take = await make(withSettings(NEUTRAL_EDIT, { pitchSemitones: 12, tempo: 0.5 }));
  expect(take.confidence.score).toBeLessThan(0.7);
  expect(take.gentler?.share).toBeLessThan(1);
  expect(take.gentler?.score).toBeGreaterThanOrEqual(0.7);
  expect(take.limits.length).toBeGreaterThan(0);
});

it('makes the same take once, and keeps no more than it says', async () => {
  const files = () => readdir(path.join(folder, 'cache', 'takes'));
  const before = await files();
  const again = await make(withPreset(NEUTRAL_EDIT, { id: 'birthday', amount: 1 }));
  expect(await files()).toEqual(before);
  expect(before).toContain(path.basename(again.wavPath));
});

it('stops when nobody waits any more, and is ready for the next', async () => {
  const edit = withPreset(NEUTRAL_EDIT, { id: 'calm', amount: 1 });
  await expect(takes.make(SAMPLE, edit, context(AbortSignal.abort()))).rejects.toMatchObject({
    kind: 'cancelled',
  });
  expect((await make(edit)).measures.durationSec).toBeGreaterThan(10);
});
