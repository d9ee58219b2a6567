import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EstimateWish } from '../../../shared/contract/estimate.ts';
import { STICKER_DEFAULTS } from '../../../shared/contract/exportConstants.ts';
import { RENDER_DEFAULTS, type RenderReport } from '../../../shared/contract/render.ts';
import { estimateRender } from './estimate.ts';
import { keepInHistory, readHistory, recordOf, type RenderRecord } from './history.ts';

const WISH: EstimateWish = {
  form: { kind: 'video' },
  ending: '.mp4',
  size: { widthPx: 1000, heightPx: 1000 },
  fps: 25,
  durationSec: 10,
  lipsync: 'auto',
  lipsyncModel: 'auto',
  encoding: { quality: 'standard', encoder: 'software' },
};
/** Twenty seconds at forty frames a second after two seconds of preparation. */
const RECORD: RenderRecord = {
  form: 'video',
  ending: '.mp4',
  lipsync: 'builtin',
  quality: 'standard',
  encoder: 'libx264',
  pixels: 1e6,
  fps: 25,
  frames: 500,
  durationSec: 20,
  prepareSec: 2,
  frameSec: 1 / 40,
  bytes: 4e6,
};
const estimate = (wish: Partial<EstimateWish>, ...history: RenderRecord[]) =>
  estimateRender({ ...WISH, ...wish }, 'builtin', history);

describe('estimateRender', () => {
  it('says nothing of what was never made', () => {
    const nothing = { sec: null, bytes: null, renders: 0 };
    expect(estimate({})).toEqual(nothing);
    expect(estimate({}, { ...RECORD, lipsync: 'wav2lip' })).toEqual(nothing);
    expect(estimate({ encoding: { quality: 'high', encoder: 'software' } }, RECORD)).toEqual(nothing);
    expect(estimate({}, { ...RECORD, encoder: 'h264_nvenc' })).toEqual(nothing);
    expect(estimate({ form: { kind: 'still', atSec: 0 }, ending: '.png' }, RECORD)).toEqual(nothing);
  });

  it('takes half the time and half the room for half the length', () => {
    const { sec, bytes, renders } = estimate({}, RECORD);
    expect(renders).toBe(1);
    // 250 frames at 40 a second, and between one and two seconds of preparation, a fifth either way.
    expect(sec?.from).toBeCloseTo((1 + 6.25) * 0.8);
    expect(sec?.to).toBeCloseTo((2 + 6.25) * 1.2);
    expect(bytes?.from).toBeCloseTo(2e6 * 0.8);
    expect(bytes?.to).toBeCloseTo(2e6 * 1.2);
  });

  it('spans what several renders say, and asks those of the same size first', () => {
    const slower = { ...RECORD, frameSec: 1 / 20 };
    const { sec, renders } = estimate({}, RECORD, slower, { ...RECORD, pixels: 2e6, frameSec: 1 });
    expect(renders).toBe(2);
    expect(sec?.from).toBeCloseTo((1 + 6.25) * 0.9);
    expect(sec?.to).toBeCloseTo((2 + 12.5) * 1.1);
  });

  it('is vague about sizes that were never made', () => {
    const { sec, bytes } = estimate({ size: { widthPx: 2000, heightPx: 2000 } }, RECORD);
    expect(sec?.from).toBeCloseTo((1 + 6.25) * 0.8);
    expect(sec?.to).toBeCloseTo((2 + 4 * 6.25) * 1.2);
    expect(bytes?.from).toBeCloseTo(2 * 2e6 * 0.8);
    expect(bytes?.to).toBeCloseTo(4 * 2e6 * 1.2);
  });

  it('does not take time from a video whose parts were known', () => {
    const { sec, bytes } = estimate({}, { ...RECORD, frameSec: null });
    expect(sec).toBeNull();
    expect(bytes).not.toBeNull();
  });

  it('knows stickers by their own size and length', () => {
    const sticker = { ...RECORD, form: 'sticker', ending: '.gif', pixels: 480 * 480, fps: 12 } as const;
    const made = { ...sticker, frames: 72, durationSec: 6, bytes: 6e5 };
    const form = { kind: 'sticker', ...STICKER_DEFAULTS, lengthSec: 3 } as const;
    const { bytes } = estimate({ form, ending: '.gif' }, made);
    expect(bytes?.from).toBeCloseTo(3e5 * 0.8);
    expect(bytes?.to).toBeCloseTo(3e5 * 1.2);
  });

  it('takes the time of a sound from the length of the voice', () => {
    const made = {
      ...RECORD,
      form: 'sound',
      ending: '.m4a',
      lipsync: 'none',
      pixels: 0,
      frames: 0,
      frameSec: null,
    } as const;
    const { sec, bytes } = estimate({ form: { kind: 'sound' }, ending: '.m4a', durationSec: 40 }, made);
    expect(sec).toEqual({ from: expect.closeTo(1.6), to: expect.closeTo(4.8) });
    expect(bytes?.to).toBeCloseTo(8e6 * 1.2);
  });
});

describe('history', () => {
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-history-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const report: RenderReport = {
    schemaVersion: 1,
    out: '/videos/Anna.MP4',
    form: 'video',
    outBytes: 5e6,
    frames: 100,
    fps: 25,
    width: 720,
    height: 1280,
    durationSec: 4,
    lipsync: 'builtin',
    preset: null,
    confidence: null,
    speaker: null,
    device: 'cpu',
    encoder: 'libx264',
    request: {
      ...RENDER_DEFAULTS,
      titles: [],
      photoPath: '/a',
      voicePath: '/b',
      outPath: '/videos/Anna.MP4',
    },
    models: [],
    stages: [],
    totalMs: 12_000,
    renderFps: 10,
    ceilingFps: null,
    segments: { total: 3, known: 0 },
    peakRssBytes: 1,
    warnings: [],
    fallbacks: [],
    talk: null,
    provenance: null,
  };

  it('keeps facts, newest first, and nothing about what was made', async () => {
    await keepInHistory(report, home);
    await keepInHistory({ ...report, segments: { total: 3, known: 1 } }, home);
    const [second, first] = await readHistory(home);
    expect(first).toEqual({
      form: 'video',
      ending: '.mp4',
      lipsync: 'builtin',
      quality: 'standard',
      encoder: 'libx264',
      pixels: 720 * 1280,
      fps: 25,
      frames: 100,
      durationSec: 4,
      prepareSec: 2,
      frameSec: 0.1,
      bytes: 5e6,
    });
    expect(second.frameSec).toBeNull();
    expect(await readFile(path.join(home, 'render-history.json'), 'utf8')).not.toContain('Anna');
  });

  it('stays short, and begins anew where it cannot be read', async () => {
    for (let i = 0; i < 62; i++) await keepInHistory({ ...report, outBytes: i }, home);
    const history = await readHistory(home);
    expect(history).toHaveLength(60);
    expect(history[0].bytes).toBe(61);
    await writeFile(path.join(home, 'render-history.json'), '{"renders":[1]}');
    expect(await readHistory(home)).toEqual([]);
    await keepInHistory(report, home);
    expect(await readHistory(home)).toHaveLength(1);
  });

  it('has no facts of reports that lack them', () => {
    expect(recordOf({ ...report, request: null })).toBeNull();
  });
});
