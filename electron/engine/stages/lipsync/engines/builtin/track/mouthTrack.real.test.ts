import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../../../../progress.ts';
import { createModelStore } from '../../../../../runtime/modelStore.ts';
import { floatOutput } from '../../../../../runtime/onnx.ts';
import { articulate } from './forward.ts';
import { mouthTrack } from './index.ts';
import { createMelFrontEnd, frameCountOf, levelReference, MEL_BANDS } from './mel.ts';
import { featuresOf, readWav } from './voiceFixture.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../../../../..');
const CLIP = path.join(ROOT, 'e2e/fixtures/speech/rms-unseen.wav');
const folders = { home: ROOT, cache: ROOT, models: path.join(ROOT, 'models') };

describe('the mouth network', () => {
  const models = createModelStore(folders.models);
  const controller = new AbortController();
  const log = { info: () => undefined, warn: () => undefined };
  const context = {
    folders,
    ffmpegPath: '',
    models,
    log,
    signal: controller.signal,
    progress: silentProgress,
  };
  afterAll(() => models.close());

  it('gives the same curves in chunks as in one run', async () => {
    const clip = await readWav(CLIP);
    const long = new Float32Array(clip.length * 10);
    for (let i = 0; i < 10; i++) long.set(clip, i * clip.length);
    const model = await models.open('mouth');
    const frames = frameCountOf(long.length);
    const mel = createMelFrontEnd().frames(long, levelReference(long), 0, frames);
    const whole = await model.session.run({ mel: { dims: [1, frames, MEL_BANDS], data: mel } });
    const chunked = await articulate(model, long, controller.signal, silentProgress);
    expect(frames).toBeGreaterThan(6000);
    for (const channel of ['open', 'width', 'closure'] as const) {
      const expected = floatOutput(whole, channel).data;
      const worst = chunked[channel].reduce(
        (most, value, t) => Math.max(most, Math.abs(value - expected[t])),
        0,
      );
      expect(worst).toBeLessThan(1e-3);
    }
  });

  it('opens in speech, closes its lips and rests in silence', async () => {
    const clip = await readWav(CLIP);
    const padded = new Float32Array(clip.length + 32_000);
    padded.set(clip, 16_000);
    const track = await mouthTrack(featuresOf(padded), 25, context);
    expect(track.frames).toBe(Math.ceil((padded.length / 16_000) * 25));
    expect(Math.max(...track.open)).toBeGreaterThan(0.85);
    expect(track.closure.filter((value) => value > 0.9).length).toBeGreaterThan(8);
    expect(Math.max(...track.open.subarray(0, 22), ...track.open.subarray(track.frames - 20))).toBe(0);
    expect(await mouthTrack(featuresOf(padded), 25, context)).toEqual(track);
  });

  it('hears nothing in silence and nothing in an instant', async () => {
    const silent = await mouthTrack(featuresOf(new Float32Array(16_000)), 25, context);
    expect(Math.max(...silent.open, ...silent.closure)).toBe(0);
    const instant = await mouthTrack(featuresOf(new Float32Array(1)), 25, context);
    expect(instant.frames).toBe(1);
  });

  it('stops when it is cancelled', async () => {
    const cancelled = { ...context, signal: AbortSignal.abort() };
    await expect(mouthTrack(featuresOf(new Float32Array(16_000)), 25, cancelled)).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });
});
