import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CompareReport } from '../../electron/engine/compare/types.ts';
import type { AudioClip } from '../../electron/engine/runtime/audio.ts';
import { createAudioClip } from '../../electron/engine/runtime/audio.ts';
import { integratedLufs } from '../../electron/engine/stages/voice/loudness.ts';
import { SAMPLE_PHOTO, SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { childrenOf, noProcessTable } from '../fixtures/processes.ts';
import { correlation, cutVoice, decodeSound } from '../fixtures/sound.ts';
import { frameChecksums, probeVideo } from '../fixtures/videoFile.ts';
import { createWorkplace, type Workplace } from '../fixtures/workplace.ts';

const SAMPLE_RATE_HZ = 16_000;

const compareWords = (voice: string, out: string, presets: string, ...more: string[]): string[] => [
  ...['compare', '--photo', SAMPLE_PHOTO, '--voice', voice, '--out', out, '--presets', presets],
  ...['--size', '192x192', ...more],
];

async function clipOf(video: string): Promise<AudioClip> {
  const [samples] = await decodeSound(video, 1);
  const clip = createAudioClip(SAMPLE_RATE_HZ, 1, samples.length);
  clip.channels[0].set(samples);
  return clip;
}

describe.skipIf(missingForRenders !== null)('presets compared on one face', () => {
  let place: Workplace;
  let out = '';
  beforeEach(() => {
    place = createWorkplace();
    out = path.join(place.out, 'compared');
  });
  afterEach(() => place.remove());

  it('become a video each, one side by side, and a report with a confidence per preset', async () => {
    const voice = await cutVoice(place.materials, 'voice.wav', { durationSec: 3 });
    const presets = ['neutral', 'celebration', 'calm'];
    const outcome = await place.run(...compareWords(voice, out, presets.join(','), '--json'));
    expect(outcome, outcome.stderr).toMatchObject({ code: 0, stderr: '' });
    const report = JSON.parse(outcome.stdout) as CompareReport;

    expect(readdirSync(out).toSorted()).toEqual(
      [...presets.map((id) => `${id}.mp4`), 'report.json', 'side-by-side.mp4'].toSorted(),
    );
    expect(JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8'))).toEqual(report);
    expect(place.leftInTemp()).toEqual([]);

    expect(report.presets.map(({ id }) => id)).toEqual(presets);
    expect(report.models.map(({ id, licence }) => [id, licence])).toEqual(
      expect.arrayContaining([
        ['facemesh', 'Apache-2.0'],
        ['mouth', 'MIT'],
      ]),
    );
    expect(report.presets[0].confidence?.score).toBe(1);
    for (const { confidence } of report.presets) expect(confidence?.score).toBeGreaterThanOrEqual(0.85);

    // Their own lengths: livelier is shorter, calmer is longer.
    const [neutral, celebration, calm] = report.presets.map(({ durationSec }) => durationSec ?? 0);
    expect(neutral).toBeCloseTo(3, 3);
    expect(celebration).toBeLessThan(2.9);
    expect(calm).toBeGreaterThan(3.1);
    for (const { out: file, frames } of report.presets) {
      const { video } = await probeVideo(file ?? '');
      expect(video).toMatchObject({ width: 192, height: 192, nb_read_frames: String(frames) });
    }

    // Matched in loudness, as heard in the files.
    const loudness = await Promise.all(
      presets.map(async (id) => integratedLufs(await clipOf(path.join(out, `${id}.mp4`)))),
    );
    for (const lufs of loudness) expect(Math.abs((lufs ?? 0) - (report.matchedLufs ?? 0))).toBeLessThan(0.5);

    // Side by side: the sound and the length of the first.
    const { grid } = report;
    expect(grid).toMatchObject({ columns: 2, rows: 2, heard: 'neutral', frames: 75 });
    const { video } = await probeVideo(grid?.out ?? '');
    expect(video).toMatchObject({ width: grid?.width, height: grid?.height, nb_read_frames: '75' });
    const [heard, first] = await Promise.all(
      [grid?.out ?? '', path.join(out, 'neutral.mp4')].map(async (file) => (await decodeSound(file, 1))[0]),
    );
    expect(correlation(heard, first)).toBeGreaterThan(0.999);
  });

  it('show the same frames as a render by itself', async () => {
    const voice = await cutVoice(place.materials, 'voice.wav', { durationSec: 1.2 });
    expect((await place.here(...compareWords(voice, out, 'neutral,wedding'))).code).toBe(0);
    const alone = path.join(place.out, 'alone.mp4');
    const render = ['render', '--photo', SAMPLE_PHOTO, '--voice', voice, '--out', alone, '--size', '192x192'];
    expect((await place.here(...render)).code).toBe(0);
    const checksums = await frameChecksums(alone);
    expect(checksums).toHaveLength(30);
    // The sound of the comparison is quieter, the pictures are the same.
    expect(await frameChecksums(path.join(out, 'neutral.mp4'))).toEqual(checksums);
  });

  it('leave nothing behind when interrupted, not even the folder', async () => {
    const program = place.start(
      ...compareWords(SAMPLE_VOICE, out, 'celebration,calm', '--size', '480x480', '--progress', 'lines'),
    );
    await program.said('encode (');
    program.kill('SIGINT');
    expect(await program.ended).toMatchObject({ code: 5, stdout: '' });
    expect(existsSync(out)).toBe(false);
    expect(place.leftInTemp()).toEqual([]);
  });

  it.skipIf(noProcessTable !== null)(
    'keep the others when the encoder of one ends early, and say which failed',
    async () => {
      const program = place.start(
        ...compareWords(SAMPLE_VOICE, out, 'neutral,calm', '--size', '480x480', '--progress', 'lines'),
      );
      await program.said('encode (');
      // The encoders of the two presets; the one of all side by side has larger frames.
      const encoders = (): number[] =>
        childrenOf(program.pid, 'ffmpeg').filter((pid) =>
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('480x480'),
        );
      await expect.poll(encoders).toHaveLength(2);
      process.kill(encoders()[0], 'SIGKILL');
      expect((await program.ended).code).toBe(1);
      const report = JSON.parse(readFileSync(path.join(out, 'report.json'), 'utf8')) as CompareReport;
      const [made, ...others] = report.presets.filter(({ out: file }) => file !== null);
      expect(others).toEqual([]);
      const failed = report.presets.filter(({ out: file }) => file === null);
      expect(failed.map(({ error }) => error?.kind)).toEqual(['defect']);
      expect(readdirSync(out).toSorted()).toEqual(
        [`${made.id}.mp4`, 'report.json', 'side-by-side.mp4'].toSorted(),
      );
      expect(place.leftInTemp()).toEqual([]);
    },
  );

  it.each([
    ['an unknown preset', 'neutral,singing', 2, 'There is no preset "singing".'],
    ['a preset named twice', 'calm,calm', 2, 'twice'],
    ['too many presets', 'neutral,calm,formal,wedding,birthday', 2, '5 presets are too many'],
  ])('are refused for %s', async (_what, presets, code, words) => {
    const outcome = await place.here(...compareWords(SAMPLE_VOICE, out, presets));
    expect(outcome).toMatchObject({ code, stdout: '' });
    expect(outcome.stderr).toContain(words);
    expect(existsSync(out)).toBe(false);
  });

  it('refuse a voice without sound, and leave nothing', async () => {
    const outcome = await place.here(...compareWords(SAMPLE_PHOTO, out, 'neutral,calm'));
    expect(outcome.code).toBe(3);
    expect(existsSync(out)).toBe(false);
  });
});
