import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareLoop, registerLoop, type LoopAvatar } from '../../electron/engine/avatar/index.ts';
import { TRACK_LENGTH } from '../../electron/engine/avatar/trackFace.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { pingPong } from '../../electron/engine/frames/pingPong.ts';
import { createYuv, rgbToYuv, viewYuv, type YuvImage } from '../../electron/engine/frames/yuv.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createContentCache, type ContentCache } from '../../electron/engine/runtime/contentCache/index.ts';
import { createModelStore } from '../../electron/engine/runtime/modelStore.ts';
import { createFrameDrawer } from '../../electron/engine/stages/compose/frameDrawer.ts';
import { animateFace } from '../../electron/engine/stages/lipsync/engines/builtin/index.ts';
import { eachLoopPicture, openLoop, readLoopPictures } from '../../electron/engine/stages/media/loop.ts';
import { mediaKindOf } from '../../electron/engine/stages/media/loopKind.ts';
import { decodeVoice } from '../../electron/engine/stages/media/index.ts';
import { analyseSpeech } from '../../electron/engine/stages/voice/index.ts';
import { movingFace, plainVideo, turnedByAQuarter, type LoopMotion } from '../fixtures/loopVideo.ts';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { RENDER_DEFAULTS, type RenderRequest } from '../../shared/contract/render.ts';
import { SAMPLE_PHOTO, SAMPLE_VOICE, shortVoice } from '../fixtures/materials.ts';
import { copyOf, decodePlanes, psnrOutside } from '../fixtures/planes.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';

const SIZE = { widthPx: 480, heightPx: 480 };
const PICTURE_BYTES = (480 * 480 * 3) / 2;
const WISHES = {
  size: SIZE,
  background: { kind: 'none' },
  crop: 'widest',
  placement: RENDER_DEFAULTS.placement,
  budgetBytes: 1e9,
} as const;
/** Points of the skull: what moves with the head and not with the expression. */
const RIGID = [33, 133, 263, 362, 1, 2, 98, 327, 168, 10, 234, 454];

describe.skipIf(missingForRenders !== null)('a video loop', () => {
  const folders = resolveFolders();
  const models = createModelStore(folders.models);
  let folder = '';
  let file = '';
  let motion: LoopMotion;
  let room: EngineContext;
  let cache: ContentCache;
  let avatar: LoopAvatar;

  const register = (
    one: string,
    fps = 25,
    background: RenderRequest['background'] = { kind: 'none' },
  ): Promise<LoopAvatar> =>
    registerLoop(one, { fps, faceIndex: 0, background }, cache, (_stage, work) => work(room));

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-loop-'));
    room = {
      folders,
      ffmpegPath: (await findFfmpeg()).path,
      models,
      log: { info: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      progress: silentProgress,
    };
    cache = createContentCache({ folder: path.join(folder, 'cache'), memoryBytes: 64e6, diskBytes: 256e6 });
    ({ file, motion } = await movingFace(folder, 'moving.mp4', { durationSec: 3 }));
    avatar = await register(file);
  });
  afterAll(async () => {
    await models.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told from a photo by its content', async () => {
    expect(await mediaKindOf(file)).toBe('loop');
    expect(await mediaKindOf(SAMPLE_PHOTO)).toBe('photo');
    expect(await mediaKindOf(SAMPLE_VOICE)).toBe('photo');
    for (const [name, format] of [
      ['a.jpg', 'matroska'],
      ['b.png', 'avi'],
      ['c.dat', 'mpegts'],
      ['d', 'mov'],
    ] as const)
      expect(
        await mediaKindOf(await makeFile(folder, name, '-i', file, '-c', 'copy', '-f', format)),
        name,
      ).toBe('loop');
  });

  it('has its face followed to a pixel or two of where the camera moved', () => {
    expect(avatar.pictures).toBe(75);
    expect(avatar.warnings).toEqual([]);
    expect(avatar.faces.faces).toHaveLength(1);
    const errorsPx: number[] = [];
    for (const point of RIGID) {
      const places = Array.from({ length: avatar.pictures }, (_, picture) => {
        const at = picture * TRACK_LENGTH + point * 3;
        return motion.toPhoto(picture, avatar.landmarks[at], avatar.landmarks[at + 1]);
      });
      const mean = [0, 1].map((axis) => places.reduce((sum, place) => sum + place[axis], 0) / places.length);
      // From pixels of the scaled photo to pixels of the video.
      for (const [x, y] of places) errorsPx.push(0.48 * Math.hypot(x - mean[0], y - mean[1]));
    }
    const rmsPx = Math.sqrt(errorsPx.reduce((sum, px) => sum + px * px, 0) / errorsPx.length);
    console.log(
      `the face is followed to ${rmsPx.toFixed(2)} px rms, ${Math.max(...errorsPx).toFixed(2)} px at most`,
    );
    expect(rmsPx).toBeLessThan(1);
    expect(Math.max(...errorsPx)).toBeLessThan(3);
  });

  it('is registered once for each frame rate', async () => {
    expect(avatar.caches).toEqual({ face: 'miss' });
    const again = await register(file);
    expect(again.caches).toEqual({ face: 'hit' });
    expect(again).toEqual({ ...avatar, caches: { face: 'hit' } });
    const slower = await register(file, 15);
    expect(slower.caches).toEqual({ face: 'miss' });
    expect(slower.pictures).toBe(45);
  });

  it('is shown picture for picture, forwards and backwards', async () => {
    const frames = 160;
    const { base, baseFeed } = await prepareLoop(avatar, { ...WISHES, frames }, room);
    const own: YuvImage[] = [];
    await decodePlanes(file, 480, 480, (frame) => own.push(copyOf(frame)));
    expect(own).toHaveLength(75);
    let worst = Infinity;
    for (let frame = 0; frame < frames; frame++) {
      const offset = await baseFeed.take(frame);
      const index = pingPong(frame, 75);
      expect(base.face.pictureOfFrame[frame]).toBe(index);
      worst = Math.min(worst, psnrOutside(viewYuv(baseFeed.buffer, offset, 480, 480), own[index], []));
      baseFeed.release(offset);
    }
    await baseFeed.close();
    console.log(`pictures in the feed: at least ${worst.toFixed(1)} dB to those in the file`);
    // The file's matrix is BT.601, the frames' is BT.709; a neighbouring picture is below 32 dB.
    expect(worst).toBeGreaterThan(24);
    expect(baseFeed.buffer.byteLength).toBe(75 * PICTURE_BYTES);
  });

  it('gives the same bytes when its pictures do not fit into the memory', async () => {
    const frames = 170;
    const hashes = async (budgetBytes: number): Promise<{ all: string[]; bytes: number }> => {
      const { baseFeed } = await prepareLoop(avatar, { ...WISHES, frames, budgetBytes }, room);
      const all: string[] = [];
      for (let frame = 0; frame < frames; frame++) {
        const offset = await baseFeed.take(frame);
        all.push(
          createHash('sha256')
            .update(Buffer.from(baseFeed.buffer, offset, PICTURE_BYTES))
            .digest('hex'),
        );
        baseFeed.release(offset);
      }
      await baseFeed.close();
      return { all, bytes: baseFeed.buffer.byteLength };
    };
    const whole = await hashes(1e9);
    expect(new Set(whole.all).size).toBe(75);
    for (const pictures of [40, 9]) {
      const ring = await hashes(pictures * PICTURE_BYTES);
      expect(ring.bytes).toBeLessThanOrEqual(pictures * PICTURE_BYTES);
      expect(ring.all).toEqual(whole.all);
    }
  });

  it('is read at the pace of a network that draws mouths', async () => {
    const { drawnFace, closePictures, baseFeed } = await prepareLoop(avatar, { ...WISHES, frames: 10 }, room);
    expect(drawnFace.landmarks).toHaveLength(10);
    const seen: string[] = [];
    for (let index = 0; index < 10; index++) {
      const { data, width } = await drawnFace.picture(index);
      expect(width).toBe(480);
      seen.push(createHash('sha256').update(data).digest('hex'));
    }
    expect(new Set(seen).size).toBe(10);
    await closePictures();
    await baseFeed.close();
  });

  it('speaks: only the mouth differs from the loop, and it follows its face', async () => {
    const voice = await decodeVoice(shortVoice(folder, 2.4), room);
    const frames = 60;
    const { base, baseFeed, face } = await prepareLoop(avatar, { ...WISHES, frames }, room);
    const options = { fps: 25, frames, mouthStrength: 1, blink: 0, idleMotion: 0, seed: 1 };
    const animation = await animateFace(face, analyseSpeech(voice, room), options, room);
    const drawer = createFrameDrawer({
      base,
      mouth: { kind: 'warp', animation },
      frameBuffer: new SharedArrayBuffer(0),
      baseBuffer: baseFeed.buffer,
      patchBuffer: null,
      captionBuffer: null,
    });
    const drawn = createYuv(480, 480);
    let moved = 0;
    for (let frame = 0; frame < frames; frame++) {
      const offset = await baseFeed.take(frame);
      drawer.draw(frame, { baseOffset: offset, patchOffset: null, captionOffset: null }, drawn);
      const picture = viewYuv(baseFeed.buffer, offset, 480, 480);
      const at = (point: number, axis: number): number =>
        base.face.landmarks[base.face.pictureOfFrame[frame] * TRACK_LENGTH + point * 3 + axis];
      const unitPx = Math.hypot(at(263, 0) - at(33, 0), at(263, 1) - at(33, 1));
      const [x, y] = [(at(61, 0) + at(291, 0)) / 2, (at(61, 1) + at(291, 1)) / 2];
      const reach = {
        left: x - 2 * unitPx,
        right: x + 2 * unitPx,
        top: y - 0.8 * unitPx,
        bottom: y + 2 * unitPx,
      };
      expect(psnrOutside(drawn, picture, [reach])).toBe(Infinity);
      if (psnrOutside(drawn, picture, []) < 45) moved++;
      baseFeed.release(offset);
    }
    await baseFeed.close();
    expect(moved).toBeGreaterThan(20);
  });

  it('stands before another background, cut out once', async () => {
    const color = { kind: 'color', color: '#2060c0' } as const;
    const cut = await register(file, 25, color);
    expect(cut.caches).toEqual({ face: 'hit', matte: 'miss' });
    expect(cut.models.map(({ role }) => role)).toEqual(['face-detector', 'face-landmarks', 'matte']);
    expect((await register(file, 25, color)).caches).toEqual({ face: 'hit', matte: 'hit' });

    const frames = 12;
    const { base, baseFeed, face } = await prepareLoop(cut, { ...WISHES, background: color, frames }, room);
    const voice = await decodeVoice(shortVoice(folder, frames / 25), room);
    const options = { fps: 25, frames, mouthStrength: 1, blink: 0, idleMotion: 0, seed: 1 };
    const animation = await animateFace(face, analyseSpeech(voice, room), options, room);
    const drawer = createFrameDrawer({
      base,
      mouth: { kind: 'warp', animation },
      frameBuffer: new SharedArrayBuffer(0),
      baseBuffer: baseFeed.buffer,
      patchBuffer: null,
      captionBuffer: null,
    });
    const drawn = createYuv(480, 480);
    const blue = rgbToYuv(0x20, 0x60, 0xc0);
    for (let frame = 0; frame < frames; frame++) {
      const offset = await baseFeed.take(frame);
      drawer.draw(frame, { baseOffset: offset, patchOffset: null, captionOffset: null }, drawn);
      const picture = viewYuv(baseFeed.buffer, offset, 480, 480);
      // The upper right corner shows the wall behind the astronaut; between her eyes there is only herself.
      expect(Math.abs(drawn.y[40 * 480 + 440] - blue.y)).toBeLessThanOrEqual(2);
      expect(Math.abs(drawn.u[20 * 240 + 220] - blue.u)).toBeLessThanOrEqual(2);
      const landmark = base.face.landmarks.subarray(base.face.pictureOfFrame[frame] * TRACK_LENGTH + 168 * 3);
      const brow = Math.floor(landmark[1]) * 480 + Math.floor(landmark[0]);
      expect(Math.abs(drawn.y[brow] - picture.y[brow])).toBeLessThanOrEqual(1);
      baseFeed.release(offset);
    }
    await baseFeed.close();
  });
});

describe.skipIf(missingForRenders !== null)('pictures of a video', () => {
  let folder = '';
  const signal = new AbortController().signal;
  let tools: { ffmpegPath: string; signal: AbortSignal };
  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-loop-'));
    tools = { ffmpegPath: (await findFfmpeg()).path, signal };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const h264 = ['-c:v', 'libx264', '-crf', '10'];
  const tagged = (matrix: string, range: string): string[] => ['-colorspace', matrix, '-color_range', range];

  it.each([
    [
      'BT.601',
      ['-vf', 'scale=out_color_matrix=bt601', '-pix_fmt', 'yuv420p', ...h264, ...tagged('smpte170m', 'tv')],
    ],
    [
      'BT.709',
      ['-vf', 'scale=out_color_matrix=bt709', '-pix_fmt', 'yuv420p', ...h264, ...tagged('bt709', 'tv')],
    ],
    ['BT.601, full range', ['-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '2']],
    ['RGB', ['-pix_fmt', 'rgb24', '-c:v', 'png']],
    ['4:4:4 of ten bits', ['-pix_fmt', 'yuv444p10le', ...h264]],
  ])('have the colours they were made with: %s', async (name, codec) => {
    const file = await plainVideo(folder, `${name.replace(/\W/g, '')}.mkv`, '0xc85028', ...codec);
    const loop = await openLoop(file, tools);
    expect(loop).toMatchObject({ width: 320, height: 240, isHdr: false });
    const picture = createYuv(320, 240);
    const whole = { left: 0, top: 0, width: 320, height: 240 };
    const crop = { ...whole, into: whole, widthPx: 320, heightPx: 240 };
    const target = (): Uint8Array => new Uint8Array(picture.y.buffer);
    await readLoopPictures(loop, crop, { fps: 25, from: 3, count: 1 }, target, () => undefined, tools);
    const expected = rgbToYuv(200, 80, 40);
    for (const plane of ['y', 'u', 'v'] as const) {
      const values = picture[plane];
      expect(Math.abs(values[values.length >> 1] - expected[plane]), plane).toBeLessThanOrEqual(3);
    }
    await eachLoopPicture(
      loop,
      5,
      ({ data }) => {
        [200, 80, 40].forEach((value, channel) =>
          expect(Math.abs(data[channel] - value)).toBeLessThanOrEqual(5),
        );
        return Promise.resolve();
      },
      tools,
    );
  });

  it('stand upright and have square pixels', async () => {
    const turned = turnedByAQuarter(await plainVideo(folder, 'turned.mp4', 'red', ...h264));
    expect(await openLoop(turned, tools)).toMatchObject({ width: 240, height: 320 });
    const wide = await plainVideo(folder, 'wide.mp4', 'red', '-vf', 'setsar=4/3', ...h264);
    expect(await openLoop(wide, tools)).toMatchObject({ width: 426, height: 240 });
  });

  it('come at a steady rate whatever the rate of the file', async () => {
    // Ten pictures 1/25 s apart, then fifteen 3/25 s apart: 55/25 s, give or take the last picture.
    const filter = "setpts='if(lt(N,10),N,7+3*(N-9))/25/TB'";
    const uneven = await plainVideo(
      folder,
      'uneven.mp4',
      'red',
      '-vf',
      filter,
      '-vsync',
      'vfr',
      '-bf',
      '0',
      ...h264,
    );
    const loop = await openLoop(uneven, tools);
    const count = async (fps: number): Promise<number> =>
      await eachLoopPicture(loop, fps, () => Promise.resolve(), tools);
    for (const fps of [25, 60, 12]) {
      const durationSec = (await count(fps)) / fps;
      expect(durationSec).toBeGreaterThan(2.05);
      expect(durationSec).toBeLessThan(2.35);
    }
  });
});
