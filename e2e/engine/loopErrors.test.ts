import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerLoop, type LoopAvatar } from '../../electron/engine/avatar/index.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createContentCache } from '../../electron/engine/runtime/contentCache/index.ts';
import { createModelStore } from '../../electron/engine/runtime/modelStore.ts';
import { makeFile } from '../fixtures/ffmpegTool.ts';
import { movingFace, oneAfterTheOther, plainVideo } from '../fixtures/loopVideo.ts';
import { plainFile, SAMPLE_VOICE } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';

describe.skipIf(missingForRenders !== null)('a video that cannot be a loop is refused by name', () => {
  const models = createModelStore(resolveFolders().models);
  let folder = '';
  let face = '';
  let room: EngineContext;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-loop-errors-'));
    room = {
      folders: resolveFolders(),
      ffmpegPath: (await findFfmpeg()).path,
      models,
      log: { info: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      progress: silentProgress,
    };
    face = (await movingFace(folder, 'face.mp4', { sizePx: 320, durationSec: 1.6 })).file;
  });
  afterAll(async () => {
    await models.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const register = (file: string, signal = room.signal): Promise<LoopAvatar> =>
    registerLoop(
      file,
      { fps: 25, faceIndex: 0, background: { kind: 'none' } },
      createContentCache({ folder: path.join(folder, 'cache'), memoryBytes: 0, diskBytes: 0 }),
      (_stage, work) => work({ ...room, signal }),
    );
  const refusal = async (file: string): Promise<unknown> =>
    await register(file).then(
      () => 'accepted',
      (thrown: unknown) => thrown,
    );
  const expectRefusal = async (file: string, code: string, words: string | RegExp = ''): Promise<void> => {
    const error = await refusal(file);
    expect(error).toMatchObject({ kind: 'input', code });
    expect((error as Error).message).toMatch(words);
    expect((error as Error).message).toContain(path.basename(file));
  };

  it('because it is longer than a minute', async () => {
    const long = await makeFile(
      folder,
      'long.mkv',
      ...['-f', 'lavfi', '-i', 'color=c=red:s=128x128:r=10:d=62', '-c:v', 'libx264', '-preset', 'ultrafast'],
    );
    await expectRefusal(long, 'loop-too-long', '60 seconds');
  });

  it('because it is sound alone, text, or empty', async () => {
    await expectRefusal(await makeFile(folder, 'sound.m4a', '-i', SAMPLE_VOICE), 'loop-no-picture');
    await expectRefusal(plainFile(folder, 'notes.mp4', 'Dear all,\n'.repeat(50)), 'loop-not-video');
    await expectRefusal(plainFile(folder, 'empty.mp4', ''), 'photo-empty');
    await expectRefusal(path.join(folder, 'nowhere.mp4'), 'photo-not-found');
  });

  it('because it is cut off', async () => {
    const half = path.join(folder, 'half.mp4');
    const bytes = readFileSync(face);
    writeFileSync(half, bytes.subarray(0, bytes.length >> 1));
    await expectRefusal(half, 'loop-not-video');
  });

  it('because it is in high dynamic range', async () => {
    const hlg = [
      '-c:v',
      'libx264',
      '-color_primaries',
      'bt2020',
      '-color_trc',
      'arib-std-b67',
      '-colorspace',
      'bt2020nc',
    ];
    await expectRefusal(await plainVideo(folder, 'hlg.mp4', 'red', ...hlg), 'loop-hdr');
  });

  it('because it shows nobody', async () => {
    await expectRefusal(await plainVideo(folder, 'nobody.mp4', 'green'), 'loop-no-face');
  });

  it('because the scene changes', async () => {
    const mirrored = await makeFile(
      folder,
      'other.mp4',
      '-i',
      face,
      '-vf',
      'negate,vflip',
      '-c:v',
      'libx264',
    );
    await expectRefusal(await oneAfterTheOther(folder, 'cut.mp4', face, mirrored), 'loop-cut', 'second 1.6');
  });

  it('because the face goes away for too long', async () => {
    const fading = await makeFile(
      folder,
      'fading.mp4',
      ...[
        '-i',
        face,
        '-vf',
        'tpad=stop_mode=clone:stop_duration=1.2,fade=t=out:st=1:d=0.8',
        '-c:v',
        'libx264',
      ],
    ).catch(() =>
      makeFile(
        folder,
        'fading.mp4',
        '-i',
        face,
        '-vf',
        'setpts=2*PTS,fade=t=out:st=1:d=0.8',
        '-c:v',
        'libx264',
      ),
    );
    await expectRefusal(fading, 'loop-face-lost', /from second 1\.\d on/);
  });

  it('but not because the face is covered for a moment: its place is bridged', async () => {
    const cover = "drawbox=x=0:y=0:w=320:h=320:color=gray:t=fill:enable='between(t,0.7,0.85)'";
    const covered = await makeFile(folder, 'covered.mp4', '-i', face, '-vf', cover, '-c:v', 'libx264');
    const { pictures, warnings } = await register(covered);
    expect(pictures).toBe(40);
    expect(warnings).toEqual([expect.stringMatching(/^The face was not seen in [3-7] of 40 pictures/)]);
  });

  it('and is let go when the person cancels', async () => {
    const stop = new AbortController();
    const running = register(face, stop.signal);
    setTimeout(() => stop.abort(), 100);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  });
});
