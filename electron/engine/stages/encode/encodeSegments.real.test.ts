import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineContext } from '../../context.ts';
import { findFfmpeg } from '../../ffmpeg/locate.ts';
import { inputFileArgs, runFfmpeg } from '../../ffmpeg/run.ts';
import type { DrawnFrame } from '../../frames/drawFrames.ts';
import { silentProgress } from '../../progress.ts';
import { createAudioClip } from '../../runtime/audio.ts';
import { fakeModelStore } from '../../runtime/fakeModels.ts';
import { encodeSegments, type SegmentHooks } from './encodeSegments.ts';
import { readPiece } from './fragments.ts';
import {
  createSegmentStore,
  layOutSegments,
  planSegments,
  SegmentGoneError,
  type PlannedSegment,
} from './segments.ts';
import type { SpooledSound } from '../../runtime/spooledSound.ts';
import { spoolSound } from './voiceFile.ts';

const ffmpegPath = await findFfmpeg().then(
  (found) => found.path,
  () => null,
);
if (ffmpegPath === null) console.warn('Skipped: coding parts of videos needs an ffmpeg, and none was found.');

const SIDE = 64;
const FPS = 12.5;
const FRAMES = 60;
const PARTS = layOutSegments(
  FRAMES,
  FPS,
  [
    { frame: 25, recordedSec: 2 },
    { frame: 45, recordedSec: 3.6 },
  ],
  FRAMES / FPS,
);
const LAST_FRAMES = FRAMES - 45;
const KEYS = ['a', 'b', 'c'].map((letter) => letter.repeat(64));

/** A frame whose picture says its index: a bar that moves, on a grey that grows. */
function pictureOf(frameIndex: number): Buffer {
  const bytes = Buffer.alloc((SIDE * SIDE * 3) / 2, 128);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      bytes[y * SIDE + x] = x === frameIndex % SIDE ? 220 : 40 + frameIndex * 2 + (y % 8);
  return bytes;
}

async function* drawn(wanted: (frameIndex: number) => boolean): AsyncGenerator<DrawnFrame, void, undefined> {
  for (let frameIndex = 0; frameIndex < FRAMES; frameIndex++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (wanted(frameIndex)) yield { frameIndex, bytes: pictureOf(frameIndex), release: () => undefined };
  }
}

describe.skipIf(ffmpegPath === null)('a video of parts', () => {
  let folder = '';
  let sound: SpooledSound;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'segments-test-'));
    const clip = createAudioClip(16_000, 1, (16_000 * FRAMES) / FPS);
    clip.channels[0].forEach((_, i, samples) => (samples[i] = 0.3 * Math.sin(i / 9)));
    sound = await spoolSound(clip, new AbortController().signal);
  });
  afterEach(async () => {
    await sound.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  const contextWith = (program: string, signal = new AbortController().signal): EngineContext => ({
    folders: { home: folder, cache: folder, models: folder },
    ffmpegPath: program,
    models: fakeModelStore({}),
    log: { info: () => undefined, warn: () => undefined },
    signal,
    progress: silentProgress,
  });

  const store = () => createSegmentStore(path.join(folder, 'parts'), 1e8);
  const plan = (): Promise<readonly PlannedSegment[]> =>
    planSegments(
      PARTS.map((part, i) => ({ ...part, key: KEYS[i] })),
      store(),
    );

  /** Makes the video and keeps its parts. @returns how many frames were drawn */
  async function make(
    name: string,
    hooks: Partial<SegmentHooks> = {},
    context = contextWith(ffmpegPath ?? ''),
  ): Promise<number> {
    const segments = await plan();
    const unknown = segments.filter(({ known }) => !known);
    let frames = 0;
    const wanted = (frame: number): boolean => {
      const isWanted = unknown.some(({ from, to }) => frame >= from && frame < to);
      if (isWanted) frames += 1;
      return isWanted;
    };
    const outPath = path.join(folder, name);
    await encodeSegments(
      { outPath, widthPx: SIDE, heightPx: SIDE, fps: FPS, sound, segments },
      unknown.length > 0 ? drawn(wanted) : null,
      {
        onFrame: () => undefined,
        onMade: ({ key }, bytes) => (key === null ? Promise.resolve() : store().write(key, bytes)),
        ...hooks,
      },
      context,
    );
    return frames;
  }

  async function decoded(name: string, ...more: string[]): Promise<Buffer> {
    const args = [...inputFileArgs(path.join(folder, name), 'mov'), '-map', '0:v:0', ...more, 'pipe:1'];
    return (await runFfmpeg(args, { ffmpegPath: ffmpegPath ?? '', signal: new AbortController().signal }))
      .stdout;
  }

  it('shows every frame at its own time, and each looks like what was drawn', async () => {
    const seen: number[] = [];
    await make('a.mp4', { onFrame: (done) => seen.push(done) });
    expect(seen).toEqual(Array.from({ length: FRAMES }, (_, i) => i + 1));
    const pixels = await decoded('a.mp4', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-vsync', '0');
    const bytes = (SIDE * SIDE * 3) / 2;
    expect(pixels).toHaveLength(FRAMES * bytes);
    for (let frame = 0; frame < FRAMES; frame++) {
      const picture = pictureOf(frame);
      let error = 0;
      for (let i = 0; i < SIDE * SIDE; i++) error += Math.abs(picture[i] - pixels[frame * bytes + i]);
      expect(error / (SIDE * SIDE), `frame ${frame}`).toBeLessThan(3);
    }
    const lines = (await decoded('a.mp4', '-c', 'copy', '-f', 'framecrc')).toString('utf8').split('\n');
    const times = lines
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(',').map(Number));
    const tick = times[0][3];
    expect(times.map(([, , shownAt]) => shownAt).sort((a, b) => a - b)).toEqual(
      Array.from({ length: FRAMES }, (_, i) => i * tick),
    );
    expect(times.map(([, decodedAt]) => decodedAt)).toEqual(
      Array.from({ length: FRAMES }, (_, i) => (i - 2) * tick),
    );
  });

  it('comes out the same whichever parts were known', async () => {
    expect(await make('whole.mp4')).toBe(FRAMES);
    const whole = await decoded('whole.mp4', '-f', 'framemd5');
    expect(await make('again.mp4')).toBe(0);
    expect(await decoded('again.mp4', '-f', 'framemd5')).toEqual(whole);
    const [, middle] = PARTS;
    rmSync(path.join(folder, 'parts', `${KEYS[1]}.record`));
    expect(await make('middle.mp4')).toBe(middle.to - middle.from);
    expect(await decoded('middle.mp4', '-f', 'framemd5')).toEqual(whole);
    rmSync(path.join(folder, 'parts', `${KEYS[0]}.record`));
    writeFileSync(path.join(folder, 'parts', `${KEYS[2]}.record`), 'damaged');
    expect(await make('ends.mp4')).toBe(FRAMES - middle.to + middle.from);
    expect(await decoded('ends.mp4', '-f', 'framemd5')).toEqual(whole);
  });

  it('refuses parts that are not what they should be', async () => {
    await make('whole.mp4');
    const bytes = await store().read(KEYS[2]);
    expect(readPiece(bytes ?? Buffer.alloc(0)).pictures).toHaveLength(LAST_FRAMES);
    expect(() => readPiece((bytes ?? Buffer.alloc(0)).subarray(0, 2000))).toThrow('cut off');
    await store().write(KEYS[0], bytes ?? Buffer.alloc(0));
    await expect(make('wrong.mp4')).rejects.toThrow('25 frames was coded to 15');
    expect(readdirSync(folder).sort()).toEqual(['parts', 'whole.mp4']);
  });

  it('says which part was removed in the middle, leaves nothing, and is made whole the next time', async () => {
    await make('whole.mp4');
    const whole = await decoded('whole.mp4', '-f', 'framemd5');
    const segments = await planSegments(
      PARTS.map((part, i) => ({ ...part, key: KEYS[i] })),
      store(),
      0,
    );
    rmSync(path.join(folder, 'parts', `${KEYS[2]}.record`));
    const outPath = path.join(folder, 'robbed.mp4');
    const robbed = encodeSegments(
      { outPath, widthPx: SIDE, heightPx: SIDE, fps: FPS, sound, segments },
      null,
      { onFrame: () => undefined, onMade: () => Promise.resolve() },
      contextWith(ffmpegPath ?? ''),
    );
    await expect(robbed).rejects.toThrow(SegmentGoneError);
    expect(readdirSync(folder).sort()).toEqual(['parts', 'whole.mp4']);
    expect(await make('robbed.mp4')).toBe(LAST_FRAMES);
    expect(await decoded('robbed.mp4', '-f', 'framemd5')).toEqual(whole);
  });

  it('ends with the error of the one who draws, and with cancel, leaving nothing', async () => {
    const abort = new AbortController();
    const onFrame = (done: number): void => {
      if (done === 30) abort.abort();
    };
    const context = contextWith(ffmpegPath ?? '', abort.signal);
    await expect(make('cancelled.mp4', { onFrame }, context)).rejects.toMatchObject({ kind: 'cancelled' });
    const failing = (): void => {
      throw new RangeError('no more paint');
    };
    await expect(make('failed.mp4', { onFrame: failing })).rejects.toThrow('no more paint');
    expect(readdirSync(folder).filter((name) => name !== 'parts')).toEqual([]);
  });

  it.skipIf(process.platform === 'win32').each(['libx264', 'copy'])(
    'ends with a sentence when the ffmpeg for %s does nothing any more',
    async (word) => {
      const program = path.join(folder, 'ffmpeg.sh');
      writeFileSync(
        program,
        `#!/bin/sh\nfor word in "$@"; do [ "$word" = ${word} ] && exec sleep 600; done\nexec '${ffmpegPath}' "$@"\n`,
      );
      chmodSync(program, 0o755);
      await expect(make('hung.mp4', { stallSec: 0.5 }, contextWith(program))).rejects.toMatchObject({
        code: 'ffmpeg-stalled',
      });
      expect(readdirSync(folder).filter((name) => name.endsWith('.mp4'))).toEqual([]);
    },
  );
});
