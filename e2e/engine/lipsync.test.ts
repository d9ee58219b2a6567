/**
 * The mouth against the sound, judged on finished videos of voices and sentences that the mouth network never heard:
 * FaceMesh looks at the decoded frames, scripts/measure-mouth/metrics.mjs turns what it sees into figures.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFfmpeg } from '../../electron/engine/ffmpeg/locate.ts';
import { resolveFolders } from '../../electron/engine/folders.ts';
import { analyzeVoice, inspectPhoto, render, type EngineRun } from '../../electron/engine/index.ts';
import { wholeOf } from '../../electron/engine/runtime/monoSource.ts';
import {
  envelopeDbOf,
  mouthFigures,
  type MouthFigures,
  type Phone,
} from '../../scripts/measure-mouth/metrics.mjs';
import { RENDER_DEFAULTS } from '../../shared/contract/render.ts';
import { measureMouth } from '../fixtures/mouthCurves.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PHOTO = path.join(ROOT, 'resources/sample/photo.jpg');
const SPEECH = path.join(ROOT, 'e2e/fixtures/speech');
/** The photo's own size: frames are drawn and judged as large as the landmarks of the photo were found. */
const SIDE_PX = 512;
const SIZE = { widthPx: SIDE_PX, heightPx: SIDE_PX };
const FPS = 25;

let folder = '';
let run: EngineRun;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kotohogi-lipsync-'));
  run = {
    folders: resolveFolders(),
    ffmpegPath: (await findFfmpeg()).path,
    log: { info: () => undefined, warn: () => undefined },
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function figuresOf(name: string): Promise<MouthFigures> {
  const voicePath = path.join(SPEECH, `${name}.wav`);
  const outPath = path.join(folder, `${name}.mp4`);
  await render({ ...RENDER_DEFAULTS, photoPath: PHOTO, voicePath, outPath, size: SIZE }, run);
  const { faces } = await inspectPhoto(PHOTO, run);
  const curves = await measureMouth(outPath, SIDE_PX, faces.faces[0].landmarks, run.folders.models);
  const { features } = await analyzeVoice(voicePath, run);
  const phones = JSON.parse(await readFile(path.join(SPEECH, `${name}.phones.json`), 'utf8')) as Phone[];
  return mouthFigures({
    opening: curves.opening,
    width: curves.width,
    fps: FPS,
    phones,
    envelopeDb: envelopeDbOf(wholeOf(features.mono16k), 16_000, FPS, curves.frames),
  });
}

describe.each(['slt-unseen', 'rms-unseen', 'awb-unseen'])('%s', (name) => {
  test('the mouth articulates and keeps time', async () => {
    const figures = await figuresOf(name);
    console.log(name, JSON.stringify(figures));
    expect(figures.bilabialsClosed).toBeGreaterThanOrEqual(0.85);
    expect(figures.vowelsWronglyClosed).toBeLessThanOrEqual(0.15);
    expect(figures.spreadMinusRound).toBeGreaterThanOrEqual(1);
    expect(figures.openMinusClose).toBeGreaterThanOrEqual(0.2);
    expect(figures.pauseOpening).toBeLessThanOrEqual(0.05);
    expect(figures.flapsPerSec).toBeLessThanOrEqual(3);
    expect(figures.envelopeCorrelation).toBeGreaterThanOrEqual(0.35);
    expect(figures.envelopeCorrelation).toBeLessThanOrEqual(0.8);
    expect(Math.abs(figures.envelopeLagFrames)).toBeLessThanOrEqual(2);
  });
});
