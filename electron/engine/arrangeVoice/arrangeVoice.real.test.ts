import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../ffmpeg/locate.ts';
import { silentProgress } from '../progress.ts';
import { createAudioClip } from '../runtime/audio.ts';
import { addSpokenFacts, readSpokenFacts } from '../runtime/spokenFacts.ts';
import { writeWavFile } from '../runtime/wavFile.ts';
import { decodeVoice } from '../stages/media/index.ts';
import { arrangeVoice } from './index.ts';

const signal = new AbortController().signal;
let folder = '';
let ffmpegPath = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-arrange-'));
  ffmpegPath = (await findFfmpeg()).path;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function tone(name: string, rateHz: number, seconds: number): Promise<string> {
  const clip = createAudioClip(rateHz, 1, rateHz * seconds);
  for (let i = 0; i < clip.length; i++)
    clip.channels[0][i] = 0.4 * Math.sin((2 * Math.PI * 300 * i) / rateHz);
  const file = path.join(folder, name);
  await writeWavFile(clip, file, 'pcm16', signal);
  return file;
}
const context = () => ({
  signal,
  ffmpegPath,
  progress: silentProgress,
  folders: { home: folder, cache: path.join(folder, 'cache'), models: folder },
});
const clip = (file: string, startSec: number, inSec: number, outSec: number) => ({
  path: file,
  startSec,
  inSec,
  outSec,
  gainDb: 0,
});

describe('an arranged voice', () => {
  it('of one whole file has the same samples, and is made once', async () => {
    const file = await tone('whole.wav', 44_100, 1);
    const arranged = await arrangeVoice([clip(file, 0, 0, 1)], context());
    expect(arranged).toMatchObject({ durationSec: 1, cache: 'miss' });
    const [made, original] = [
      await decodeVoice(arranged.path, context()),
      await decodeVoice(file, context()),
    ];
    expect(made.clip).toEqual(original.clip);
    expect((await arrangeVoice([clip(file, 0, 0, 1)], context())).cache).toBe('hit');
  });

  it('of files of two rates has the higher one, and the same pitch and level in both', async () => {
    const files = [await tone('low.wav', 16_000, 1), await tone('high.wav', 48_000, 1)];
    const { path: made, durationSec } = await arrangeVoice(
      [clip(files[1], 0, 0, 0.5), clip(files[0], 0.75, 0.25, 1)],
      context(),
    );
    expect(durationSec).toBe(1.5);
    const { sampleRateHz, channels } = (await decodeVoice(made, context())).clip;
    expect(sampleRateHz).toBe(48_000);
    const crossings = (from: number, to: number): number => {
      let count = 0;
      for (let i = from * sampleRateHz + 1; i < to * sampleRateHz; i++)
        if (channels[0][i - 1] < 0 !== channels[0][i] < 0) count++;
      return count;
    };
    expect(Math.abs(crossings(0.1, 0.4) - 180)).toBeLessThanOrEqual(1);
    expect(Math.abs(crossings(0.9, 1.4) - 300)).toBeLessThanOrEqual(1);
    expect(channels[0].subarray(24_500, 35_500).every((x) => x === 0)).toBe(true);
  });

  it('keeps who spoke, and when each sound is heard', async () => {
    const file = await tone('spoken.wav', 16_000, 2);
    await addSpokenFacts(file, {
      speakers: [
        { id: 'voicevox:50021:3', name: 'ずんだもん', licence: 'its own', credit: 'VOICEVOX:ずんだもん' },
      ],
      timings: {
        alphabet: 'mora',
        exact: true,
        phonemes: [
          { symbol: 'm', startSec: 0.2, endSec: 0.3 },
          { symbol: 'a', startSec: 0.3, endSec: 0.8 },
          { symbol: 'i', startSec: 1.5, endSec: 1.8 },
        ],
      },
    });
    const spoken = await arrangeVoice([clip(file, 0, 0.25, 0.5), clip(file, 0.5, 1.4, 2)], context());
    expect(await readSpokenFacts(spoken.path)).toEqual({
      speakers: [expect.objectContaining({ credit: 'VOICEVOX:ずんだもん' })],
      timings: {
        alphabet: 'mora',
        exact: true,
        phonemes: [
          { symbol: 'm', startSec: 0, endSec: 0.05 },
          { symbol: 'a', startSec: 0.05, endSec: 0.25 },
          { symbol: 'i', startSec: 0.6, endSec: 0.9 },
        ],
      },
    });
    const recorded = await tone('recorded.wav', 16_000, 1);
    const mixed = await arrangeVoice([clip(file, 0, 0, 1), clip(recorded, 1, 0, 1)], context());
    expect(await readSpokenFacts(mixed.path)).toMatchObject({ speakers: [{}], timings: null });
  });
});
