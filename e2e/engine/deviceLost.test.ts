/** A render that loses its device in the middle: finished on the processor, the same frames, and said so. */
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_INFERENCE_SETTINGS } from '../../shared/contract/inference.ts';
import { RENDER_DEFAULTS, type RenderReport } from '../../shared/contract/render.ts';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { render } from '../../electron/engine/index.ts';
import { createModelLibrary } from '../../electron/engine/models/library.ts';
import { faultyDevice } from '../../electron/engine/runtime/inference/testing.ts';
import { SAMPLE_PHOTO } from '../fixtures/materials.ts';
import { missingForRenders } from '../fixtures/prerequisites.ts';
import { cutVoice } from '../fixtures/sound.ts';
import { frameChecksums } from '../fixtures/videoFile.ts';
import { closedFormNetwork, EXPORTS } from '../../scripts/models/wav2lipNetworks.mjs';

const { signal } = new AbortController();
/** Two frames a call: the device is lost between the first frame and the last. */
const ROWS = 2;

describe.skipIf(missingForRenders !== null)('a render whose device', () => {
  let folder = '';
  let voicePath = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-device-lost-'));
    voicePath = await cutVoice(folder, 'voice.wav', { startSec: 0.5, durationSec: 2 });
    const network = path.join(folder, 'network.onnx');
    writeFileSync(network, closedFormNetwork(EXPORTS.hq));
    const library = createModelLibrary({ home: folder, modelsFolder: resolveFolders().models });
    await library.import('wav2lip-own', network, true, { signal, onProgress: () => undefined });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function renderOn(
    name: string,
    device: 'cpu' | 'webgpu',
    plan: Readonly<Record<string, string | number>>,
  ): Promise<{ report: RenderReport; frames: readonly string[] }> {
    const outPath = path.join(folder, `${name}.mp4`);
    const report = await render(
      {
        ...RENDER_DEFAULTS,
        photoPath: SAMPLE_PHOTO,
        voicePath,
        outPath,
        size: { widthPx: 256, heightPx: 256 },
        lipsync: 'wav2lip',
        device,
      },
      {
        // What one of them drew must not serve the others.
        folders: { home: folder, cache: path.join(folder, `cache-${name}`), models: resolveFolders().models },
        ffmpegPath: (await findFfmpeg()).path,
        log: { info: () => undefined, warn: () => undefined },
        signal,
        onProgress: () => undefined,
        inference: { ...DEFAULT_INFERENCE_SETTINGS, batchSize: ROWS },
        loaderModule: faultyDevice({ only: 'wav2lip', ...plan }),
      },
    );
    return { report, frames: await frameChecksums(outPath) };
  }

  it('is lost, or full, ends with the same frames and one sentence about it', async () => {
    const onProcessor = await renderOn('cpu', 'cpu', {});
    expect(onProcessor.frames).toHaveLength(50);
    expect(onProcessor.report.fallbacks).toEqual([]);

    const onDevice = await renderOn('device', 'webgpu', {});
    expect(onDevice.report).toMatchObject({ device: 'webgpu', fallbacks: [], frames: 50 });
    expect(onDevice.frames).toEqual(onProcessor.frames);

    const lost = await renderOn('lost', 'webgpu', { failAt: 5 });
    expect(lost.report).toMatchObject({ device: 'cpu', frames: 50 });
    expect(lost.report.fallbacks).toEqual([
      expect.stringMatching(/WebGPU failed for wav2lip-own .*lost.*the processor went on/) as string,
    ]);
    expect(lost.frames).toEqual(onProcessor.frames);

    const full = await renderOn('full', 'webgpu', { outOfMemoryAbove: 1 });
    expect(full.report.frames).toBe(50);
    expect(full.frames).toEqual(onProcessor.frames);
  });
});
