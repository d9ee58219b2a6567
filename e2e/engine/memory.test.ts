import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderReportSchema } from '../../shared/contract/render.ts';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { noProcessTable, peakMemoryBytes } from '../fixtures/processes.ts';
import { createWorkplace, renderWords, type Workplace } from '../fixtures/workplace.ts';

const POLL_MS = 25;
/** 480 frames that were kept would be a quarter more; the moment the collector comes makes up to a tenth. */
const MAX_RATIO = 1.2;

/** The small form of what `npm run campaign -- memory` measures with ten minutes. */
describe.skipIf(missingForRenders !== null || noProcessTable !== null)('memory', () => {
  let place: Workplace;
  beforeAll(() => {
    place = createWorkplace();
  });
  afterAll(() => place.remove());

  /** Renders the sample with a preset, said again until the time is full. @returns the process's peak, and what it reports */
  async function peak(durationSec: number): Promise<{ measuredBytes: number; reportedBytes: number }> {
    const again = ['-stream_loop', '-1', '-i', SAMPLE_VOICE, '-t', String(durationSec)];
    const voice = await makeFile(place.materials, `voice-${durationSec}.wav`, ...again);
    const reportFile = path.join(place.out, `report-${durationSec}.json`);
    const out = path.join(place.out, `video-${durationSec}.mp4`);
    const words = renderWords(voice, out, '--preset', 'celebration', '--report', reportFile);
    const program = place.start(...words);
    let measuredBytes = 0;
    const poll = setInterval(() => {
      measuredBytes = Math.max(measuredBytes, peakMemoryBytes(program.pid) ?? 0);
    }, POLL_MS);
    const { code } = await program.ended;
    clearInterval(poll);
    expect(code).toBe(0);
    const { frames, peakRssBytes } = renderReportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
    // The preset speaks faster.
    expect(frames).toBeGreaterThan(durationSec * 20);
    return { measuredBytes, reportedBytes: peakRssBytes };
  }

  it('does not grow with the length of the video, and is reported as it is', async () => {
    // Looking at the photo for the first time needs more than what follows, and would hide it.
    await peak(2);
    const short = await peak(4);
    const long = await peak(24);
    const mib = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
    console.log(
      `peak memory: ${mib(short.measuredBytes)} MiB for 4 s (reported ${mib(short.reportedBytes)}), ${mib(long.measuredBytes)} MiB for 24 s (reported ${mib(long.reportedBytes)})`,
    );
    expect(long.measuredBytes / short.measuredBytes).toBeLessThanOrEqual(MAX_RATIO);
    for (const { measuredBytes, reportedBytes } of [short, long]) {
      expect(reportedBytes / measuredBytes).toBeGreaterThan(0.9);
      expect(reportedBytes / measuredBytes).toBeLessThan(1.1);
    }
  });
});
