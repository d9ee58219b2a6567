/** The mouth of voices whose sounds and times are known, against what is wanted of it; no network hears anything here. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { silentProgress } from '../../electron/engine/progress.ts';
import { mouthTrack } from '../../electron/engine/stages/lipsync/engines/builtin/track/index.ts';
import {
  featuresOf,
  readWav,
} from '../../electron/engine/stages/lipsync/engines/builtin/track/voiceFixture.ts';
import { FLITE_IPA } from './flitePhones.mjs';
import { envelopeDbOf, mouthFigures } from './metrics.mjs';

const FPS = 25;
const ROOT = path.resolve(import.meta.dirname, '../..');
const SPEECH = path.join(ROOT, 'e2e/fixtures/speech');
describe.each(['rms-unseen', 'awb-unseen', 'slt-unseen'])('the timed mouth for %s', (clip) => {
  it('closes on every m, b and p, shows round and spread lips, and rests in pauses', async () => {
    const samples = await readWav(path.join(SPEECH, `${clip}.wav`));
    /** @type {[string, number, number][]} */
    const phones = JSON.parse(await readFile(path.join(SPEECH, `${clip}.phones.json`), 'utf8'));
    const phonemes = phones.map(([name, startSec, endSec]) => {
      expect(FLITE_IPA, name).toHaveProperty(name);
      return { symbol: FLITE_IPA[name], startSec, endSec };
    });
    const timings = /** @type {const} */ ({ alphabet: 'ipa', exact: true, phonemes });
    const models = { open: () => Promise.reject(new Error('No network is needed.')) };
    const track = await mouthTrack({ ...featuresOf(samples), timings }, FPS, {
      folders: { home: ROOT, cache: ROOT, models: ROOT },
      ffmpegPath: '',
      models: /** @type {never} */ (models),
      log: { info: () => undefined, warn: () => undefined },
      signal: new AbortController().signal,
      progress: silentProgress,
    });
    const envelopeDb = envelopeDbOf(samples, 16_000, FPS, track.frames);
    const figures = mouthFigures({ opening: track.open, width: track.width, fps: FPS, phones, envelopeDb });
    expect(figures.bilabialsClosed).toBe(1);
    expect(figures.vowelsWronglyClosed).toBe(0);
    expect(figures.spreadMinusRound).toBeGreaterThanOrEqual(1.8);
    expect(figures.openMinusClose).toBeGreaterThanOrEqual(0.45);
    expect(figures.pauseOpening).toBeLessThanOrEqual(0.03);
    expect(figures.flapsPerSec).toBeLessThanOrEqual(2);
    expect(figures.envelopeCorrelation).toBeGreaterThanOrEqual(0.4);
    expect(figures.envelopeCorrelation).toBeLessThanOrEqual(0.78);
    expect(Math.abs(figures.envelopeLagFrames)).toBeLessThanOrEqual(2);
  });
});
