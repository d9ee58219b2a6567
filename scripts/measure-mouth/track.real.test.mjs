/** The mouth track against speech whose phonemes are known, by voices and sentences that the network never learned. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentProgress } from '../../electron/engine/progress.ts';
import { createModelStore } from '../../electron/engine/runtime/modelStore.ts';
import { mouthTrack } from '../../electron/engine/stages/lipsync/engines/builtin/track/index.ts';
import {
  featuresOf,
  readWav,
} from '../../electron/engine/stages/lipsync/engines/builtin/track/voiceFixture.ts';
import { envelopeDbOf, mouthFigures } from './metrics.mjs';

const FPS = 25;
const ROOT = path.resolve(import.meta.dirname, '../..');
const SPEECH = path.join(ROOT, 'e2e/fixtures/speech');

describe.each(['rms-unseen', 'awb-unseen', 'slt-unseen'])('the mouth for %s', (clip) => {
  const folders = { home: ROOT, cache: ROOT, models: path.join(ROOT, 'models') };
  const models = createModelStore(folders.models);
  /** @type {import('./metrics.mjs').MouthFigures} */
  let figures;

  beforeAll(async () => {
    const samples = await readWav(path.join(SPEECH, `${clip}.wav`));
    const track = await mouthTrack(featuresOf(samples), FPS, {
      folders,
      ffmpegPath: '',
      models,
      log: { info: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      progress: silentProgress,
    });
    const phones = JSON.parse(await readFile(path.join(SPEECH, `${clip}.phones.json`), 'utf8'));
    const envelopeDb = envelopeDbOf(samples, 16_000, FPS, track.frames);
    figures = mouthFigures({ opening: track.open, width: track.width, fps: FPS, phones, envelopeDb });
  });
  afterAll(() => models.close());

  it('closes the lips on m, b and p, and not on open vowels', () => {
    expect(figures.bilabialsClosed).toBeGreaterThanOrEqual(0.9);
    expect(figures.vowelsWronglyClosed).toBeLessThanOrEqual(0.1);
  });

  it('spreads and rounds the lips, opens wide and narrow, with the vowels', () => {
    expect(figures.spreadMinusRound).toBeGreaterThanOrEqual(1.2);
    expect(figures.openMinusClose).toBeGreaterThanOrEqual(0.3);
  });

  it('rests in pauses and does not flutter', () => {
    expect(figures.pauseOpening).toBeLessThanOrEqual(0.05);
    expect(figures.flapsPerSec).toBeLessThanOrEqual(3);
  });

  it('goes with the voice as people do: more than articulation alone, less than loudness alone', () => {
    expect(figures.envelopeCorrelation).toBeGreaterThanOrEqual(0.4);
    expect(figures.envelopeCorrelation).toBeLessThanOrEqual(0.78);
    expect(Math.abs(figures.envelopeLagFrames)).toBeLessThanOrEqual(2);
  });
});
