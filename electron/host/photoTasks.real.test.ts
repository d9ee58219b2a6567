import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_MODEL_CHOICES } from '../../shared/contract/inferenceConstants.ts';
import type { MatteStroke } from '../../shared/matteTouchUp.ts';
import type { EngineRun } from '../engine/index.ts';
import { createPhotoTasks } from './photoTasks.ts';

const root = path.resolve(import.meta.dirname, '../..');
const photo = path.join(root, 'resources/sample/photo.jpg');
const needed = [photo, path.join(root, 'models/embedded/selfie.onnx')];
const absent = needed.filter((file) => !existsSync(file));
if (absent.length > 0)
  console.log(`photoTasks.real.test skipped: ${absent.join(', ')} absent; run "npm run setup".`);

/** Inside the face of the sample portrait, photo pixels. */
const FACE = [226, 122] as const;
const removing: MatteStroke = { kind: 'remove', radiusPx: 20, hardness: 1, points: [[...FACE]] };

describe.skipIf(absent.length > 0)('tasks about photos', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'kotohogi-photo-tasks-'));
  afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  const run: EngineRun = {
    folders: { home, cache: path.join(home, 'cache'), models: path.join(root, 'models') },
    ffmpegPath: 'unused',
    log: { info: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    onProgress: () => undefined,
    inference: { device: 'cpu', deviceId: 0, gpuMemoryLimitMib: null, batchSize: null },
  };
  const tasks = createPhotoTasks();
  const task = { path: photo, models: DEFAULT_MODEL_CHOICES };
  const alphaAt = async (bytes: Uint8Array, x: number, y: number): Promise<number> => {
    const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    return data[4 * (y * info.width + x) + 3];
  };

  it('tell persons and faces that belong together, and where they come from', async () => {
    const seen = await tasks.inspect(task, run);
    expect([seen.widthPx, seen.heightPx]).toEqual([512, 512]);
    expect(seen.faces.map(({ personIndex, landmarks }) => [personIndex, landmarks.length])).toEqual([
      [0, 468],
    ]);
    expect(seen.persons.map(({ faceIndex }) => faceIndex)).toEqual([0]);
    expect(seen.models).toEqual(expect.arrayContaining(['nanodet-g', 'selfie', 'facemesh']));
    expect(seen.coverage).toBeGreaterThan(0.4);
  });

  it('show what strokes leave, all of it and pixel by pixel', async () => {
    const before = await tasks.previewMatte({ ...task, touchUp: null, part: null }, run);
    const after = await tasks.previewMatte({ ...task, touchUp: { strokes: [removing] }, part: null }, run);
    // A disc of 20 pixels in a photo of 512 x 512.
    expect(before.coverage - after.coverage).toBeCloseTo((Math.PI * 20 ** 2) / 512 ** 2, 3);
    expect(await alphaAt(before.cutout.bytes, ...FACE)).toBe(255);
    expect(await alphaAt(after.cutout.bytes, ...FACE)).toBe(0);

    const part = [200, 100, 64, 48] as const;
    const close = await tasks.previewMatte(
      { ...task, touchUp: { strokes: [removing] }, part: [...part] },
      run,
    );
    const { width, height } = await sharp(close.cutout.bytes).metadata();
    expect([width, height]).toEqual([64, 48]);
    expect(await alphaAt(close.cutout.bytes, FACE[0] - part[0], FACE[1] - part[1])).toBe(0);
    expect(await alphaAt(close.cutout.bytes, 0, 0)).toBe(255);
  });

  it('lay all strokes on the untouched matte each time: what is undone is gone', async () => {
    const touched = { ...task, touchUp: { strokes: [removing] }, part: null };
    const one = await tasks.previewMatte(touched, run);
    const adding: MatteStroke = { ...removing, kind: 'add', radiusPx: 40 };
    const two = await tasks.previewMatte({ ...touched, touchUp: { strokes: [removing, adding] } }, run);
    expect(two.coverage).toBeGreaterThan(one.coverage);
    const again = await tasks.previewMatte(touched, run);
    expect(again.coverage).toBe(one.coverage);
    expect(Buffer.from(again.cutout.bytes).equals(Buffer.from(one.cutout.bytes))).toBe(true);
  });
});
