import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReportSchema } from '../../shared/contract/render.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { correlation, cutVoice, decodeSound, lagOf } from '../fixtures/sound.ts';
import { probeVideo, topBoxes } from '../fixtures/videoFile.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

interface Case {
  readonly fps: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  readonly durationSec: number;
  /** ceil(durationSec * fps), counted by hand. */
  readonly frames: number;
}

const CASES: readonly Case[] = [
  { fps: '25', sampleRateHz: 16_000, channels: 1, durationSec: 2, frames: 50 },
  { fps: '30', sampleRateHz: 44_100, channels: 2, durationSec: 2.01, frames: 61 },
  { fps: '24', sampleRateHz: 48_000, channels: 1, durationSec: 1.51, frames: 37 },
  { fps: '29.97', sampleRateHz: 22_050, channels: 1, durationSec: 1.7, frames: 51 },
];

describe.skipIf(missingForRenders !== null)('render', () => {
  let place: Workplace;
  beforeAll(() => {
    place = createWorkplace();
  });
  afterAll(() => place.remove());

  it.each(CASES)(
    'makes $frames frames of $durationSec s at $fps fps, with the sound at $sampleRateHz Hz sample for sample',
    async ({ fps, sampleRateHz, channels, durationSec, frames }) => {
      const cut = { startSec: 0.5, durationSec, sampleRateHz, channels };
      const voice = await cutVoice(place.materials, `voice-${fps}.wav`, cut);
      const folder = path.join(place.out, fps);
      mkdirSync(folder);
      const out = path.join(folder, 'video.mp4');
      const reportFile = path.join(folder, 'report.json');

      const outcome = await place.run(...renderWords(voice, out, '--fps', fps, '--report', reportFile));

      expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
      expect(readdirSync(folder).toSorted()).toEqual(['report.json', 'video.mp4']);
      expect(place.leftInTemp()).toEqual([]);

      const boxes = topBoxes(out);
      expect(boxes.indexOf('moov')).toBeGreaterThan(-1);
      expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'));

      const { video, audio } = await probeVideo(out);
      expect(video).toMatchObject({
        codec_name: 'h264',
        profile: 'High',
        width: 256,
        height: 256,
        pix_fmt: 'yuv420p',
        color_range: 'tv',
        color_space: 'bt709',
        color_transfer: 'bt709',
        color_primaries: 'bt709',
        nb_read_frames: String(frames),
      });
      const [numerator, denominator] = video.avg_frame_rate.split('/').map(Number);
      expect(numerator / denominator).toBeCloseTo(Number(fps), 3);
      expect(Number(video.start_time)).toBe(0);

      const samples = Math.round(durationSec * sampleRateHz);
      expect(audio).toMatchObject({
        codec_name: 'aac',
        profile: 'LC',
        sample_rate: String(sampleRateHz),
        channels,
        time_base: `1/${sampleRateHz}`,
        duration_ts: samples,
      });
      expect(Number(audio.start_time)).toBe(0);

      const spoken = await decodeSound(voice, channels);
      const heard = await decodeSound(out, channels);
      for (let channel = 0; channel < channels; channel++) {
        expect(spoken[channel]).toHaveLength(samples);
        // A decoder may fill up its last block of 1024 samples; the file's duration says where the sound ends.
        expect(heard[channel].length - samples).toBeGreaterThanOrEqual(0);
        expect(heard[channel].length - samples).toBeLessThan(1024);
        expect(lagOf(spoken[channel], heard[channel], 1100)).toBe(0);
        expect(correlation(spoken[channel], heard[channel])).toBeGreaterThan(0.98);
      }

      const report = renderReportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
      expect(report).toMatchObject({
        out,
        frames,
        fps: Number(fps),
        width: 256,
        height: 256,
        lipsync: 'builtin',
        device: 'cpu',
        warnings: [],
        fallbacks: [],
      });
      expect(report.durationSec).toBeCloseTo(durationSec, 9);
      expect(report.stages.map(({ name }) => name)).toEqual([
        'media',
        'person',
        'face',
        'voice',
        'lipsync',
        'compose',
        'encode',
      ]);
      expect(report.models.map(({ id }) => id).toSorted()).toEqual([
        'blazeface-back',
        'facemesh',
        'mouth',
        'nanodet-g',
      ]);
      const summed = report.stages.reduce((sum, { ms }) => sum + ms, 0);
      expect(report.totalMs).toBeGreaterThanOrEqual(Math.max(...report.stages.map(({ ms }) => ms)));
      expect(report.totalMs).toBeGreaterThan(summed * 0.5);
    },
  );

  it('keeps a rate that AAC lacks as near as it can, and says so', async () => {
    const cut = { startSec: 0.5, durationSec: 1, sampleRateHz: 37_800 };
    const voice = await cutVoice(place.materials, 'odd-rate.wav', cut);
    const out = path.join(place.out, 'odd-rate.mp4');
    const { code, stdout } = await place.run(...renderWords(voice, out, '--json'));
    expect(code).toBe(0);
    const { audio } = await probeVideo(out);
    expect(audio.sample_rate).toBe('44100');
    expect(audio.duration_ts).toBe(44_100);
    const { warnings } = renderReportSchema.parse(JSON.parse(stdout));
    expect(warnings.join()).toContain('37800 Hz');
  });

  it('exchanges an older video for the new one as a whole', async () => {
    const voice = await cutVoice(place.materials, 'again.wav', { startSec: 0.5, durationSec: 0.8 });
    const out = path.join(place.out, 'again.mp4');
    writeFileSync(out, 'an older file');
    const before = statSync(out).ino;
    expect(await place.run(...renderWords(voice, out))).toMatchObject({ code: 0 });
    // Renamed over it, not written into it: whoever plays the old file keeps it.
    expect(statSync(out).ino).not.toBe(before);
    expect(topBoxes(out)[0]).toBe('ftyp');
  });
});
