/** A video that D-ID made in the rooms of a local render: in step with the voice, in the project's form, side by side. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RenderReport } from '../../shared/contract/render.ts';
import type { TalkComparison } from '../../electron/engine/talk/compareTalk.ts';
import { rgbToYuv } from '../../electron/engine/frames/yuv.ts';
import { createDidWorld, type DidWorld } from '../fixtures/didWorld.ts';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { decodePlanes } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { correlation, cutVoice, decodeSound } from '../fixtures/sound.ts';
import { createWorkplace, type Workplace } from '../fixtures/workplace.ts';

const SIDE_PX = 256;
const VOICE_SEC = 2;
const FRAMES = 50;
/** D-ID's sound begins later than the recording by this: a fifth of a second, five pictures. */
const LATE_SEC = 0.2;
const LATE_PICTURES = 5;
/** A square in the upper left corner goes to the right by so many pixels of the frame per picture. */
const STEP_PX = 3;
const BOX_PX = 16;

/** The photo with a square that tells the time, and the voice as D-ID sends it: late, at 16 kHz, softer. */
const talkOf = (folder: string, name: string, voice: string): Promise<string> => {
  const scale = 512 / SIDE_PX;
  const square = `color=white:size=${BOX_PX * scale}x${BOX_PX * scale}:rate=25`;
  return makeFile(
    folder,
    name,
    ...['-loop', '1', '-framerate', '25', '-i', SAMPLE_PHOTO, '-i', voice],
    ...['-f', 'lavfi', '-i', square, '-filter_complex'],
    `[0]scale=512:512,format=yuv420p[photo];[photo][2]overlay=x='25*t*${STEP_PX * scale}':y=0[shown]`,
    ...['-map', '[shown]', '-map', '1:a'],
    ...['-af', `adelay=${LATE_SEC * 1000},volume=-4dB`, '-ar', '16000', '-c:a', 'aac'],
    ...['-c:v', 'libx264', '-crf', '12', '-preset', 'veryfast', '-t', String(VOICE_SEC + LATE_SEC + 0.1)],
  );
};

describe.skipIf(missingForRenders !== null)('a video from D-ID', () => {
  let place: Workplace;
  let world: DidWorld;
  let voice = '';
  let jobId = '';

  beforeAll(async () => {
    place = createWorkplace();
    voice = await cutVoice(place.materials, 'speech.wav', { startSec: 0.5, durationSec: VOICE_SEC });
    const video = readFileSync(await talkOf(place.materials, 'did.mp4', voice));
    world = await createDidWorld(video, { home: place.home });
    jobId = (await world.render(voice)).jobId;
  });
  afterAll(async () => {
    await world.close();
    place.remove();
  });

  const words = (verb: string, out: string, ...more: string[]): string[] => [
    ...[verb, '--photo', SAMPLE_PHOTO, '--voice', voice, '--did', jobId, '--out', out],
    ...['--size', `${SIDE_PX}x${SIDE_PX}`, '--crop', 'widest', '--json', ...more],
  ];

  it('is shown in step with the voice, whose own sound is heard', async () => {
    const out = path.join(place.out, 'plain.mp4');
    const outcome = await place.run(...words('render', out));
    expect(outcome, outcome.stderr).toMatchObject({ code: 0, stderr: '' });
    const report = JSON.parse(outcome.stdout) as RenderReport;
    expect(report).toMatchObject({
      frames: FRAMES,
      lipsync: 'own',
      warnings: [],
      talk: { by: 'D-ID', jobId },
    });
    expect(report.talk?.offsetSec).toBeCloseTo(LATE_SEC, 2);
    expect(report.talk?.agreement).toBeGreaterThan(0.9);

    // The square of frame n stands where D-ID had it when it said what is heard in frame n.
    const lefts: number[] = [];
    await decodePlanes(out, SIDE_PX, SIDE_PX, ({ y }) => {
      const row = y.subarray((BOX_PX / 2) * SIDE_PX, (BOX_PX / 2 + 1) * SIDE_PX);
      lefts.push(row.findIndex((value, x) => value > 215 && (row[x + BOX_PX / 2] ?? 0) > 215));
    });
    expect(lefts).toHaveLength(FRAMES);
    const off = lefts.map((left, frame) => Math.abs(left - (frame + LATE_PICTURES) * STEP_PX));
    expect(Math.max(...off)).toBeLessThanOrEqual(STEP_PX);

    const [heard] = await decodeSound(out, 1);
    const [own] = await decodeSound(voice, 1);
    expect(correlation(own, heard)).toBeGreaterThan(0.98);
  });

  it('has the background, the titles and the form of the project', async () => {
    const out = path.join(place.out, 'dressed.mp4');
    const look = ['--background', '#2040c0', '--title', '祝', '--title-position', 'bottom'];
    const outcome = await place.run(...words('render', out, ...look));
    expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
    const { warnings } = JSON.parse(outcome.stdout) as RenderReport;
    expect(warnings).toEqual([expect.stringMatching(/^The person was cut out of the pictures from D-ID/)]);
    const blue = rgbToYuv(0x20, 0x40, 0xc0);
    let titlePixels = 0;
    await decodePlanes(out, SIDE_PX, SIDE_PX, ({ y, u }, frame) => {
      // The square that ran through the background went with it, and so did the wall behind the person.
      for (const x of [4, SIDE_PX - 5]) {
        expect(Math.abs(y[4 * SIDE_PX + x] - blue.y)).toBeLessThan(12);
        expect(Math.abs(u[2 * (SIDE_PX / 2) + (x >> 1)] - blue.u)).toBeLessThan(12);
      }
      if (frame === 25)
        for (let at = Math.round(0.75 * SIDE_PX) * SIDE_PX; at < y.length; at++)
          if (y[at] > 225) titlePixels++;
    });
    expect(titlePixels).toBeGreaterThan(50);
    const picture = path.join(place.out, 'picture.png');
    expect(await place.run(...words('render', picture))).toMatchObject({ code: 0 });
  });

  it('stands beside the one of this computer, in the same place and in step', async () => {
    const out = path.join(place.out, 'compared');
    const outcome = await place.run(...words('compare', out));
    expect(outcome, outcome.stderr).toMatchObject({ code: 0 });
    const report = JSON.parse(outcome.stdout) as TalkComparison;
    expect(readdirSync(out).sort()).toEqual(['did.mp4', 'local.mp4', 'report.json', 'side-by-side.mp4']);
    expect(report).toMatchObject({ frames: FRAMES, local: { lipsync: 'builtin' }, talk: { jobId } });
    expect(report.talk.offsetSec).toBeCloseTo(LATE_SEC, 2);

    // The same part of the photo in both: below the square and beside the mouth they agree.
    const brightness = async (
      file: string,
      left: number,
      top: number,
      width: number,
    ): Promise<Float64Array> => {
      const sums = new Float64Array(64);
      const height = file.endsWith('side-by-side.mp4') ? report.grid.height : SIDE_PX;
      await decodePlanes(file, width, height, ({ y }, frame) => {
        if (frame !== 20) return;
        for (let row = 0; row < SIDE_PX; row++)
          for (let x = 0; x < SIDE_PX; x++)
            sums[(row >> 5) * 8 + (x >> 5)] += y[(top + row) * width + left + x] / 1024;
      });
      return sums;
    };
    const local = await brightness(report.local.out, 0, 0, SIDE_PX);
    const theirs = await brightness(report.talk.out, 0, 0, SIDE_PX);
    const labelPx = report.grid.height - SIDE_PX;
    const rightPx = report.grid.width - SIDE_PX;
    const tile = await brightness(report.grid.out, rightPx, labelPx, report.grid.width);
    for (let cell = 8; cell < 64; cell++) {
      expect(Math.abs(local[cell] - theirs[cell]), `cell ${cell}`).toBeLessThan(8);
      expect(Math.abs(tile[cell] - theirs[cell]), `cell ${cell}`).toBeLessThan(8);
    }
  });

  it('says what is missing, and refuses pictures in which nobody is seen', async () => {
    const other = await place.run(...words('render', path.join(place.out, 'x.mp4'), '--did', 'f'.repeat(32)));
    expect(JSON.parse(other.stderr)).toMatchObject({ code: 'did-job-unknown' });
    const noise = ['-f', 'lavfi', '-i', 'testsrc2=size=256x256:rate=25:duration=2', '-i', voice];
    const empty = readFileSync(
      await makeFile(place.materials, 'empty.mp4', ...noise, '-c:v', 'libx264', '-c:a', 'aac', '-shortest'),
    );
    const another = await createDidWorld(empty, { home: place.home });
    try {
      const { jobId: emptyJob } = await another.render(voice);
      const outcome = await place.run(...words('render', path.join(place.out, 'y.mp4'), '--did', emptyJob));
      expect(JSON.parse(outcome.stderr)).toMatchObject({
        code: 'talk-unusable',
        message: expect.stringContaining('No face') as string,
      });
    } finally {
      await another.close();
    }
  });
});
